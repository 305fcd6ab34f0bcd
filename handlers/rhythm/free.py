"""What of an account's slots is free. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.posting.hours import Windows, is_open
from handlers.rhythm.slots import Moment

APART = timedelta(minutes=5)
"""Nearer to each other than this, two publications of one account are warned of; a slot this near to one is taken."""

DAYS_AHEAD = 60
"""How far ahead a free slot is looked for."""

Span = tuple[datetime, datetime | None]
"""A pause: from, and until when. Nothing: until somebody resumes."""


@dataclass(frozen=True)
class Booking:
    """What stands in the way of an account's slots."""

    times: Sequence[datetime] = ()
    """When something goes out, went out, or is wanted to."""
    pauses: Sequence[Span] = ()
    windows: Windows = ()
    """Posting hours; none: always open."""
    most_a_day: int | None = None


def free(moments: Iterable[Moment], booking: Booking, zone: ZoneInfo) -> Iterator[Moment]:
    """Those that nothing stands in the way of, in their order."""
    a_day = Counter(one.astimezone(zone).date() for one in booking.times)
    for moment in moments:
        is_full = booking.most_a_day is not None and a_day[moment.at.astimezone(zone).date()] >= booking.most_a_day
        is_kept = is_full or is_paused(moment.at, booking) or not is_open(booking.windows, moment.at, zone)
        if not is_kept and not nearby(moment.at, booking.times):
            yield moment


def nearby(at: datetime, times: Iterable[datetime]) -> list[datetime]:
    """Those less than five minutes away."""
    return [one for one in times if abs(one - at) < APART]


def is_paused(at: datetime, booking: Booking) -> bool:
    return any(starts <= at and (ends is None or at < ends) for starts, ends in booking.pauses)


def is_stopped(booking: Booking) -> bool:
    """Paused until somebody resumes: nobody knows which slot will be the next."""
    return any(ends is None for _, ends in booking.pauses)


def begins(day_of: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the day that it is in. UTC."""
    local = day_of.astimezone(zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
