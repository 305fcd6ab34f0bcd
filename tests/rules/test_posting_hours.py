"""When an account is open, and its next free time. The brand is in Berlin."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.posting.hours import is_open, next_free, next_open

BERLIN = ZoneInfo("Europe/Berlin")
WORKDAYS = [{"days": "12345", "opens": "08:00", "closes": "18:00"}]
TWO = [
    {"days": "1234567", "opens": "18:00", "closes": "20:00"},
    {"days": "1234567", "opens": "07:00", "closes": "09:00"},
]


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23T10:00", "2026-11-23T10:00"),
        ("2026-11-23T07:59", "2026-11-23T08:00"),
        ("2026-11-23T18:00", "2026-11-24T08:00"),
        ("2026-11-27T18:30", "2026-11-30T08:00"),
        ("2026-11-29T12:00", "2026-11-30T08:00"),
        ("2026-03-28T12:00", "2026-03-30T08:00"),
        ("2026-10-23T20:00", "2026-10-26T08:00"),
    ],
)
def test_the_next_opening(moment: str, opens: str) -> None:
    assert next_open(WORKDAYS, berlin(moment), BERLIN) == berlin(opens)


def test_two_windows_a_day_in_any_order() -> None:
    assert next_open(TWO, berlin("2026-11-23T10:00"), BERLIN) == berlin("2026-11-23T18:00")
    assert next_open(TWO, berlin("2026-11-23T21:00"), BERLIN) == berlin("2026-11-24T07:00")


def test_without_windows_always_open() -> None:
    assert is_open([], berlin("2026-11-23T03:00"), BERLIN)


def test_one_window_a_week_is_found() -> None:
    monday = [{"days": "1", "opens": "09:00", "closes": "10:00"}]
    assert next_open(monday, berlin("2026-11-23T10:00"), BERLIN) == berlin("2026-11-30T09:00")


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], "2026-11-23T10:00"),
        (["2026-11-23T10:00"], "2026-11-23T11:00"),
        (["2026-11-23T09:30", "2026-11-23T10:45"], "2026-11-23T11:45"),
        (["2026-11-23T10:00", "2026-11-23T11:00", "2026-11-23T12:00"], "2026-11-23T13:00"),
        (["2026-11-23T12:00"], "2026-11-23T10:00"),
        ([f"2026-11-23T{hour}:00" for hour in range(10, 18)], "2026-11-24T08:00"),
    ],
)
def test_the_next_free_time(taken: list[str], free: str) -> None:
    found = next_free(WORKDAYS, berlin("2026-11-23T10:00"), BERLIN, map(berlin, taken), timedelta(hours=1))
    assert found == berlin(free)
