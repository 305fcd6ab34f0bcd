"""Days, times and what stands between them, in English and Korean, one by one. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from handlers.rhythm.mistakes import Misread, Mistake


class Kind(StrEnum):
    """What a piece of a rhythm is."""

    DAYS = "days"
    """One or more weekdays; the value names them by their ISO numbers."""
    TIME = "time"
    """HH:MM."""
    TO = "to"
    """From the day before it to the one after it."""


@dataclass(frozen=True)
class Token:
    """One piece."""

    kind: Kind
    value: str
    text: str
    """As it was typed."""


_ENGLISH = {
    "mon": "1",
    "monday": "1",
    "tue": "2",
    "tues": "2",
    "tuesday": "2",
    "wed": "3",
    "weds": "3",
    "wednesday": "3",
    "thu": "4",
    "thur": "4",
    "thurs": "4",
    "thursday": "4",
    "fri": "5",
    "friday": "5",
    "sat": "6",
    "saturday": "6",
    "sun": "7",
    "sunday": "7",
    "weekdays": "12345",
    "weekday": "12345",
    "weekends": "67",
    "weekend": "67",
    "daily": "1234567",
    "everyday": "1234567",
}
_SEVERAL = {"매일": "1234567", "평일": "12345", "주중": "12345", "주말": "67"}
_KOREAN = {letter: str(number) for number, letter in enumerate("월화수목금토일", 1)}
_TO = frozenset({"to", "through", "thru", "until", "till", "부터", "에서"})
_EMPTY = frozenset(
    {"and", "at", "on", "every", "each", "the", "both", "day", "days", "까지", "에", "와", "과", "및", "그리고"}
)
"""What says nothing by itself: "every day" is told by the pattern before it comes to single words."""

_HALF = {"오전": 0, "am": 0, "a.m.": 0, "오후": 12, "pm": 12, "p.m.": 12, "저녁": 12, "밤": 12, "아침": 0, "새벽": 0}

_PIECE = re.compile(
    r"(?P<all>every\s*day|each\s+day|everyday)\b"
    r"|(?P<noon>noon\b|정오(?:에)?)"
    r"|(?P<before>오전|오후|아침|저녁|밤|새벽)\s*(?P<hour1>\d{1,2})\s*(?:시\s*(?:(?P<min1>\d{1,2})\s*분|(?P<half1>반))?"
    r"|:(?P<min1b>\d{2}))(?:에)?"
    r"|(?P<hour2>\d{1,2})\s*시(?:\s*(?:(?P<min2>\d{1,2})\s*분|(?P<half2>반)))?(?:에)?"
    r"|(?P<hour3>\d{1,2})(?::(?P<min3>\d{2}))?\s*(?P<after>a\.?m\.?|p\.?m\.?)(?![a-z])"
    r"|(?P<hour4>\d{1,2}):(?P<min4>\d{2})(?!\d)"
    r"|(?P<number>\d+(?::\d*)?)"
    r"|(?P<to>[-–—~∼〜])"
    r"|(?P<korean>[월화수목금토일]요일|매일|평일|주중|주말|[월화수목금토일]+(?=$|[\s\d,·・/&+~∼〜–—-]|부터|까지|오전|오후|에|와|과))"
    r"|(?P<word>[^\W\d_]+\.?)"
    r"|(?P<between>(?:[\s,·・•/&+.]|:(?=\s))+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


def of(text: str) -> list[Token]:
    """In their order, without what says nothing. Raises Misread at the first piece that is none of them."""
    found = (_token(piece) for piece in _PIECE.finditer(text))
    return [token for token in found if token is not None]


def _token(piece: re.Match[str]) -> Token | None:
    said = piece[0].strip()
    if piece["between"] is not None:
        return None
    if piece["all"]:
        return Token(Kind.DAYS, "1234567", said)
    if piece["to"]:
        return Token(Kind.TO, "", said)
    if piece["korean"]:
        return Token(Kind.DAYS, _korean(said), said)
    if piece["word"]:
        return _word(said)
    return _time(piece, said)


def _korean(said: str) -> str:
    return _SEVERAL.get(said) or "".join(_KOREAN[letter] for letter in said.removesuffix("요일"))


def _word(said: str) -> Token | None:
    word = said.casefold().removesuffix(".")
    if word in _EMPTY:
        return None
    if word in _TO:
        return Token(Kind.TO, "", said)
    days = _ENGLISH.get(word) or _ENGLISH.get(word.removesuffix("s"))
    if not days:
        raise Misread(Mistake.WORD, found=said[:60])
    return Token(Kind.DAYS, days, said)


def _time(piece: re.Match[str], said: str) -> Token:
    if piece["noon"]:
        return Token(Kind.TIME, "12:00", said)
    if piece["number"]:
        raise Misread(Mistake.HOUR if piece["number"].isdecimal() else Mistake.NO_SUCH_TIME, found=said[:60])
    hour = next((int(piece[name]) for name in ("hour1", "hour2", "hour3", "hour4") if piece[name]), None)
    if hour is None:
        raise Misread(Mistake.WORD, found=said[:60])
    minutes = next((int(piece[name]) for name in ("min1", "min1b", "min2", "min3", "min4") if piece[name]), 0)
    minutes = 30 if piece["half1"] or piece["half2"] else minutes
    half = piece["before"] or (piece["after"] or "").casefold().replace(".", "")
    return Token(Kind.TIME, _clock(hour, minutes, half, said), said)


def _clock(hour: int, minutes: int, half: str, said: str) -> str:
    """HH:MM. Raises Misread for what no clock shows."""
    if half:
        if not 1 <= hour <= 12:
            raise Misread(Mistake.NO_SUCH_TIME, found=said)
        hour = hour % 12 + _HALF[half]
    if hour > 23 or minutes > 59:
        raise Misread(Mistake.NO_SUCH_TIME, found=said)
    return f"{hour:02}:{minutes:02}"
