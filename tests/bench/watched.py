"""`python -m bot run` with a stop-watch in its database: where a decision's time goes inside the running bot.

Started by clicks.py as a process of its own; when it is stopped, what it saw goes into the file named by its argument.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.app import Parts, build, settle_in, start
from bot.pace import Pace
from bot.settings import gather, load
from handlers.deciding import verdicts
from storage.database import Database


@dataclass
class Split:
    """Seconds, added up over all decisions."""

    decisions: int = 0
    queued: float = 0
    """Before the writer began with it."""
    deciding: float = 0
    """In its own transaction."""
    shared: float = 0
    """From then until its caller heard that it is committed: the rest of the group, and the commit."""
    commits: int = 0
    """Of any transaction, decisions or not."""
    committing: float = 0
    """Inside COMMIT, where the disk is waited for."""


class Watched(Database):
    """The real one, and what its decisions waited for."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.split = Split()
        dialect: Any = self._engine.dialect
        commit = dialect.do_commit

        def timed_commit(connection: Any) -> None:
            began = time.perf_counter()
            commit(connection)
            self.split.commits += 1
            self.split.committing += time.perf_counter() - began

        dialect.do_commit = timed_commit

    async def write(self, transaction: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if transaction is not verdicts.decide:
            return await super().write(transaction, *args, **kwargs)
        began, ended = 0.0, 0.0

        def timed(*told: Any, **how: Any) -> Any:
            nonlocal began, ended
            began = time.perf_counter()
            try:
                return transaction(*told, **how)
            finally:
                ended = time.perf_counter()

        asked = time.perf_counter()
        outcome = await super().write(timed, *args, **kwargs)
        self._add(began - asked, ended - began, time.perf_counter() - ended)
        return outcome

    def _add(self, queued: float, deciding: float, shared: float) -> None:
        self.split.decisions += 1
        self.split.queued += queued
        self.split.deciding += deciding
        self.split.shared += shared


async def run() -> Split:
    """As bot/app.py runs it, until a signal asks it to stop."""
    settings = load(gather(Path(os.devnull), os.environ))
    machine = await build(settings, Parts(pace=Pace(), database=Watched))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    try:
        await start(machine, settings)
        settle_in()
        await stop.wait()
    finally:
        await machine.stop()
    assert isinstance(machine.desk.database, Watched), "it was named above"
    return machine.desk.database.split


def read(report: Path) -> Split:
    """What a watched bot wrote when it stopped."""
    return Split(**json.loads(report.read_text(encoding="utf-8")))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asdict(asyncio.run(run()))), encoding="utf-8")
