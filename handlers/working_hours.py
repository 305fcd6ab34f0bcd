"""Working time: when somebody may be reminded. From 09:00 to 18:00 on Monday to Friday, unless told otherwise. Pure.

Lengths are real time: on a day when the clocks change, an hour is still an hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGINS = time(9)
ENDS = time(18)
WORKS_ON = "12345"
LONGEST = 366
"""Days that are looked through for working time; whoever works on none of them is never at work."""


@dataclass(frozen=True)
class Hours:
    """When somebody works."""

    zone: ZoneInfo
    begins: time = BEGINS
    ends: time = ENDS
    works_on: str = WORKS_ON
    """ISO weekdays, Monday is 1."""
    holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        return str(day.isoweekday()) in self.works_on and day not in self.holidays

    def of_day(self, day: date) -> tuple[datetime, datetime]:
        """From when to when on this day, UTC. Hours that end before they begin go over midnight."""
        last = day if self.begins < self.ends else day + timedelta(days=1)
        begins = datetime.combine(day, self.begins, self.zone).astimezone(UTC)
        return begins, datetime.combine(last, self.ends, self.zone).astimezone(UTC)


def hours(
    zone: ZoneInfo,
    *,
    quiet: tuple[str | None, str | None] = (None, None),
    works_on: str | None = None,
    holidays: Iterable[str] = (),
) -> Hours:
    """From what is stored: quiet hours as HH:MM, ISO weekdays, ISO dates. Work is what the quiet hours leave."""
    quiet_from, quiet_until = quiet
    return Hours(
        zone,
        begins=time.fromisoformat(quiet_until) if quiet_from and quiet_until else BEGINS,
        ends=time.fromisoformat(quiet_from) if quiet_from and quiet_until else ENDS,
        works_on=works_on or WORKS_ON,
        holidays=frozenset(date.fromisoformat(one) for one in holidays),
    )


def _rules(found: Hours | ZoneInfo) -> Hours:
    return Hours(found) if isinstance(found, ZoneInfo) else found


def is_working(moment: datetime, rules: Hours | ZoneInfo) -> bool:
    """Whether somebody may be reminded now. A bare zone means the usual hours there."""
    found = _rules(rules)
    today = moment.astimezone(found.zone).date()
    return any(_covers(found, day, moment) for day in (today - timedelta(days=1), today))


def _covers(rules: Hours, day: date, moment: datetime) -> bool:
    begins, ends = rules.of_day(day)
    return rules.is_working_day(day) and begins <= moment < ends


def next_working(moment: datetime, rules: Hours | ZoneInfo) -> datetime | None:
    """The moment itself when it is working time, else the next beginning of a working day, UTC. Nothing within a year:
    nothing.
    """
    found = _rules(rules)
    first = moment.astimezone(found.zone).date() - timedelta(days=1)
    for day in (first + timedelta(days=count) for count in range(LONGEST)):
        begins, ends = found.of_day(day)
        if found.is_working_day(day) and moment < ends:
            return max(moment.astimezone(UTC), begins)
    return None


def back(moment: datetime, length: timedelta, rules: Hours | ZoneInfo) -> datetime:
    """The latest moment from which `length` of working time is left until `moment`, UTC. Where a year holds less than
    that, a year before it.
    """
    found = _rules(rules)
    last = moment.astimezone(found.zone).date()
    for day in (last - timedelta(days=count) for count in range(LONGEST)):
        if found.is_working_day(day):
            begins, ends = found.of_day(day)
            until = min(moment.astimezone(UTC), ends)
            if until - begins >= length:
                return until - length
            length -= max(until - begins, timedelta(0))
    return moment.astimezone(UTC) - timedelta(days=LONGEST)


def worked(since: datetime, until: datetime, rules: Hours | ZoneInfo) -> timedelta:
    """How much working time lies between the two; of more than a year, that of its first."""
    found, total = _rules(rules), timedelta(0)
    day = since.astimezone(found.zone).date() - timedelta(days=1)
    last = min(until.astimezone(found.zone).date(), day + timedelta(days=LONGEST))
    while day <= last:
        if found.is_working_day(day):
            begins, ends = found.of_day(day)
            total += max(timedelta(0), min(until, ends) - max(since, begins))
        day += timedelta(days=1)
    return total
