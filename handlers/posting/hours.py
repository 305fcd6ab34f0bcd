"""Posting hours of an account: windows of its brand's week. Pure.

A window is what storage/brands.py keeps of it: `days` (ISO weekdays), `opens` and `closes` (HH:MM), on the brand's
clock. An account without any is always open.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Windows = Sequence[Mapping[str, str]]

DAYS = 8
"""A week, and today once more: one of them has a window that is still to come."""

Span = tuple[datetime, datetime]


def next_open(windows: Windows, moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself where one is open or there are none, else the beginning of the next. UTC."""
    moment = moment.astimezone(UTC)
    today = moment.astimezone(zone).date()
    for ahead in range(DAYS if windows else 0):
        for opens, closes in _spans(windows, today + timedelta(days=ahead), zone):
            if moment < closes:
                return max(moment, opens)
    return moment


def is_open(windows: Windows, moment: datetime, zone: ZoneInfo) -> bool:
    return next_open(windows, moment, zone) == moment


def next_free(
    windows: Windows, moment: datetime, zone: ZoneInfo, taken: Iterable[datetime], apart: timedelta
) -> datetime:
    """The first open time from the moment on that is `apart` from everything that is to go out there. UTC."""
    found = next_open(windows, moment, zone)
    for other in sorted(taken):
        if abs(other - found) < apart:
            found = next_open(windows, other + apart, zone)
    return found


def _spans(windows: Windows, day: date, zone: ZoneInfo) -> list[Span]:
    on_day = (window for window in windows if str(day.isoweekday()) in window["days"])
    return sorted((_at(day, window["opens"], zone), _at(day, window["closes"], zone)) for window in on_day)


def _at(day: date, wall: str, zone: ZoneInfo) -> datetime:
    """A time that the clocks jump over is the one that they would have shown without the jump."""
    return datetime.combine(day, time.fromisoformat(wall), zone).astimezone(UTC)
