"""A slot that became free, offered to one author. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Words, escaped


def _offered(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """What it is, what it would change, and one button."""
    if snap is None:
        return None
    words = reader.words
    text = words.mrkdwn(
        "rhythm.offered",
        account=parts.shortened(str(data["account"]), 75),
        at=_moment(datetime.fromisoformat(data["at"]), snap.zone, words),
        number=snap.number,
        instead_of=dates.day_and_time(datetime.fromisoformat(data["instead_of"]), snap.zone, words.language),
    )
    button = parts.button(words("rhythm.take"), wire.TAKE_SLOT, str(Target(snap.number, int(data["offer"]))))
    return Drawn(text, [parts.section(text), parts.context(words("rhythm.offered_note")), parts.actions(button)])


def taken(number: int, account: str, at: datetime, zone: ZoneInfo, words: Words) -> str:
    """The answer to whoever took it."""
    return escaped(words("rhythm.taken", number=number, account=account, at=_moment(at, zone, words)))


def _moment(at: datetime, zone: ZoneInfo, words: Words) -> str:
    return f"{dates.day_and_time(at, zone, words.language)} ({dates.place_of(zone, words.language)})"


SAYINGS: dict[str, Draw] = {"slot_offered": _offered}
