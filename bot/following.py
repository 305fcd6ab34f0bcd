"""A calendar that follows the sandbox's: what is turned there is turned here, by asking its control API.

Only the calendar: leases, limits and signatures keep the machine's time.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiohttp

from bot.clock import Calendar, machine_now

log = logging.getLogger(__name__)

ANSWER = aiohttp.ClientTimeout(total=60)
"""The sandbox holds a question back until somebody turns its clock, for 25 seconds at most."""

PAUSE = 2.0
"""Seconds before the sandbox is asked again after it could not be reached."""


class Follower:
    """Asks at one address, and turns `calendar`."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.calendar = Calendar()
        self.turns: int | None = None
        """What the sandbox's clock had been turned when it last answered."""
        self._url, self._session = url, session

    async def catch_up(self) -> None:
        """Asks once. Raises aiohttp.ClientError or TimeoutError when there is no answer."""
        await self._ask({})

    async def keep_up(self, turned: Callable[[], None]) -> None:
        """From now on, until it is cancelled; `turned` hears of every turn."""
        while True:
            known = self.turns
            try:
                await self._ask({"turns": str(known)})
            except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
                log.warning("The calendar at %s does not answer (%s); ours goes on by itself", self._url, trouble)
                await asyncio.sleep(PAUSE)
                continue
            if self.turns != known:
                turned()

    async def _ask(self, query: dict[str, str]) -> None:
        async with self._session.get(self._url, params=query, timeout=ANSWER, raise_for_status=True) as response:
            answer: dict[str, Any] = await response.json()
        if self.turns is None or int(answer["turns"]) >= self.turns:
            # An older answer may come in after a newer one, when two were asked at the same time.
            self.calendar.offset = datetime.fromisoformat(answer["now"]) - machine_now()
            self.turns = int(answer["turns"])
