"""What differs between two revisions, for the history: in a few words, and word by word. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import texts
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.steps.changes import between
from handlers.texts import Changed
from handlers.typed.difference import Kind, pieces
from handlers.words.catalogue import Words
from storage.content import Content
from storage.lifecycle import Editorial

MOST_WORK = 27_000_000
"""Characters of one text times characters of the other that are compared for a page: about a quarter of a second."""

MOST_TEXTS = 4
"""Of one revision on a page."""

ASPECTS = ("text", "images", "accounts", "time", "campaign", "flags", "note")


def changes(data: Mapping[str, Any], contents: Mapping[int, Content], words: Words) -> str:
    """Which parts differ from the revision before: text, images, accounts, time, note."""
    before, after = both(data, contents)
    if before is None or after is None:
        return words("history.part_unknown")
    found = between(before, after, approved=before, state=Editorial.IN_REVIEW)
    changed = {*(one.value for one in found.aspects), *(("note",) if found.note else ())}
    if before.wanted_at != after.wanted_at and not set(before.accounts) & set(after.accounts):
        changed.add("time")
    return ", ".join(words(f"history.part_{name}") for name in ASPECTS if name in changed) or words("history.part_none")


def both(data: Mapping[str, Any], contents: Mapping[int, Content]) -> tuple[Content | None, Content | None]:
    """The revision before the one that an entry is about, and that one."""
    revision = int(data.get("revision") or 0)
    return contents.get(revision - 1), contents.get(revision)


def work(data: Mapping[str, Any], contents: Mapping[int, Content]) -> int:
    """How much there is to compare."""
    before, after = both(data, contents)
    return sum(len(one.before) * len(one.after) for one in texts.changed(before, after)) if before and after else 0


def changed_text(
    data: Mapping[str, Any], contents: Mapping[int, Content], most: int, names: Mapping[int, str], words: Words
) -> list[Block]:
    """Each text with what went struck through and what came in bold; nothing where all are the same."""
    before, after = both(data, contents)
    if before is None or after is None:
        return []
    found = texts.changed(before, after)[:MOST_TEXTS]
    return [block for one in found for block in _changed(one, most // len(found), names, words)]


def _changed(one: Changed, most: int, names: Mapping[int, str], words: Words) -> list[Block]:
    if one.account_id is None:
        return [_marked(one, most)]
    key = "variants.own_comment" if one.is_comment else "variants.own_text"
    return [parts.context(words.mrkdwn(key, accounts=names.get(one.account_id, "?"))), _marked(one, most)]


def _marked(one: Changed, most: int) -> Block:
    elements, room = [], most
    for piece in pieces(one.before, one.after):
        text = parts.shortened(piece.text, room)
        elements.append({"type": "text", "text": text, **_STYLES[piece.kind]})
        room -= len(text)
        if room <= 0:
            break
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": elements}]}


_STYLES: dict[Kind, dict[str, Any]] = {
    Kind.SAME: {},
    Kind.GONE: {"style": {"strike": True}},
    Kind.NEW: {"style": {"bold": True}},
}
