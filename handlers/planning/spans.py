"""A day, a week or a month, and how people ask for one. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    """How much is shown at once."""

    DAY = "day"
    WEEK = "week"
    """From Monday on."""
    MONTH = "month"


@dataclass(frozen=True)
class Span:
    """Some days in a row."""

    kind: Kind
    first: date

    @property
    def after(self) -> date:
        """The day after the last."""
        if self.kind == Kind.MONTH:
            return (self.first + timedelta(days=31)).replace(day=1)
        return self.first + timedelta(days=1 if self.kind == Kind.DAY else 7)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=step) for step in range((self.after - self.first).days)]

    @property
    def earlier(self) -> "Span":
        return around(self.kind, self.first - timedelta(days=1))

    @property
    def later(self) -> "Span":
        return around(self.kind, self.after)

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Its first instant, and the first one after it. UTC."""
        begins, ends = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (self.first, self.after))
        return begins, ends


FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
"""Days that somebody may ask for."""


def around(kind: Kind, day: date) -> Span:
    """The span of this kind that the day is in."""
    day = min(max(day, FIRST), LAST)
    if kind == Kind.MONTH:
        return Span(kind, day.replace(day=1))
    return Span(kind, day if kind == Kind.DAY else day - timedelta(days=day.weekday()))


_KINDS = {
    "day": Kind.DAY,
    "일": Kind.DAY,
    "하루": Kind.DAY,
    "week": Kind.WEEK,
    "주": Kind.WEEK,
    "month": Kind.MONTH,
    "월": Kind.MONTH,
    "달": Kind.MONTH,
}
_DAYS = {"today": 0, "오늘": 0, "tomorrow": 1, "내일": 1}


class NotUnderstood(Exception):
    """What was typed is neither a span nor a date; it holds that word."""


def typed(text: str, today: date) -> Span:
    """`week`, `month 2026-12`, `2026-12-24`, `내일`; nothing typed is this week. Raises NotUnderstood."""
    kind, day = None, None
    for word in text.casefold().split():
        if word in _KINDS and kind is None:
            kind = _KINDS[word]
        elif day is None:
            kind, day = _dated(word, kind, today)
        else:
            raise NotUnderstood(word)
    return around(kind or (Kind.DAY if day else Kind.WEEK), day or today)


def _dated(word: str, kind: Kind | None, today: date) -> tuple[Kind | None, date]:
    if word in _DAYS:
        return kind, today + timedelta(days=_DAYS[word])
    is_month = re.fullmatch(r"\d{4}-\d{2}", word, re.ASCII)
    try:
        return (kind or Kind.MONTH if is_month else kind), date.fromisoformat(f"{word}-01" if is_month else word)
    except ValueError:
        raise NotUnderstood(word) from None
