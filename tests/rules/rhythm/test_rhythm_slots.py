"""Slots as moments, over both changes of the clocks, and which of them are free."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.rhythm.free import Booking, free
from handlers.rhythm.slots import ahead, of_day
from handlers.rhythm.typed import rhythm_in

BERLIN, SEOUL, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Seoul"), ZoneInfo("Australia/Lord_Howe")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Berlin

CHANGES = [
    # Day, zone, slot as typed, when it is in UTC, and whether it is moved.
    (date(2027, 3, 28), BERLIN, "02:30", "01:00", True),
    (date(2027, 3, 28), BERLIN, "02:00", "01:00", True),
    (date(2027, 3, 28), BERLIN, "03:00", "01:00", False),
    (date(2027, 3, 28), BERLIN, "01:59", "00:59", False),
    (date(2027, 10, 31), BERLIN, "02:30", "00:30", False),
    (date(2027, 10, 31), BERLIN, "03:00", "02:00", False),
    (date(2026, 10, 4), LORD_HOWE, "02:10", "15:30", True),
    (date(2026, 11, 23), SEOUL, "09:00", "00:00", False),
]


@pytest.mark.parametrize(("day", "zone", "wall", "expected", "is_moved"), CHANGES)
def test_the_clocks_change(day: date, zone: ZoneInfo, wall: str, expected: str, is_moved: bool) -> None:
    [found] = of_day(rhythm_in(f"every day {wall}").slots, day, zone)
    assert (found.at.strftime("%H:%M"), found.is_moved, found.wall) == (expected, is_moved, wall)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


SLOTS = rhythm_in("Mon to Fri 09:00 and 15:00").slots

FREE = {
    "nothing in the way": (Booking(), [berlin(23, 15), berlin(24, 9)]),
    "one is taken": (Booking(times=[berlin(23, 15)]), [berlin(24, 9), berlin(24, 15)]),
    "four minutes away is taken": (Booking(times=[berlin(23, 15, 4)]), [berlin(24, 9), berlin(24, 15)]),
    "five minutes away is not": (Booking(times=[berlin(23, 15, 5)]), [berlin(23, 15), berlin(24, 9)]),
    "the day is full": (
        Booking(times=[berlin(23, 7), berlin(24, 22)], most_a_day=1),
        [berlin(25, 9), berlin(25, 15)],
    ),
    "paused until Wednesday noon": (
        Booking(pauses=[(berlin(23, 0), berlin(25, 12))]),
        [berlin(25, 15), berlin(26, 9)],
    ),
    "paused for good": (Booking(pauses=[(berlin(23, 0), None)]), []),
    "open in the afternoon": (
        Booking(windows=[{"days": "12345", "opens": "14:00", "closes": "18:00"}]),
        [berlin(23, 15), berlin(24, 15)],
    ),
}


@pytest.mark.parametrize("case", FREE)
def test_what_is_free(case: str) -> None:
    booking, expected = FREE[case]
    found = list(free(ahead(SLOTS, MONDAY, 10, BERLIN, ()), booking, BERLIN))
    assert [one.at for one in found[:2]] == expected


def test_holidays_have_no_slots_and_a_slot_of_this_very_moment_is_over() -> None:
    found = [one.at for one in ahead(SLOTS, berlin(23, 15), 3, BERLIN, ["2026-11-24"])]
    assert found == [berlin(25, 9), berlin(25, 15)]
    assert next(ahead((), MONDAY, 60, BERLIN, ()), None) is None
    assert next(ahead(SLOTS, MONDAY, 1, BERLIN, ())).at - MONDAY == timedelta(hours=5)
