"""What goes to the app, what comes back for it, and what brings it there."""

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.sandbox.clocks import Cancellable

Json = dict[str, Any]
EVENTS = "events_api"


@dataclass(slots=True)
class Ack:
    """What the app answered. `in_time` False: nothing (valid) came within three seconds."""

    in_time: bool
    payload: Json | None = None
    error: str | None = None


@dataclass(slots=True)
class Envelope:
    """One payload on its way. `text` is its JSON, made once."""

    kind: str
    name: str
    payload: Json
    text: str
    answer: asyncio.Future[Ack]
    accepts_response: bool
    attempt: int = 0
    reason: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    sent_at: float = 0.0
    timer: Cancellable | None = None
    skew: float = 0.0
    """Seconds by which its signature in HTTP mode is ahead of the time."""
    copies: int = 1
    warnings: list[str] | None = None


class Carrier(Protocol):
    """Something that brings an envelope to the app: the sockets, or the request URL."""

    def carry(self, envelope: Envelope) -> bool:
        """Send it on its way; False when there is no way at all."""
