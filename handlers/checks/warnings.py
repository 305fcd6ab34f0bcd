"""What an approver should look at twice. None of it stops anybody; an error would. Pure.

The card has room for three, so order is the point: what embarrasses in public first, matters of taste last.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handlers.checks.links import broken_link
from storage.findings import Severity


class Code(StrEnum):
    """Worst first: this is the order on the card. Each has its words under `composer.warning_`."""

    PLACEHOLDER = "placeholder"
    """Something was left to fill in: [TODO], {{name}}, lorem ipsum."""
    LINK = "link"
    """A web address that cannot work, by its form alone."""
    DEAD_LINK = "dead_link"
    """A web address that was asked, and certainly does not open."""
    INSIDE = "inside"
    """A web address that leads into a network of somebody's own."""
    PROMOTION_ENDED = "promotion_ended"
    """A promotion that is over by the day on which it goes out."""
    PROMOTION_EARLY = "promotion_early"
    """One that has not begun by then."""
    PROMOTION_ELSEWHERE = "promotion_elsewhere"
    """One that is found at another address than the text names."""
    DISCLOSURE = "disclosure"
    """It reads as though somebody paid for it, and does not say so."""
    DISCLOSURE_CAMPAIGN = "disclosure_campaign"
    """Its campaign is a paid one, and it does not say so."""
    NETWORK = "network"
    """What an account does not take, or not any more."""
    HIDDEN = "hidden"
    """Characters that nobody sees, or that turn the direction of writing."""
    SAME_TEXT = "same_text"
    """The same text is up, or went out, in another submission of the last days."""
    NEAR_TEXT = "near_text"
    """Nearly the same text is up, or went out, on one of its accounts."""
    TOO_CLOSE = "too_close"
    """Another one goes out on the same account within five minutes."""
    SENSITIVE_DAY = "sensitive_day"
    """It goes out on a day on which people think twice."""
    CLAIM = "claim"
    """A number, a price or a superlative, and nothing says where it is from."""
    ELSEWHERE = "elsewhere"
    """A web address that leads to another place than it names."""
    ALT_TEXT = "alt_text"
    """An image without a description."""
    SOON = "soon"
    """Approvers have less than an hour."""
    OUTSIDE = "outside"
    """Outside the posting hours of an account."""
    NIGHT = "night"
    """Between ten and six in the brand's zone."""
    SPELLING = "spelling"
    """A known misspelling."""
    STYLE = "style"
    """A rule of the brand's style guide; which kind of rule stands in the values."""
    CAPITALS = "capitals"
    """Mostly capital letters."""
    SPACES = "spaces"
    """Two spaces where one is meant."""


@dataclass(frozen=True)
class Subject:
    """What is looked at: plain data from a submission."""

    text: str
    alt_texts: tuple[str, ...] = ()
    """One for each image, in order."""
    due_at: datetime | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    now: datetime | None = None
    same_text_as: int | None = None
    """The number of another recent submission with exactly this text."""
    closed: tuple[str, ...] = ()
    """Names of the accounts whose posting hours its time is outside."""


@dataclass(frozen=True)
class Warned:
    """One thing, with the values that its sentence names."""

    code: Code
    values: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = Severity.WARN
    rule_id: int | None = None
    """Of the style guide."""
    accounts: tuple[int, ...] = ()
    """In whose own text it is; none: in the common one, or in the whole."""
    is_late: bool = False
    """Found by the second check, shortly before publishing."""

    @property
    def key(self) -> tuple[str, int | None, tuple[int, ...], str]:
        """What makes it the same thing in another revision, or on another day."""
        about = ":".join(str(self.values.get(name, "")) for name in ("problem", "account", "post", "found"))
        return self.code.value, self.rule_id, self.accounts, about


DRAWN_ANEW = frozenset(
    {
        *(Code.PLACEHOLDER, Code.LINK, Code.HIDDEN, Code.SAME_TEXT, Code.ALT_TEXT),
        *(Code.SOON, Code.OUTSIDE, Code.NIGHT, Code.CAPITALS, Code.SPACES),
    }
)
"""What every drawing works out for itself, because the text tells it, or because the hour changes it."""


def worst_first(found: Iterable[Warned]) -> list[Warned]:
    """What keeps it from being sent, then in the order of the codes."""
    order = list(Code)
    return sorted(found, key=lambda one: (one.severity != Severity.BLOCK, order.index(one.code)))


SOON = timedelta(hours=1)
NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4, 5})
"""Hours of the brand's day in which few people are there to answer."""

_PLACEHOLDER = re.compile(
    r"\[(?:todo|tbd|tbc|xxx?|link|url|date|name|insert[^\]\n]{0,40}|your [^\]\n]{1,40}|링크|날짜|이름|제목)\]"
    r"|\{\{[^{}\n]{0,60}\}\}|\bTODO\b|\bTBD\b|\bXXX\b|\blorem ipsum\b",
    re.IGNORECASE,
)
_TWO_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Soft hyphen, zero-width space, and what turns the direction. Joiners belong to emoji and to scripts: not here."""


def warnings(subject: Subject) -> list[Warned]:
    """Everything worth a second look, worst first."""
    found = (check(subject) for check in CHECKS)
    return worst_first(one for one in found if one)


def _placeholder(subject: Subject) -> Warned | None:
    found = _PLACEHOLDER.search(subject.text)
    return Warned(Code.PLACEHOLDER, {"found": found[0]}) if found else None


def _link(subject: Subject) -> Warned | None:
    found = broken_link(subject.text)
    return Warned(Code.LINK, {"found": found}) if found else None


def _hidden(subject: Subject) -> Warned | None:
    for character in subject.text:
        is_control = unicodedata.category(character) == "Cc" and character not in "\n\r\t"
        if is_control or character in _INVISIBLE:
            return Warned(Code.HIDDEN, {"found": f"U+{ord(character):04X}"})
    return None


def _same_text(subject: Subject) -> Warned | None:
    return Warned(Code.SAME_TEXT, {"post": subject.same_text_as}) if subject.same_text_as else None


def _alt_text(subject: Subject) -> Warned | None:
    missing = [place for place, text in enumerate(subject.alt_texts, 1) if not text.strip()]
    return Warned(Code.ALT_TEXT, {"places": ", ".join(str(place) for place in missing)}) if missing else None


def _soon(subject: Subject) -> Warned | None:
    if subject.due_at is None or subject.now is None:
        return None
    left = subject.due_at - subject.now
    return Warned(Code.SOON) if timedelta(0) < left < SOON else None


def _outside(subject: Subject) -> Warned | None:
    return Warned(Code.OUTSIDE, {"accounts": ", ".join(subject.closed)}) if subject.closed else None


def _night(subject: Subject) -> Warned | None:
    if subject.due_at is None or subject.closed or subject.due_at.astimezone(subject.zone).hour not in NIGHT:
        return None
    return Warned(Code.NIGHT, {"time": subject.due_at.astimezone(subject.zone).strftime("%H:%M")})


def _capitals(subject: Subject) -> Warned | None:
    letters = [one for one in subject.text if one.isupper() or one.islower()]
    loud = sum(one.isupper() for one in letters)
    return Warned(Code.CAPITALS) if len(letters) >= 20 and loud / len(letters) > 0.7 else None


def _spaces(subject: Subject) -> Warned | None:
    return Warned(Code.SPACES) if _TWO_SPACES.search(subject.text) else None


CHECKS: tuple[Callable[[Subject], Warned | None], ...] = (
    _placeholder,
    _link,
    _hidden,
    _same_text,
    _alt_text,
    _soon,
    _outside,
    _night,
    _capitals,
    _spaces,
)
