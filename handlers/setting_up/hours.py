"""Weekdays, posting hours and durations, as people write them: `mon-fri`, `mon-fri 08:00-18:00`, `24h`. Pure."""

import re
from collections.abc import Mapping
from itertools import pairwise

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST = 365 * 24 * 3600

_WINDOW = re.compile(r"(?:(?P<days>[a-z, -]+?)\s+)?(?P<opens>\d\d?:\d\d)\s*[-–]\s*(?P<closes>\d\d?:\d\d)")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def days_in(text: str) -> str:
    """ISO weekdays in order, or nothing when some of it is no weekday. A range may go over the weekend."""
    found: set[int] = set()
    for part in text.lower().split(","):
        first, _, last = (one.strip() for one in part.partition("-"))
        if first not in DAYS or (last and last not in DAYS):
            return ""
        begins, ends = DAYS.index(first), DAYS.index(last or first)
        found |= {(begins + step) % 7 + 1 for step in range((ends - begins) % 7 + 1)}
    return "".join(str(day) for day in sorted(found))


def days_as_text(days: str) -> str:
    """`12345` as mon-fri."""
    numbers = [int(day) for day in days]
    if len(numbers) > 2 and all(after - before == 1 for before, after in pairwise(numbers)):
        return f"{DAYS[numbers[0] - 1]}-{DAYS[numbers[-1] - 1]}"
    return ", ".join(DAYS[number - 1] for number in numbers)


def window_in(text: str) -> Mapping[str, str] | None:
    """A window, whose end comes after its beginning; nothing when it is none."""
    match = _WINDOW.fullmatch(text.strip().lower())
    days = days_in(match["days"] or "mon-sun") if match else ""
    if match is None or not days or not _TIME.fullmatch(match["opens"]) or not _TIME.fullmatch(match["closes"]):
        return None
    opens, closes = match["opens"].zfill(5), match["closes"].zfill(5)
    return {"days": days, "opens": opens, "closes": closes} if opens < closes else None


def window_as_text(window: Mapping[str, str]) -> str:
    return f"{days_as_text(window['days'])} {window['opens']}-{window['closes']}"


def seconds_in(text: str) -> int | None:
    """A whole number and its unit, at most a year; nothing when it is none."""
    match = _DURATION.fullmatch(text.strip().lower())
    found = int(match[1]) * _SECONDS[match[2]] if match else None
    return found if found is not None and found <= LONGEST else None


def seconds_as_text(seconds: int) -> str:
    """In the largest unit that needs no fraction; two days are 48h."""
    for unit in ("h", "m"):
        if seconds % _SECONDS[unit] == 0:
            return f"{seconds // _SECONDS[unit]}{unit}"
    return f"{seconds}s"
