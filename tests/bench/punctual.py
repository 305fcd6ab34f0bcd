"""Two hundred publications due in the same second, with the real timetable; and a process from start to ready."""

import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path

from bot.clock import machine_now
from bot.demo import cast
from bot.timetable import Timetable
from storage.lifecycle import Editorial
from tests.bench import house
from tests.bench.clicks import child, sandbox
from tests.bench.figures import Table, percentile
from tests.bench.memory import resident

COUNT = 200


async def lateness(folder: Path) -> Table:
    """How long after its second each went out."""
    database, publisher = house.open_database(f"sqlite:///{folder / 'punctual.db'}"), house.Nothing()
    due = (machine_now() + timedelta(seconds=3)).replace(microsecond=0)
    database.write_sync(house.fill, 1, COUNT, Editorial.APPROVED, due)
    timetable = Timetable(jobs=tuple(job for job in Timetable().jobs if job.name == "publish"))
    timetable.start(house.desk(database, publisher))
    async with asyncio.timeout(120):
        await publisher.reached(COUNT)
    await timetable.stop()
    await database.close()
    late = [(when - due).total_seconds() * 1000 for when in publisher.went_out_at]
    table = Table(f"{COUNT} publications due in the same second", ["p50 ms late", "p99 ms late"])
    table.add(percentile(late, 0.5), percentile(late, 0.99))
    table.remark = (
        "By the real timetable, with a publisher that does nothing: from the second at which they are due to the call "
        "of the publisher, after the claim and the attempt row are committed."
    )
    return table


async def at_rest(folder: Path) -> Table:
    """From the start of the process to its socket, and the memory it then holds."""
    table = Table("At rest", ["seconds from start to ready", "resident memory, MiB"])
    async with sandbox() as slack:
        url = f"sqlite:///{folder / 'rest.db'}"
        environ = {**os.environ, **cast.environment(slack.world.workspace, slack.api_url, url, "en")}
        began = time.perf_counter()
        async with child(environ, ["-m", "bot", "run"]) as number:
            await slack.connected(within=60)
            table.add(time.perf_counter() - began, resident(number))
    table.remark = "A new database: its migrations are part of the time to ready, which ends with a connected socket."
    return table
