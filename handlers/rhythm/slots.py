"""Slots of a week, and the moments that they are. Pure.

A slot is what storage/brands.py keeps of it: `days` (ISO weekdays), `at` (HH:MM on the brand's clock) and `queue`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Slots = Sequence[Mapping[str, str]]
"""As they are kept."""

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Rhythm:
    """What an account's week is to look like."""

    slots: tuple[Mapping[str, str], ...] = ()
    most_a_day: int | None = None
    """Nothing: as many as there are slots."""
    aim_a_week: int | None = None
    """Nothing: none is said."""

    @property
    def is_nothing(self) -> bool:
        return not (self.slots or self.most_a_day or self.aim_a_week)


@dataclass(frozen=True, order=True)
class Moment:
    """One slot on one day."""

    at: datetime
    """Aware, UTC."""
    queue: str
    wall: str
    """HH:MM as it was typed."""
    is_moved: bool = False
    """The clocks jump over it on that day: it is the next minute that exists."""


def queues(slots: Slots) -> list[str]:
    """Names of the queues, in the order in which they were typed; the slots of no queue are none."""
    return list(dict.fromkeys(slot["queue"] for slot in slots if slot["queue"]))


def of_day(slots: Slots, day: date, zone: ZoneInfo) -> list[Moment]:
    """Every slot of that day, in order."""
    return sorted(_moment(slot, day, zone) for slot in slots if str(day.isoweekday()) in slot["days"])


def ahead(slots: Slots, since: datetime, days: int, zone: ZoneInfo, holidays: Collection[str]) -> Iterator[Moment]:
    """Those after the moment, on as many days from its own on, without holidays (ISO dates)."""
    first = since.astimezone(zone).date()
    for step in range(days if slots else 0):
        day = first + timedelta(days=step)
        if day.isoformat() not in holidays:
            yield from (one for one in of_day(slots, day, zone) if one.at > since)


def _moment(slot: Mapping[str, str], day: date, zone: ZoneInfo) -> Moment:
    """In spring the next minute that exists; in autumn the first of both."""
    wall = datetime.combine(day, time.fromisoformat(slot["at"]))
    wanted = wall
    while not _exists(wall, zone):
        wall += MINUTE
    at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return Moment(at, slot["queue"], slot["at"], is_moved=wall != wanted)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
