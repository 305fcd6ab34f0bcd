"""Sensitive days as an admin types them, one a line: a date and its name. Pure.

"2026-12-25 Christmas" is that day; "12-25 Christmas" and "12월 25일 성탄절" come every year.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handlers.rhythm.mistakes import Misread, Mistake

MOST = 200
LONGEST_NAME = 80

SensitiveDay = Mapping[str, str]
"""`date` (2026-12-25, or 12-25 for every year) and `name`."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_FORMS: Sequence[re.Pattern[str]] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})\b",
        r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b",
        r"(?:(?P<year>\d{4})년\s*)?(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일",
        rf"(?P<day>\d{{1,2}})\.?\s+{_MONTH}(?:\s+(?P<year>\d{{4}})\b)?",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})\b(?:,?\s+(?P<year>\d{{4}})\b)?",
    )
)
_EVERY_YEAR = re.compile(r"\s*\(?(?:every\s+year|yearly|매년)\)?", re.IGNORECASE)
_LEAP_YEAR = 2024
"""By which a date of every year is judged: 29 February is one."""


def days_in(text: str) -> list[dict[str, str]]:
    """In the order of the year. Raises Misread at the first line that is none."""
    lines = [line.strip() for line in unicodedata.normalize("NFKC", text).splitlines()]
    found = {(one["date"], one["name"]): one for one in (_day(line) for line in lines if line)}
    if len(found) > MOST:
        raise Misread(Mistake.TOO_MANY_DATES, found=len(found), most=MOST)
    return [found[key] for key in sorted(found)]


def _day(line: str) -> dict[str, str]:
    match = next((one for form in _FORMS if (one := form.match(line))), None)
    if match is None:
        raise Misread(Mistake.NO_DATE, found=line[:60])
    name = _EVERY_YEAR.sub("", line[match.end() :]).strip(" :,·–—-\t")[:LONGEST_NAME]
    if not name:
        raise Misread(Mistake.NO_NAME, found=line[:60])
    return {"date": _date(match.groupdict(), match[0]), "name": name}


def _date(said: Mapping[str, str | None], shown: str) -> str:
    word, year = said.get("word"), said.get("year")
    month = _MONTHS.index(word.casefold()) + 1 if word else int(said["month"] or 0)
    try:
        day = date(int(year or _LEAP_YEAR), month, int(said["day"] or 0))
    except ValueError:
        raise Misread(Mistake.NO_SUCH_DATE, found=shown.strip()) from None
    return day.isoformat() if year else day.strftime("%m-%d")


def as_text(days: Iterable[SensitiveDay]) -> str:
    """One a line, as it can be typed again."""
    return "\n".join(f"{one['date']} {one['name']}" for one in days)


def names_on(days: Iterable[SensitiveDay], day: date) -> list[str]:
    """What is on that day."""
    return [one["name"] for one in days if one["date"] in (day.isoformat(), day.strftime("%m-%d"))]
