"""What was typed and is not saved yet. A person's keystrokes make one write in two seconds, and the latest wins.

Only the pace lives in memory: losing it costs the last two seconds of typing, and closing or sending the form writes
everything at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

Write = Callable[[], Awaitable[None]]

PAUSE = timedelta(seconds=2)
"""Between two writes for one person."""

REMEMBERED = 1000
"""Drafts that are known to be over, so that a late keystroke does not bring one back."""


class Keystrokes:
    """The latest unsaved state of every draft, and when its person may be written for again."""

    def __init__(self, later: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.later = later
        self._latest: dict[str, dict[str, Write]] = {}
        self._next_at: dict[str, datetime] = {}
        self._busy: set[str] = set()
        self._over: dict[str, None] = {}
        self._under_way: dict[str, asyncio.Future[None]] = {}

    def note(self, person: str, draft_id: str, write: Write) -> bool:
        """Remembers the write; True when nobody is on the way to make it, so that the caller must start `run`."""
        if draft_id in self._over:
            return False
        self._latest.setdefault(person, {})[draft_id] = write
        return person not in self._busy

    async def run(self, person: str, clock: Callable[[], datetime]) -> None:
        """Writes for this person until nothing is left, never sooner than the pause allows. `clock`: the machine's."""
        if person in self._busy:
            return
        self._busy.add(person)
        try:
            while self._latest.get(person):
                await self._wait(person, clock)
                waiting = self._latest.pop(person, {})
                self._next_at[person] = clock() + PAUSE
                await self._write_all(waiting)
        finally:
            self._busy.discard(person)

    async def _write_all(self, waiting: dict[str, Write]) -> None:
        begun = {draft_id: asyncio.ensure_future(_leniently(write)) for draft_id, write in waiting.items()}
        self._under_way.update(begun)
        await asyncio.gather(*begun.values())
        for draft_id in begun:
            self._under_way.pop(draft_id, None)

    async def _wait(self, person: str, clock: Callable[[], datetime]) -> None:
        left = (self._next_at.get(person, clock()) - clock()).total_seconds()
        if left > 0:
            await self.later(left)

    async def flush(self, person: str, draft_id: str) -> None:
        """Writes what is pending for this draft now, or waits for a write under way: the form was closed."""
        write = self._latest.get(person, {}).pop(draft_id, None)
        begun = self._under_way.get(draft_id)
        if begun is not None:
            await asyncio.shield(begun)
        if write is not None:
            await write()

    def drop(self, person: str, draft_id: str) -> None:
        """Forgets what is pending: something newer is being saved."""
        self._latest.get(person, {}).pop(draft_id, None)

    def over(self, person: str, draft_id: str) -> None:
        """The draft was sent or thrown away; what was typed before and comes late is not kept."""
        self.drop(person, draft_id)
        self._over[draft_id] = None
        while len(self._over) > REMEMBERED:
            del self._over[next(iter(self._over))]


async def _leniently(write: Write) -> None:
    try:
        await write()
    except Exception as trouble:
        # The next keystroke, the closing or the sending writes the same and more; nobody waits for an answer here.
        log.warning("A draft was not saved while typing: %s", type(trouble).__name__)
