"""What a disagreement between a source and the sandbox is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

STRICTER = "the stricter wins"


@dataclass(frozen=True)
class Limit:
    """A limit that is another one with us."""

    source: str
    name: str
    theirs: int
    ours: int
    reason: str


@dataclass(frozen=True)
class Rule:
    """Something that a source takes and we refuse: an example from its own classes, and what we say of it."""

    source: str
    what: str
    says: str
    reason: str
    example: Callable[[], Any]
    surface: str = "message"
