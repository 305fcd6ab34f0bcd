"""A date and a time that a person picked: what they mean, and when they mean nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.composing.times import BadTime, Trouble, as_picked, chosen, suggestion

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_time_means_the_brands_wall_clock() -> None:
    found = chosen("2026-03-06", "09:00", BERLIN, NOW)
    assert found.at == datetime(2026, 3, 6, 8, 0, tzinfo=UTC)
    assert (found.wall, found.zone) == ("2026-03-06T09:00", "Europe/Berlin")


def test_after_the_clocks_change_it_is_still_nine() -> None:
    assert chosen("2026-03-30", "09:00", BERLIN, NOW).at == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "time", "code"),
    [
        (None, "09:00", Trouble.NO_DATE),
        ("", "09:00", Trouble.NO_DATE),
        ("2026-02-30", "09:00", Trouble.NO_DATE),
        ("tomorrow", "09:00", Trouble.NO_DATE),
        ("2026-03-06", None, Trouble.NO_TIME),
        ("2026-03-06", "25:00", Trouble.NO_TIME),
        ("2026-03-01", "09:00", Trouble.PAST),
        ("2026-03-02", "10:00", Trouble.PAST),
        ("2036-03-06", "09:00", Trouble.TOO_FAR),
        ("2026-03-29", "02:30", Trouble.GAP),
        ("2026-10-25", "02:30", Trouble.FOLD),
    ],
)
def test_what_cannot_be_taken(date: str | None, time: str | None, code: Trouble) -> None:
    with pytest.raises(BadTime) as refused:
        chosen(date, time, BERLIN, NOW)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("day", "before", "after"), [("2026-03-29", "01:59", "03:00"), ("2026-10-25", "01:59", "03:00")]
)
def test_a_gap_and_a_fold_name_the_nearest_times_that_mean_one_instant(day: str, before: str, after: str) -> None:
    with pytest.raises(BadTime) as refused:
        chosen(day, "02:30", BERLIN, NOW)
    assert refused.value.before and refused.value.after
    assert refused.value.before.strftime("%H:%M") == before
    assert refused.value.after.strftime("%H:%M") == after


def test_the_minutes_round_a_change_are_taken() -> None:
    assert (
        chosen("2026-03-29", "01:59", BERLIN, NOW).at + timedelta(minutes=1)
        == chosen("2026-03-29", "03:00", BERLIN, NOW).at
    )


def test_a_year_is_the_furthest() -> None:
    assert chosen("2027-03-02", "09:00", BERLIN, NOW).at.year == 2027


def test_an_instant_goes_back_into_the_pickers() -> None:
    assert as_picked(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), BERLIN) == ("2026-07-02", "00:30")


@pytest.mark.parametrize(("day", "wanted"), [(2, "2026-03-03"), (6, "2026-03-09"), (7, "2026-03-09")])
def test_the_pickers_begin_on_the_next_working_day(day: int, wanted: str) -> None:
    assert suggestion(NOW.replace(day=day), BERLIN) == (wanted, "09:00")
