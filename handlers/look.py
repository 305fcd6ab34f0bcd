"""How a network shows what is published, as far as it matters before: what it folds away, what it has a place for.

The figures are data of the networks, which the machine brings along; whatever is not told is as plain as can be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.content import Flag


@dataclass(frozen=True)
class Look:
    """Of one network."""

    fold: int = 0
    """Characters of a text that are shown before a word such as "more"; 0: all of it."""
    fold_lines: int = 0
    """Lines, in the same way."""
    link_card: bool = False
    """A card with the linked page stands under a text without media."""
    marks: frozenset[str] = frozenset()
    """Flags that it has a place for."""
    warns: bool = False
    """It shows the words of a content warning, and the text only to who asks for it."""


def look_of(facts: Mapping[str, Any]) -> Look:
    """From the network's table of facts."""
    return Look(
        fold=int(facts.get("fold", 0)),
        fold_lines=int(facts.get("fold_lines", 0)),
        link_card=bool(facts.get("link_card", False)),
        marks=frozenset(str(one) for one in facts.get("marks", ())) & frozenset(flag.value for flag in Flag),
        warns=bool(facts.get("warns", False)),
    )


def folded(text: str, look: Look) -> tuple[str, int]:
    """What is shown at first, and how many characters are behind the fold."""
    shown = text
    if look.fold_lines:
        shown = "\n".join(shown.split("\n")[: look.fold_lines])
    if look.fold and len(shown) > look.fold:
        cut = shown[: look.fold]
        whole = cut.rpartition(" ")[0]
        shown = whole if len(cut) - len(whole) < LONG_WORD else cut
    shown = shown.rstrip() if len(shown) < len(text) else shown
    return shown, len(text) - len(shown)


LONG_WORD = 16
"""Characters from which on a word at the fold is cut rather than left out."""
