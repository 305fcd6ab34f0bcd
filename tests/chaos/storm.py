"""Kills, stops and lost answers, from a seed; and the quiet afterwards."""

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.networks.network import Network
from storage.database import Database
from tests.chaos import world

SPEED = 40.0
"""A lease of 80 s is over in two."""
LONGEST = 240.0
"""Seconds after which children end by themselves, whatever becomes of the test."""
LOOK_EVERY = 0.1
"""Seconds."""
POINTS = ("after-claim", "before-first-byte", "before-call", "after-answer", "before-finish")


@dataclass(frozen=True)
class Spot:
    """A network, and its one call that cannot be taken back."""

    fake: Network
    method: str
    path: str


@dataclass
class Storm:
    """`children` bots at a time on one database, killed again and again."""

    orders: dict[str, Any]
    children: int
    spots: Sequence[Spot]
    dice: random.Random
    nursery: "asyncio.subprocess.Process | None" = None
    running: list[int] = field(default_factory=list)
    kills: int = 0

    async def rage(self, kills: int) -> None:
        """So many deaths: by kill -9 at a random moment, or at a named point; now and then somebody stands still."""
        while self.kills < kills:
            while len(self.running) < self.children:
                self.running.append(await self._born(self.dice.choice(POINTS) if self.dice.random() < 0.3 else ""))
            self._spoil()
            await self._hurt(self.dice.choice(self.running))
        for bot in self.running:
            await _end(bot)
        self.running.clear()

    async def _born(self, point: str = "") -> int:
        """A bot that is at work; it dies at `point`, if that names one."""
        if self.nursery is None:
            self.nursery = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.chaos.nursery"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            await _line(self.nursery)
        assert self.nursery.stdin is not None
        self.nursery.stdin.write(json.dumps({**self.orders, "point": point}).encode() + b"\n")
        await self.nursery.stdin.drain()
        bot = int(await _line(self.nursery))
        assert await _line(self.nursery) == b"at work\n"
        return bot

    def _spoil(self) -> None:
        """One of the calls that publish goes wrong on each of a few networks, in some way."""
        for spot in self.dice.sample(self.spots, min(3, len(self.spots))):
            kind = self.dice.choice(("lose", "cut", "5xx", "5xx_after", "429"))
            spot.fake.fault(kind, spot.path, method=spot.method, times=self.dice.randint(1, 3))

    async def _hurt(self, victim: int) -> None:
        if self.dice.random() < 0.15:
            await self._freeze(victim)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(self.dice.uniform(0.02, 0.8)):
                await _death_of(victim)
        await _end(victim)
        self.running.remove(victim)
        self.kills += 1

    async def _freeze(self, victim: int) -> None:
        """It stands still until its leases are over and others have taken them, and then goes on."""
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGSTOP)
            await asyncio.sleep(100 / SPEED)
            os.kill(victim, signal.SIGCONT)

    async def settle(self, database: Database, within: float) -> bool:
        """One bot in peace, until nothing more happens by itself."""
        self.orders = {**self.orders, "lasts": within}
        for spot in self.spots:
            spot.fake.faults.clear()
        bot, rounds = await self._born(), int(within / LOOK_EVERY)
        for _ in range(rounds):
            if database.read_sync(world.is_at_rest):
                break
            await asyncio.sleep(LOOK_EVERY)
        await _end(bot)
        return bool(database.read_sync(world.is_at_rest))

    async def end(self) -> None:
        for bot in self.running:
            await _end(bot)
        if self.nursery is not None and self.nursery.returncode is None:
            self.nursery.kill()
            await self.nursery.wait()


async def _line(process: "asyncio.subprocess.Process") -> bytes:
    assert process.stdout is not None
    return await process.stdout.readline()


async def _death_of(bot: int) -> None:
    """Waits for it; it is not our child, so the kernel is asked."""
    try:
        handle = os.pidfd_open(bot)
    except ProcessLookupError:
        return
    loop, is_over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(handle, is_over.set)
    try:
        await is_over.wait()
    finally:
        loop.remove_reader(handle)
        os.close(handle)


async def _end(bot: int) -> None:
    """kill -9, and gone."""
    with suppress(ProcessLookupError):
        os.kill(bot, signal.SIGKILL)
    await _death_of(bot)
