"""The sandbox's two clocks: the calendar, which may be turned, and the machine's, which may not."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Cancellable(Protocol):
    """A timer that has been set and can still be called off."""

    def cancel(self) -> None:
        """Call the timer off."""


class Calendar:
    """What people read on the wall: message timestamps and dates follow it."""

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        """Follow `source`, which answers aware UTC; without one, the machine's own calendar."""
        self._source = source or _utc
        self._ahead = timedelta(0)
        self.turns = 0
        """How often it was turned: whoever follows it asks for the next turn."""

    def now(self) -> datetime:
        """Answer the present moment, aware, in UTC."""
        return self._source() + self._ahead

    def forward(self, seconds: float) -> None:
        """Turn the calendar forward (or back) by `seconds`."""
        self._turn(timedelta(seconds=seconds))

    def turn_to(self, moment: datetime) -> None:
        """Turn the calendar so that it is `moment` (aware) now."""
        self._turn(moment - self.now())

    def _turn(self, by: timedelta) -> None:
        self._ahead += by
        self.turns += 1


class Machine:
    """The clock that cannot be turned: acks, triggers, retries and rate limits go by it."""

    def now(self) -> float:
        """Answer seconds since some fixed moment."""
        return time.monotonic()

    def wall(self) -> int:
        """Answer Unix seconds, for signatures."""
        return int(time.time())

    def later(self, seconds: float, act: Callable[[], None]) -> Cancellable:
        """Call `act` after `seconds`."""
        return asyncio.get_running_loop().call_later(seconds, act)

    async def pause(self, seconds: float) -> None:
        """Wait `seconds`."""
        await asyncio.sleep(seconds)


class HandTurned(Machine):
    """A machine clock for tests: it stands still until it is advanced."""

    def __init__(self, start: float = 1_000.0) -> None:
        """Stand at `start` seconds."""
        self._now = start
        self._timers: list[tuple[float, int, _Timer]] = []
        self._order = itertools.count()

    def now(self) -> float:
        """Answer where the hand stands."""
        return self._now

    def later(self, seconds: float, act: Callable[[], None]) -> Cancellable:
        """Call `act` once the hand has been advanced past `seconds` from here."""
        timer = _Timer(act)
        heapq.heappush(self._timers, (self._now + seconds, next(self._order), timer))
        return timer

    async def pause(self, seconds: float) -> None:
        """Wait until the hand has been advanced by `seconds`."""
        woken = asyncio.Event()
        self.later(seconds, woken.set)
        await woken.wait()

    def advance(self, seconds: float) -> None:
        """Turn the hand, and ring every timer that falls due on the way, in order."""
        until = self._now + seconds
        while self._timers and self._timers[0][0] <= until:
            self._now, _, timer = heapq.heappop(self._timers)
            timer.ring()
        self._now = until


class _Timer:
    def __init__(self, act: Callable[[], None]) -> None:
        self._act: Callable[[], None] | None = act

    def cancel(self) -> None:
        self._act = None

    def ring(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()


def _utc() -> datetime:
    return datetime.now(UTC)
