"""Asking whether an old approval still holds. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.next_step import MOST_NAMED, when
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words
from storage.submissions import Hold


def _asked(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Under the card, with mentions of those who said yes. Not when it has been answered meanwhile."""
    if snap is None or snap.holds != Hold.ASKED:
        return None
    line = reader.words.mrkdwn(
        "confirm.asked",
        who=_who(snap),
        number=snap.number,
        since=_day(data.get("approved_at"), reader),
        when=when(snap, reader.words, reader.now),
    )
    buttons = [still_right(snap, reader.words), _edit(snap, reader.words)]
    return Drawn(line, [parts.section(line), parts.actions(*buttons)])


def _who(snap: Snapshot) -> Safe:
    here = [snap.covered_by.get(one, one) for one in snap.approved_by if one not in snap.gone]
    return Safe(" ".join(mention(one) for one in (here or snap.admin_ids)[:MOST_NAMED]))


def _day(moment: str | None, reader: Reader) -> str:
    return dates.day(datetime.fromisoformat(moment), reader.zone, reader.words.language) if moment else "–"


def still_right(snap: Snapshot, words: Words) -> Block:
    return parts.button(words("confirm.still_right"), wire.STILL_RIGHT, _target(snap), style="primary")


def answer(snap: Snapshot, after_missing: list[Block], words: Words) -> tuple[str, list[Block]]:
    """To whoever confirmed it; where its time has passed, with what can be done about that."""
    key = "confirm.answer_late" if after_missing else "confirm.answer"
    text = words(key, number=snap.number)
    return text, [parts.section(text), *([parts.actions(*after_missing)] if after_missing else [])]


def _edit(snap: Snapshot, words: Words) -> Block:
    return parts.button(words("card.menu_edit"), wire.EDIT, _target(snap))


def _target(snap: Snapshot) -> str:
    return str(Target(snap.number, snap.revision))


SAYINGS: dict[str, Draw] = {"confirmation_asked": _asked}
