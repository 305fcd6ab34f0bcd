"""What the second check tells: to the author, and to those who said yes. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import checking, parts
from handlers.blocks.next_step import when
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.blocks.texts import account_names
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Words
from storage.submissions import Hold


def _found(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Not when it was mended, overruled or written anew before this was said."""
    late = [one for one in snap.found if one.is_late] if snap else []
    if snap is None or snap.revision != data["revision"] or not late:
        return None
    words, is_held = reader.words, snap.holds == Hold.BROKEN
    key = "checks.again_held" if is_held else "checks.again"
    line = words.mrkdwn(key, number=snap.number, when=when(snap, words, reader.now))
    said = [checking.sentence(one, account_names(snap), words) for one in late]
    blocks = [parts.section(line), parts.context(checking.few(said, words))]
    return Drawn(f"{line} {said[0]}", [*blocks, parts.actions(*_buttons(snap, len(said), words))])


def _buttons(snap: Snapshot, count: int, words: Words) -> list[Block]:
    target = Target(snap.number, snap.revision)
    return [
        parts.button(words("card.menu_edit"), wire.EDIT, str(target)),
        *([send_as_it_is(snap, words)] if snap.holds == Hold.BROKEN else []),
        *checking.see_all(target, count, words),
    ]


def send_as_it_is(snap: Snapshot, words: Words) -> Block:
    """For those who may: what is held goes out all the same."""
    return parts.button(words("checks.send_as_it_is"), wire.SEND_AS_IT_IS, str(Target(snap.number, snap.revision)))


def on_card(snap: Snapshot, words: Words) -> list[Block]:
    """What is held can be let go from the card as well."""
    if snap.holds != Hold.BROKEN:
        return []
    return [parts.actions(send_as_it_is(snap, words), block_id=f"held.{snap.version}")]


def _mended(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None or snap.revision != data["revision"] or snap.holds is not None:
        return None
    line = reader.words.mrkdwn("checks.mended", number=snap.number, when=when(snap, reader.words, reader.now))
    return Drawn(line, [parts.section(line)])


def overruled(snap: Snapshot, after_missing: list[Block], words: Words) -> tuple[str, list[Block]]:
    """To whoever sent it as it is; where its time has passed, with what can be done about that."""
    key = "checks.sent_late" if after_missing else "checks.sent_as_it_is"
    text = words(key, number=snap.number)
    return text, [parts.section(text), *([parts.actions(*after_missing)] if after_missing else [])]


SAYINGS: dict[str, Draw] = {"recheck_found": _found, "recheck_mended": _mended}
