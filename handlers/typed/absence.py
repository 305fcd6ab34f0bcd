"""`away until Mon @someone` in plain words, English and Korean: until when, and who stands in. Pure.

A day in English is the one on which somebody is back: "until Mon" ends as Monday begins. In Korean it is the last one
away: 월요일까지 ends with Monday.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.typed.decode import command_text

_BY_ID = re.compile(r"<@([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>")
_BY_NAME = re.compile(r"@(.+?)(?=\s+(?:until|till|til)\b|\s+\S*까지|$)", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:until|till|til)\s+", re.IGNORECASE)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOREAN_WEEKDAYS = "월화수목금토일"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Typed:
    """What was understood."""

    until: datetime | None = None
    """Wall time without a zone, at which the absence ends; empty: until they say that they are back."""
    person_id: str = ""
    name: str = ""
    """Of the stand-in, when no id was typed."""
    is_clear: bool = True
    """False: there was something else in it."""


def understand(text: str, now: datetime) -> Typed:
    """`now` is wall time where the person is; days are counted from it."""
    plain = " ".join(command_text(text).split())
    by_id = _BY_ID.search(plain)
    by_name = None if by_id else _BY_NAME.search(plain)
    found = by_id or by_name
    rest = f"{plain[: found.start()]} {plain[found.end() :]}" if found else plain
    until, is_clear = _until(rest.strip(), now.replace(tzinfo=None))
    person_id, name = by_id[1] if by_id else "", by_name[1].strip() if by_name else ""
    return Typed(until, person_id, name, is_clear)


def _until(said: str, now: datetime) -> tuple[datetime | None, bool]:
    phrase = _UNTIL.sub("", said).strip().casefold()
    if not phrase:
        return None, said == ""
    is_korean = phrase.endswith("까지")
    rest, at = _time_in(phrase.removesuffix("까지").strip())
    day = _day(rest, now.date()) if rest else now.date() if at else None
    if day is None:
        return None, False
    if at is None:
        at, day = time(0), day + timedelta(days=1) if is_korean else day
    ends = datetime.combine(day, at)
    return (ends, True) if ends > now else (None, False)


_CLOCK = re.compile(r"(?:\bat )?\b(\d{1,2}):(\d{2})\s*(am|pm)?$")
_HOUR = re.compile(r"(?:\bat )?\b(\d{1,2})\s*(am|pm)$")
_KOREAN_HOUR = re.compile(r"(?:(오전|오후)\s*)?(\d{1,2})시(?:\s*(\d{1,2})분| 반)?$")


def _time_in(phrase: str) -> tuple[str, time | None]:
    """A time at the end, and what stands before it."""
    if found := _CLOCK.search(phrase):
        return phrase[: found.start()].strip(), _time(int(found[1]), int(found[2]), found[3])
    if found := _HOUR.search(phrase):
        return phrase[: found.start()].strip(), _time(int(found[1]), 0, found[2])
    if found := _KOREAN_HOUR.search(phrase):
        minute = 30 if found[0].endswith("반") else int(found[3] or 0)
        return phrase[: found.start()].strip(), _time(int(found[2]), minute, found[1])
    return phrase, None


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half in ("pm", "오후") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(phrase: str, today: date) -> date | None:
    for reading in _READINGS:
        found = reading(phrase, today)
        if found is not None:
            return found
    return None


_NEAR = {"today": 0, "tonight": 1, "tomorrow": 1, "오늘": 0, "내일": 1, "모레": 2, "글피": 3}


def _near(phrase: str, today: date) -> date | None:
    return today + timedelta(days=_NEAR[phrase]) if phrase in _NEAR else None


def _weekday(phrase: str, today: date) -> date | None:
    """The next one after today; "next Mon" and 다음 주 월요일 are the one of the week after this."""
    word = re.sub(r"^(?:next|다음\s*주(?=.))\s*", "", phrase)
    index = _index_of(word)
    if index is None:
        return None
    if word == phrase:
        return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)
    return _monday_after(today) + timedelta(days=index)


def _index_of(word: str) -> int | None:
    korean = re.fullmatch(rf"([{_KOREAN_WEEKDAYS}])(?:요일)?", word)
    if korean:
        return _KOREAN_WEEKDAYS.index(korean[1])
    english = re.fullmatch(r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?", word)
    return _WEEKDAYS.index(english[1][:3]) if english else None


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _next_week(phrase: str, today: date) -> date | None:
    """In English it is where an absence ends, in Korean a part of it: its last day counts."""
    if phrase == "next week":
        return _monday_after(today)
    return _monday_after(today) + timedelta(days=6) if re.fullmatch(r"다음\s*주", phrase) else None


def _iso(phrase: str, today: date) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", phrase)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _day_and_month(phrase: str, today: date) -> date | None:
    month = "|".join(_MONTHS)
    day = r"(\d{1,2})(?:st|nd|rd|th)?\.?"
    if found := re.fullmatch(rf"{day} ({month})[a-z]*\.?", phrase):
        return _coming(_MONTHS.index(found[2]) + 1, int(found[1]), today)
    if found := re.fullmatch(rf"({month})[a-z]*\.? {day}", phrase):
        return _coming(_MONTHS.index(found[1]) + 1, int(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})월\s*(\d{1,2})일(?:\s*\S?요일)?", phrase):
        return _coming(int(found[1]), int(found[2]), today)
    return None


def _coming(month: int, day: int, today: date) -> date | None:
    """This year's, or next year's when that has passed."""
    this_year = _date(today.year, month, day)
    return this_year if this_year is None or this_year >= today else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_READINGS: tuple[Callable[[str, date], date | None], ...] = (_near, _next_week, _weekday, _iso, _day_and_month)
