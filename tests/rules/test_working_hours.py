"""Quiet hours, weekends, and counting back from a publish time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import working_hours

BERLIN, SEOUL, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Seoul"), ZoneInfo("America/New_York")

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda found: found.replace(tzinfo=UTC))
zones = st.sampled_from([BERLIN, SEOUL, NEW_YORK, ZoneInfo("Asia/Kathmandu"), ZoneInfo("UTC")])


def local(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "is_working"),
    [
        ("2026-11-23T08:59:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T17:59:59", True),
        ("2026-11-23T18:00", False),
        ("2026-11-21T12:00", False),  # a Saturday
        ("2026-11-22T12:00", False),  # a Sunday
    ],
)
def test_nobody_is_reminded_at_night_or_on_a_weekend(moment: str, is_working: bool) -> None:
    assert working_hours.is_working(local(moment), BERLIN) is is_working


def test_the_same_moment_is_work_in_berlin_and_night_in_seoul() -> None:
    moment = local("2026-11-23T15:00")
    assert working_hours.is_working(moment, BERLIN)
    assert not working_hours.is_working(moment, SEOUL)


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        ("2026-11-23T10:30", "2026-11-23T10:30"),
        ("2026-11-23T07:00", "2026-11-23T09:00"),
        ("2026-11-23T18:00", "2026-11-24T09:00"),
        ("2026-11-20T18:01", "2026-11-23T09:00"),  # Friday evening to Monday
    ],
)
def test_the_next_working_moment(moment: str, following: str) -> None:
    assert working_hours.next_working(local(moment), BERLIN) == local(following)


@pytest.mark.parametrize(
    ("moment", "length", "begins"),
    [
        ("2026-11-24T15:00", 2, "2026-11-24T13:00"),
        ("2026-11-24T09:00", 2, "2026-11-23T16:00"),  # nobody reads it at night
        ("2026-11-24T10:00", 2, "2026-11-23T17:00"),
        ("2026-11-24T20:00", 2, "2026-11-24T16:00"),
        ("2026-11-23T08:00", 2, "2026-11-20T16:00"),  # Monday morning counts back to Friday
        ("2026-11-22T11:00", 2, "2026-11-20T16:00"),  # so does a Sunday
        ("2026-11-24T15:00", 20, "2026-11-20T13:00"),
    ],
)
def test_counting_back_goes_through_working_time_only(moment: str, length: int, begins: str) -> None:
    assert working_hours.back(local(moment), timedelta(hours=length), BERLIN) == local(begins)


def test_a_working_day_is_nine_hours_long_although_the_clocks_change_at_night() -> None:
    monday_after_the_change = local("2026-10-26T09:00")
    assert working_hours.back(monday_after_the_change, timedelta(hours=9), BERLIN) == local("2026-10-23T09:00")


@given(moments, zones)
def test_the_next_working_moment_is_working_and_never_earlier(moment: datetime, zone: ZoneInfo) -> None:
    following = working_hours.next_working(moment, zone)
    assert following is not None
    assert following >= moment
    assert working_hours.is_working(following, zone)
    assert following - moment <= timedelta(days=3)


@given(moments, zones, st.integers(1, 60 * 24))
def test_counting_back_lands_in_working_time(moment: datetime, zone: ZoneInfo, minutes: int) -> None:
    begins = working_hours.back(moment, timedelta(minutes=minutes), zone)
    assert begins < moment
    assert working_hours.is_working(begins, zone)


def test_holidays_and_free_days_are_no_working_time() -> None:
    rules = working_hours.hours(BERLIN, works_on="1234", holidays=["2026-11-23"])
    assert not working_hours.is_working(local("2026-11-23T10:00"), rules)
    assert not working_hours.is_working(local("2026-11-27T10:00"), rules), "Fridays are free"
    assert working_hours.next_working(local("2026-11-20T10:00"), rules) == local("2026-11-24T09:00")
    assert working_hours.back(local("2026-11-24T09:30"), timedelta(hours=1), rules) == local("2026-11-19T17:30")


def test_quiet_hours_say_when_work_begins_and_ends() -> None:
    rules = working_hours.hours(SEOUL, quiet=("20:00", "11:00"))
    assert not working_hours.is_working(local("2026-11-23T10:59", SEOUL), rules)
    assert working_hours.is_working(local("2026-11-23T19:59", SEOUL), rules)


def test_a_night_shift_works_over_midnight() -> None:
    rules = working_hours.hours(BERLIN, quiet=("06:00", "22:00"))
    assert working_hours.is_working(local("2026-11-24T02:00"), rules), "Monday's shift"
    assert not working_hours.is_working(local("2026-11-23T02:00"), rules), "nobody began on Sunday"
    assert working_hours.is_working(local("2026-11-21T05:59"), rules), "Friday's shift ends on Saturday"


def test_whoever_never_works_is_never_asked() -> None:
    never = working_hours.Hours(BERLIN, works_on="")
    assert working_hours.next_working(local("2026-11-23T10:00"), never) is None
    assert not working_hours.is_working(local("2026-11-23T10:00"), never)


@pytest.mark.parametrize(
    ("zone", "due", "safe"),
    [  # the clocks changed between the evening and the morning, in three places on three dates
        (BERLIN, "2026-10-26T09:00", "2026-10-23T17:30"),
        (NEW_YORK, "2026-11-02T09:00", "2026-10-30T17:30"),
        (ZoneInfo("Australia/Sydney"), "2026-10-05T09:00", "2026-10-02T17:30"),
    ],
)
def test_the_last_safe_moment_is_a_wall_time_although_the_clocks_changed(zone: ZoneInfo, due: str, safe: str) -> None:
    assert working_hours.back(local(due, zone), timedelta(minutes=30), zone) == local(safe, zone)
