"""What differs between two revisions, for the history: in a few words, and word by word. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.typed.difference import Kind, pieces
from handlers.words.catalogue import Words
from storage.content import Content

MOST_WORK = 27_000_000
"""Characters of one text times characters of the other that are compared for a page: about a quarter of a second."""

ASPECTS = ("text", "images", "accounts", "time", "campaign", "note")


def changes(data: Mapping[str, Any], contents: Mapping[int, Content], words: Words) -> str:
    """Which parts differ from the revision before: text, images, accounts, time, note."""
    before, after = both(data, contents)
    if before is None or after is None:
        return words("history.part_unknown")
    names = [words(f"history.part_{name}") for name in ASPECTS if _aspect(before, name) != _aspect(after, name)]
    return ", ".join(names) or words("history.part_none")


def _aspect(content: Content, name: str) -> object:
    return content.wanted_at if name == "time" else getattr(content, name)


def both(data: Mapping[str, Any], contents: Mapping[int, Content]) -> tuple[Content | None, Content | None]:
    """The revision before the one that an entry is about, and that one."""
    revision = int(data.get("revision") or 0)
    return contents.get(revision - 1), contents.get(revision)


def work(data: Mapping[str, Any], contents: Mapping[int, Content]) -> int:
    """How much there is to compare."""
    before, after = both(data, contents)
    return len(before.text) * len(after.text) if before and after else 0


def changed_text(data: Mapping[str, Any], contents: Mapping[int, Content], most: int) -> list[Block]:
    """The text with what went struck through and what came in bold; nothing where the text is the same."""
    before, after = both(data, contents)
    if before is None or after is None or before.text == after.text:
        return []
    elements, room = [], most
    for piece in pieces(before.text, after.text):
        text = parts.shortened(piece.text, room)
        elements.append({"type": "text", "text": text, **_STYLES[piece.kind]})
        room -= len(text)
        if room <= 0:
            break
    return [{"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": elements}]}]


_STYLES: dict[Kind, dict[str, Any]] = {
    Kind.SAME: {},
    Kind.GONE: {"style": {"strike": True}},
    Kind.NEW: {"style": {"bold": True}},
}
