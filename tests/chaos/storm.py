"""Kills, stops and lost answers, from a seed; and the quiet afterwards."""

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.networks.network import Network
from storage.database import Database
from tests.chaos import world

SPEED = 40.0
"""A lease of 80 s is over in two."""
LONGEST = 240.0
"""Seconds after which children end by themselves, whatever becomes of the test."""
POINTS = ("after-claim", "before-first-byte", "before-call", "after-answer", "before-finish")


@dataclass
class Storm:
    """`children` bots at a time on one database, killed again and again."""

    orders: dict[str, Any]
    children: int
    fakes: Sequence[Network]
    dice: random.Random
    running: "list[asyncio.subprocess.Process]" = field(default_factory=list)
    kills: int = 0

    async def rage(self, kills: int) -> None:
        """So many deaths: by kill -9 at a random moment, or at a named point; now and then somebody stands still."""
        while self.kills < kills:
            while len(self.running) < self.children:
                point = self.dice.choice(POINTS) if self.dice.random() < 0.3 else ""
                self.running.append(await self._born(point))
            self._spoil()
            victim = self.dice.choice(self.running)
            await self._hurt(victim)
        await self.end()

    async def _born(self, point: str = "") -> "asyncio.subprocess.Process":
        """A bot that is at work; it dies at `point`, if that names one."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.child"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "GREENLIGHT_CRASH": point},
        )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(self.orders).encode())
        process.stdin.close()
        await process.stdout.readline()
        return process

    def _spoil(self) -> None:
        """One call to some network goes wrong, in some way."""
        fake, kind = self.dice.choice(self.fakes), self.dice.choice(("lose", "cut", "5xx", "5xx_after", "429"))
        fake.fault(kind, times=self.dice.randint(1, 3))

    async def _hurt(self, victim: "asyncio.subprocess.Process") -> None:
        if self.dice.random() < 0.15:
            await self._freeze(victim)
            return
        moment = self.dice.uniform(0.02, 0.6)
        try:
            async with asyncio.timeout(moment):
                await victim.wait()
        except TimeoutError:
            victim.kill()
            await victim.wait()
        self.running.remove(victim)
        self.kills += 1

    async def _freeze(self, victim: "asyncio.subprocess.Process") -> None:
        """It stands still until its leases are over and others have taken them, and then goes on."""
        if victim.returncode is not None:
            return
        victim.send_signal(signal.SIGSTOP)
        await asyncio.sleep(100 / SPEED)
        if victim.returncode is None:
            victim.send_signal(signal.SIGCONT)

    async def settle(self, database: Database, within: float) -> bool:
        """One bot in peace, until nothing more happens by itself."""
        for fake in self.fakes:
            fake.faults.clear()
        process, until = await self._born(), time.monotonic() + within
        try:
            while time.monotonic() < until:
                if database.read_sync(world.is_at_rest):
                    return True
                await asyncio.sleep(0.2)
            return False
        finally:
            process.kill()
            await process.wait()

    async def end(self) -> None:
        for process in self.running:
            if process.returncode is None:
                process.kill()
            await process.wait()
        self.running.clear()
