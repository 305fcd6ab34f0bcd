"""A time as people write it into a table, in the one way that it can be read. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from handlers.composing import times
from handlers.composing.times import Chosen

_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:-|/|\.\s?|년\s?)(?P<month>\d{1,2})(?:-|/|\.\s?|월\s?)(?P<day>\d{1,2})(?:\.|일)?"
    r"(?:[T\s,]+|\s)(?P<half>오전|오후|am|pm)?\s?(?P<hour>\d{1,2})(?::|시\s?)(?P<minute>\d{2})?(?:분)?(?::\d{2})?"
    r"\s?(?P<end>am|pm)?\s?(?P<zone>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})[,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?"
)
"""With full stops the day stands first; with slashes it depends on the country, so that is asked about."""


class Unclear(Exception):
    """It can be read in two ways, or in none."""


def when(text: str, zone: ZoneInfo, now: datetime) -> Chosen:
    """Without a zone of its own, in this one. Raises Unclear or times.BadTime."""
    found = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None:
        raise Unclear
    parts = found.groupdict()
    hour = _hour(int(parts["hour"]), (parts.get("half") or parts.get("end") or "").lower())
    date = f"{parts['year']}-{int(parts['month']):02}-{int(parts['day']):02}"
    time = f"{hour:02}:{int(parts['minute'] or 0):02}"
    return _in_its_zone(date, time, parts["zone"], zone, now) if parts.get("zone") else _here(date, time, zone, now)


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise Unclear
    return hour % 12 + (12 if half in ("오후", "pm") else 0)


def _here(date: str, time: str, zone: ZoneInfo, now: datetime) -> Chosen:
    try:
        datetime.strptime(f"{date} {time}", "%Y-%m-%d %H:%M")
    except ValueError:
        raise Unclear from None
    return times.chosen(date, time, zone, now)


def _in_its_zone(date: str, time: str, written: str, zone: ZoneInfo, now: datetime) -> Chosen:
    """An offset names one instant, also on the day on which the clocks change."""
    try:
        wall = datetime.strptime(f"{date} {time}", "%Y-%m-%d %H:%M")
    except ValueError:
        raise Unclear from None
    digits = "+0000" if written.upper() == "Z" else written.replace(":", "")
    sign = -1 if digits[0] == "-" else 1
    offset = sign * timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    if abs(offset) > timedelta(hours=15):
        raise Unclear
    at = wall.replace(tzinfo=timezone(offset)).astimezone(UTC)
    if at <= now:
        raise times.BadTime(times.Trouble.PAST)
    if at > now + times.FURTHEST:
        raise times.BadTime(times.Trouble.TOO_FAR)
    return Chosen(at, times.wall(at, zone), zone.key)
