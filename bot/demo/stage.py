"""The sandbox and the bot, both real, joined by real sockets. The demo and the tests stand on it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import app
from bot.app import Machine, Parts
from bot.demo import cast
from bot.sandbox import clocks
from bot.sandbox.people.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from handlers.clock import deliver


@dataclass
class Stage:
    """Everything is set; people may enter."""

    sandbox: Sandbox
    machine: Machine
    settings: Settings

    @property
    def author(self) -> Person:
        return self.sandbox.person(cast.AUTHOR)

    @property
    def approver(self) -> Person:
        return self.sandbox.person(cast.APPROVER)

    @property
    def second(self) -> Person:
        return self.sandbox.person(cast.SECOND)

    @property
    def admin(self) -> Person:
        return self.sandbox.person(cast.ADMIN)

    @property
    def outsider(self) -> Person:
        return self.sandbox.person(cast.OUTSIDER)

    def keep_time(self) -> None:
        """From now on the timetable runs, for a stage that was set without it."""
        self.machine.timetable.start(self.machine.desk)
        self.machine.closing.push_async_callback(self.machine.timetable.stop)

    def now(self) -> datetime:
        """Calendar time, for both sides."""
        return self.sandbox.world.calendar.now()

    async def turn(self, moment: datetime) -> None:
        """Turns the calendar, and waits until the bot has followed."""
        self.sandbox.turn_clock(now=moment.isoformat())
        if self.machine.follower is not None:
            await self.machine.follower.catch_up()

    async def settle(self) -> None:
        """Until nothing is under way: every envelope answered, everything said, every picture true."""
        while True:
            await self.sandbox.idle()
            if self.machine.desk.background:
                # Not `await task`: one that is done already would be answered without letting the loop turn.
                await asyncio.wait(self.machine.desk.background)
            elif not await deliver.run_due(self.machine.desk):
                return


@asynccontextmanager
async def stage(
    *,
    language: str = "en",
    begins: datetime | None = None,
    port: int = 0,
    changes: Mapping[str, str] | None = None,
    keeps_time: bool = False,
    follows: bool = False,
    parts: Mapping[str, Any] | None = None,
    workspace: Workspace | None = None,
    slack_machine: clocks.Machine | None = None,
) -> AsyncIterator[Stage]:
    """Opens the sandbox on loopback, with a fresh database, and connects the bot.

    `changes` overrule single settings, `parts` replace those of app.Parts. Only with `keeps_time` the
    timetable runs; tests strike the clock themselves. With `follows` the bot asks the sandbox what time it is, as one
    in a process of its own must; otherwise both read the same calendar.
    """
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        async with slack(workspace, begins=begins, port=port, machine=slack_machine) as sandbox:
            url = f"sqlite:///{Path(folder) / 'greenlight.db'}"
            environ = cast.environment(sandbox.world.workspace, sandbox.api_url, url, language) | dict(changes or {})
            if follows:
                environ["CALENDAR_URL"] = f"{sandbox.url}/control/clock"
            async with enter(sandbox, environ, keeps_time=keeps_time, parts=parts) as opened:
                yield opened


@asynccontextmanager
async def slack(
    workspace: Workspace | None = None,
    *,
    begins: datetime | None = None,
    port: int = 0,
    machine: clocks.Machine | None = None,
) -> AsyncIterator[Sandbox]:
    """The sandbox alone, its calendar turned to when it begins."""
    sandbox = Sandbox(workspace or cast.workspace(), strict=True, machine=machine)
    if begins is not None:
        sandbox.turn_clock(now=begins.isoformat())
    await sandbox.start(port=port)
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def enter(
    sandbox: Sandbox,
    environ: Mapping[str, str],
    *,
    keeps_time: bool = False,
    parts: Mapping[str, Any] | None = None,
) -> AsyncIterator[Stage]:
    """The bot enters a sandbox that is open already."""
    settings = cast.told(dict(environ))
    calendar = None if settings.calendar_url else sandbox.world.calendar.now
    machine = await app.build(settings, Parts(**{"calendar": calendar, **(parts or {})}))
    try:
        await app.start(machine, settings, keeps_time=keeps_time)
        if not settings.is_http_mode:
            await sandbox.connected()
        yield Stage(sandbox, machine, settings)
    finally:
        await machine.stop()
