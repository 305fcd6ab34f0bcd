"""What the views of the library show, as plain data. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.blocks.saying import Reader
from storage.library import Unusable
from storage.media import Facts

LONGEST_NAME = 120


@dataclass(frozen=True)
class Item:
    """One image or video of the library."""

    number: int
    brand_id: int
    sha256: str
    name: str
    alt_text: str
    tags: tuple[str, ...]
    rights: str
    last_day: str | None
    """The last on which it may be used, in the brand's zone: 2026-12-24."""
    why_not: Unusable | None
    added_by: str
    facts: Facts
    may_change: bool = False


@dataclass(frozen=True)
class Shelf:
    """One look at the library of a brand."""

    reader: Reader
    brand_id: int
    typed: str
    items: Sequence[Item]
    has_more: bool
    brands: Sequence[tuple[int, str]]
    """Those that this person may read about."""


@dataclass(frozen=True)
class Opening:
    """What the form begins with."""

    language: str
    brand_id: int
    """0: it must be chosen."""
    brands: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Added:
    """What became of the files: names."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """The library has these bytes already."""
    withdrawn: tuple[str, ...] = ()
    """It had them, and they may not be used any more."""

    def __add__(self, other: "Added") -> "Added":
        return Added(self.new + other.new, self.known + other.known, self.withdrawn + other.withdrawn)
