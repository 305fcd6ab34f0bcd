"""An account's week: what is taken, what is free, and how far it is from what was aimed for. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.rhythm.free import Booking, free, nearby
from handlers.rhythm.slots import Moment, Rhythm, of_day
from storage.booked import Booked

DAYS = 7


@dataclass(frozen=True)
class Spot:
    """A time of a day."""

    at: datetime
    queue: str = ""
    taken_by: int = 0
    """The number of a submission; 0: nobody."""
    is_free: bool = False
    """A slot that can still be had."""
    moved_from: str = ""
    """HH:MM, where the clocks jump over the slot on that day."""


@dataclass(frozen=True)
class Day:
    """One of the week."""

    day: date
    spots: tuple[Spot, ...]
    is_holiday: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing goes out, and something could."""
        return not any(spot.taken_by for spot in self.spots) and any(spot.is_free for spot in self.spots)


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday, in the brand's zone."""

    days: tuple[Day, ...]
    rhythm: Rhythm

    @property
    def taken(self) -> int:
        """How many go out, or went out, in it."""
        return sum(1 for one in self.days for spot in one.spots if spot.taken_by)

    @property
    def empty(self) -> list[date]:
        """Days with a free slot on which nothing goes out."""
        return [one.day for one in self.days if one.is_empty]


def monday_of(moment: datetime, zone: ZoneInfo) -> date:
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def week_of(
    rhythm: Rhythm,
    rows: Sequence[Booked],
    booking: Booking,
    monday: date,
    zone: ZoneInfo,
    holidays: Collection[str],
    now: datetime,
) -> Week:
    """`rows`: what takes a time in that week; `booking`: the same, and what else stands in the way of its slots."""
    days = [monday + timedelta(days=step) for step in range(DAYS)]
    found = []
    for day in days:
        is_holiday = day.isoformat() in holidays
        moments = [] if is_holiday else of_day(rhythm.slots, day, zone)
        on_day = [row for row in rows if row.at.astimezone(zone).date() == day]
        found.append(Day(day, _spots(moments, on_day, booking, zone, now), is_holiday))
    return Week(tuple(found), rhythm)


def _spots(
    moments: Sequence[Moment], rows: Sequence[Booked], booking: Booking, zone: ZoneInfo, now: datetime
) -> tuple[Spot, ...]:
    taken = [_taken(row, moments) for row in rows]
    still = free((one for one in moments if one.at > now), booking, zone)
    open_ = [replace(_spot(one), is_free=True) for one in still]
    return tuple(sorted((*taken, *open_), key=lambda spot: (spot.at, spot.taken_by)))


def _taken(row: Booked, moments: Sequence[Moment]) -> Spot:
    near = [one for one in moments if nearby(one.at, [row.at])]
    return replace(_spot(near[0]) if near else Spot(row.at), at=row.at, taken_by=row.submission_id)


def _spot(moment: Moment) -> Spot:
    return Spot(moment.at, moment.queue, moved_from=moment.wall if moment.is_moved else "")
