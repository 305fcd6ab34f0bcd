"""Notices when the socket has gone deaf, and opens a new one.

The SDK reconnects when a connection closes or its pings stay unanswered. It has been seen to miss a session that
looks alive but brings nothing any more (slackapi/bolt-python 1529, slackapi/python-slack-sdk 1701). A workspace may
well be quiet for hours, so silence alone proves nothing: a new connection, which Slack greets with a hello, does.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from aiohttp import WSMessage

from bot.clock import monotonic

log = logging.getLogger(__name__)

QUIET_FOR = timedelta(minutes=10)
DEAF_FOR = timedelta(minutes=15)


class Socket(Protocol):
    """The part of slack_sdk's SocketModeClient that is needed here."""

    on_message_listeners: list[Callable[[WSMessage], Awaitable[None]]]

    async def connect_to_new_endpoint(self, force: bool = False) -> None: ...


@dataclass
class Watchdog:
    """Listens to every frame of one socket; `look` is called by the timetable, every half minute."""

    socket: Socket
    now: Callable[[], float] = monotonic
    heard_at: float = field(init=False)
    reconnecting: "asyncio.Task[None] | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.heard_at = self.now()
        self.socket.on_message_listeners.append(self._hear)

    async def _hear(self, _frame: WSMessage) -> None:
        self.heard_at = self.now()

    def silent_for(self) -> timedelta:
        """Since the last hello, envelope or warning."""
        return timedelta(seconds=self.now() - self.heard_at)

    def is_deaf(self) -> bool:
        """Even new connections brought no hello. The process should be started anew."""
        return self.silent_for() > DEAF_FOR

    async def look(self) -> None:
        """Begins to reconnect after ten silent minutes. The work goes on behind, one attempt at a time."""
        if self.silent_for() <= QUIET_FOR or (self.reconnecting and not self.reconnecting.done()):
            return
        log.warning("No word from Slack for %d s: opening a new connection", self.silent_for().total_seconds())
        self.reconnecting = asyncio.create_task(self._reconnect())

    async def _reconnect(self) -> None:
        try:
            await self.socket.connect_to_new_endpoint(force=True)
        except Exception:
            # Whatever it was, the next look tries again; the log has it, and is_deaf() tells the health page.
            log.exception("No new connection to Slack")

    async def close(self) -> None:
        """Stops an attempt that is under way."""
        if self.reconnecting:
            self.reconnecting.cancel()
            with suppress(asyncio.CancelledError):
                await self.reconnecting
