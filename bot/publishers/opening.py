"""What every publisher is given when it is opened."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import httpx
from slack_sdk.web.async_client import AsyncWebClient

from bot.publishers.link_card import Cards
from bot.publishers.tokens import StaticToken, Tokens

Pause = Callable[[float], Awaitable[None]]
"""Waits for so many seconds; tests count instead."""


class PublicMedia(Protocol):
    """A place from which a network can fetch media."""

    async def address(self, content: bytes, mime: str) -> str:
        """A public address of these bytes, for some hours. Raises OSError where they cannot be put there."""
        ...


@dataclass(frozen=True)
class Opening:
    """One account of ours, and the means to reach it."""

    name: str
    address: str
    """Which account: an id at the network, a channel, a person, a server's or a receiver's URL."""
    token: str | None
    """From the settings, where it stands there."""
    slack: AsyncWebClient
    """Without retry handlers: a call that was repeated unseen could publish twice."""
    machine_now: Callable[[], datetime]
    http_transport: httpx.AsyncBaseTransport | None = None
    """Tests put a faulty wire in here; empty: the real one."""
    pause: Pause = asyncio.sleep
    origin: str = ""
    """Where the network's API is, for networks that have one place."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """The network's limits and manners, from network_facts.toml."""
    stored_tokens: Tokens | None = None
    """Of an account that was connected; it goes before the token of the settings."""
    public: PublicMedia | None = None
    """Nothing: there is no public address for media."""
    cards: Cards | None = None
    """Nothing: links get no card where the network does not make it."""

    @property
    def tokens(self) -> Tokens | None:
        """What lets us in."""
        if self.stored_tokens is not None:
            return self.stored_tokens
        return StaticToken(self.token) if self.token else None
