"""What a rule of the style guide is. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from storage.findings import Severity


class Kind(StrEnum):
    """What a rule looks for, and what its pattern and replacement mean."""

    BAN = "ban"
    """Words that are not used; `|` between several. The replacement is what to say instead, if anything."""
    PREFER = "prefer"
    """Words for which there is a better one, which is the replacement."""
    NAME = "name"
    """A name, in its one right spelling: GitHub, iPhone."""
    PATTERN = "pattern"
    """A regular expression, with a time limit."""
    REQUIRE = "require"
    """Words of which one must stand in the text; `|` between several."""
    EXCLAMATIONS = "exclamations"
    """At most so many exclamation marks."""
    EMOJI = "emoji"
    """At most so many emoji."""
    HASHTAGS = "hashtags"
    """At most so many hashtags."""
    CAPITALS = "capitals"
    """At most so many words in capital letters; those of up to four letters are taken for abbreviations."""
    SENTENCE = "sentence"
    """At most so many words in a sentence; in Korean, of what stands between spaces."""
    ADDRESS = "address"
    """The form in which every Korean sentence ends: `haeyo` (해요체), `hamnida` (합니다체) or `plain` (해라체)."""


COUNTED = frozenset({Kind.EXCLAMATIONS, Kind.EMOJI, Kind.HASHTAGS, Kind.CAPITALS, Kind.SENTENCE})
"""Kinds whose pattern is a number."""

WORDED = frozenset({Kind.BAN, Kind.PREFER, Kind.NAME, Kind.REQUIRE})
"""Kinds whose pattern is words."""


@dataclass(frozen=True)
class Rule:
    """One rule, as plain data."""

    kind: Kind
    pattern: str
    replacement: str = ""
    language: str = ""
    """`en` or `ko`: only texts in that language; empty: every text."""
    severity: Severity = Severity.WARN
    message: str = ""
    """Why, in the brand's own words; shown behind what was found."""
    example: str = ""
    id: int | None = None

    @property
    def number(self) -> int:
        """Of a counted kind."""
        return int(self.pattern)

    @property
    def words(self) -> tuple[str, ...]:
        """Of a worded kind."""
        return tuple(word for one in self.pattern.split("|") if (word := one.strip()))
