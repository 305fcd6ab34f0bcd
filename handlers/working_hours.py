"""Working time of one zone: 09:00 to 18:00 on Monday to Friday. Outside it nobody is reminded. Pure.

Lengths are real time: on a day when the clocks change, an hour is still an hour.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGINS = time(9)
ENDS = time(18)
_FRIDAY = 4


def is_working_day(day: date) -> bool:
    return day.weekday() <= _FRIDAY


def is_working(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether somebody in this zone may be reminded now."""
    local = moment.astimezone(zone)
    return is_working_day(local.date()) and BEGINS <= local.time() < ENDS


def next_working(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself when it is working time, else the next beginning of a working day. UTC."""
    day = moment.astimezone(zone).date()
    while True:
        begins, ends = _hours_of(day, zone)
        if is_working_day(day) and moment < ends:
            return max(moment.astimezone(UTC), begins)
        day += timedelta(days=1)


def back(moment: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """The latest moment from which `length` of working time is left until `moment`. UTC."""
    day = moment.astimezone(zone).date()
    while True:
        if is_working_day(day):
            begins, ends = _hours_of(day, zone)
            until = min(moment.astimezone(UTC), ends)
            if until - begins >= length:
                return until - length
            length -= max(until - begins, timedelta(0))
        day -= timedelta(days=1)


def _hours_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, BEGINS, zone).astimezone(UTC)
    return begins, datetime.combine(day, ENDS, zone).astimezone(UTC)
