"""The shape of everything that the outbox says, and the register of who draws which kind.

A kind is drawn when it leaves, from the records as they are then and in its reader's language.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.blocks.parts import Block
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Words
from storage.content import Image


@dataclass(frozen=True)
class Reader:
    """Who reads it: one person in their own language and zone, or a channel in its brand's."""

    words: Words
    zone: ZoneInfo
    now: datetime
    user_id: str | None = None


@dataclass(frozen=True)
class Drawn:
    """A message ready for Slack: notification text, and blocks."""

    text: str
    blocks: Sequence[Block] = ()
    images: Sequence[Image] = ()
    """Shared as files, with the text as their comment; then there are no blocks."""


Draw = Callable[[Mapping[str, Any], Snapshot | None, Reader], Drawn | None]
"""(data, submission, reader) to the message; nothing when it need not be said any more."""
