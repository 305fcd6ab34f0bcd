"""What is said about a new version, about a change that keeps decisions, and about a draft that waits. Pure.

A new version needs eyes again, so its message is a new one, in the thread, and mentions those who owe a decision; what
keeps the decisions is said without a mention.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from handlers import texts, wire
from handlers.blocks import parts
from handlers.blocks.composer_done import account_names, lines, moves_told
from handlers.blocks.composer_errors import sentence
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.blocks.texts import account_names as account_names_of
from handlers.blocks.texts import labels
from handlers.composing.flaws import Trouble
from handlers.snapshot import Snapshot
from handlers.steps.changes import Change, Move
from handlers.typed.difference import Kind, Piece, pieces
from handlers.words.catalogue import Safe, Words, escaped
from storage.content import Content

MOST_MENTIONED = 3
"""As on the card: more than three pings for one message is a crowd in which nobody feels meant."""

MOST_SHOWN = 2500
"""Characters of a difference; a longer one is read in the card's modal."""

MOST_TOLD = 5
"""Sentences about what is wrong, in one message."""

AROUND = 60
"""Characters of unchanged text that are kept on either side of a change."""


def _revised(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None or snap.revision != data["revision"]:
        # A newer version has its own message, and its own difference.
        return None
    words, people = reader.words, snap.asked[:MOST_MENTIONED]
    who = Safe(" ".join(mention(one) for one in people))
    key = "composer.revised" if people else "composer.revised_open"
    line = words.mrkdwn(key, by=_name(snap, data), revision=snap.revision, who=who)
    return Drawn(_notification(line, snap), [parts.section(line), *_changes(snap, words), *_answers(snap, words)])


def _notification(line: str, snap: Snapshot) -> str:
    """What a phone shows: who, which version, and the change in one line."""
    changed = texts.in_one_line(snap.previous, snap.content, account_names_of(snap), 120) if snap.previous else ""
    return f"{line} {escaped(changed)}".strip()


def _answers(snap: Snapshot, words: Words) -> list[Block]:
    target = str(wire.Target(snap.number, snap.revision))
    return [parts.actions(parts.button(words("composer.review"), wire.REVIEW, target, style="primary"))]


def _name(snap: Snapshot, data: Mapping[str, Any]) -> str:
    return snap.author_name if data["by"] == snap.author_id else snap.name(str(data["by"]))


def _changes(snap: Snapshot, words: Words) -> list[Block]:
    before = snap.previous
    if before is None:
        return []
    found = [block for one in texts.changed(before, snap.content) for block in _text(one, snap, words)]
    rest = [*_images(before, snap.content, words), *_accounts(before, snap, words), *_time(before, snap, words)]
    rest += _labels(before, snap, words)
    return [*found, *([parts.context(Safe("\n".join(rest)))] if rest else [])]


def _text(one: texts.Changed, snap: Snapshot, words: Words) -> list[Block]:
    shown = marked(pieces(one.before, one.after))
    if one.account_id is None:
        return [shown]
    key = "variants.own_comment" if one.is_comment else "variants.own_text"
    name = account_names_of(snap).get(one.account_id, "?")
    return [parts.context(words.mrkdwn(key, accounts=name)), shown]


def _labels(before: Content, snap: Snapshot, words: Words) -> list[str]:
    after = snap.content
    if (set(before.flags), before.warning) == (set(after.flags), after.warning):
        return []
    return list(labels(snap, words)) or [words("variants.no_labels")]


def marked(found: Iterable[Piece]) -> Block:
    """The difference as rich text: struck what is gone, bold what is new, the unchanged shortened. Never markup."""
    elements = []
    left = MOST_SHOWN
    for piece in found:
        text = _around(piece.text) if piece.kind == Kind.SAME else piece.text
        text = parts.shortened(text, left) if left > 1 else ""
        left -= len(text)
        if text:
            elements.append(_element(text, piece.kind))
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": elements or [_element(" ")]}]}


def _element(text: str, kind: Kind = Kind.SAME) -> Block:
    style = {Kind.GONE: {"strike": True}, Kind.NEW: {"bold": True}}.get(kind)
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def _around(text: str) -> str:
    if len(text) <= 2 * AROUND + 20:
        return text
    return f"{text[:AROUND].rstrip()} … {text[-AROUND:].lstrip()}"


def _images(before: Content, after: Content, words: Words) -> list[str]:
    if before.images == after.images:
        return []
    same_files = [one.sha256 for one in before.images] == [one.sha256 for one in after.images]
    return [words("composer.changed_alt_texts" if same_files else "composer.changed_images")]


def _accounts(before: Content, snap: Snapshot, words: Words) -> list[str]:
    added = tuple(set(snap.content.accounts) - set(before.accounts))
    gone = tuple(set(before.accounts) - set(snap.content.accounts))
    found = [words.mrkdwn("composer.changed_added", accounts=account_names(added, snap))] if added else []
    return [*found, *([words.mrkdwn("composer.kept_taken_off", accounts=account_names(gone, snap))] if gone else [])]


def _time(before: Content, snap: Snapshot, words: Words) -> list[str]:
    stays = [one for one in snap.content.accounts if one in before.accounts]
    moves = tuple(Move(one, snap.content.wanted_for(one)) for one in stays)
    moved = tuple(one for one in moves if one.to != before.wanted_for(one.account_id))
    sooner = [words("composer.changed_as_soon")] if any(one.to is None for one in moved) else []
    return [*sooner, *moves_told(moved, snap, words)]


def _kept(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    said = Safe(" ".join(lines(_change(data, snap), snap, reader.words)))
    line = reader.words.mrkdwn("composer.kept", by=_name(snap, data), what=said)
    return Drawn(line, [parts.context(line)])


def _change(data: Mapping[str, Any], snap: Snapshot) -> Change:
    """Where nothing is said of single accounts, all of them go out at the new time."""
    all_of_them = [(one.account_id, data["due_at"]) for one in snap.on] if data.get("due_at") else []
    moves = [Move(int(account), datetime.fromisoformat(when)) for account, when in data.get("moves") or all_of_them]
    return Change(taken_off=tuple(data.get("taken_off") or ()), moves=tuple(moves))


def _revised_for_you(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    line = reader.words.mrkdwn(
        "composer.revised_for_you", by=_name(snap, data), number=snap.number, revision=data["revision"]
    )
    shown = _changes(snap, reader.words) if snap.revision == data["revision"] else []
    return Drawn(line, [parts.section(line), *shown])


def _kept_for_you(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    said = Safe(" ".join(lines(_change(data, snap), snap, reader.words)))
    line = reader.words.mrkdwn("composer.kept_for_you", by=_name(snap, data), number=snap.number, what=said)
    return Drawn(line, [parts.section(line)])


def _draft_waits(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """The form was closed before its answer came: what is wrong, or that the images are ready."""
    words = reader.words
    line = words("composer.draft_waits" if data.get("troubles") else "composer.images_wait")
    said = [sentence(Trouble("", one["code"], one["values"]), words) for one in data.get("troubles") or []]
    button = parts.button(words("composer.open_draft"), wire.OPEN_DRAFT, str(data["draft_id"]), style="primary")
    blocks = [parts.section(line), *(parts.section(one) for one in said[:MOST_TOLD]), parts.actions(button)]
    return Drawn(" ".join([line, *(escaped(one) for one in said[:1])]), blocks)


def _sent(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """The form was closed before its answer came, and all went well. A new one has its own status message."""
    if snap is None:
        return None
    line = reader.words.mrkdwn(f"composer.done_{data['became']}", number=snap.number, revision=snap.revision)
    return Drawn(line, [parts.section(line)])


SAYINGS: dict[str, Draw] = {
    "revised": _revised,
    "kept": _kept,
    "revised_for_you": _revised_for_you,
    "kept_for_you": _kept_for_you,
    "draft_waits": _draft_waits,
    "sent_after_closing": _sent,
}
