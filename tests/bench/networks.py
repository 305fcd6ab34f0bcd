"""A thousand publications due in the same minute, over nine networks that take their time, one of which may hang."""

import asyncio
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import machine_now
from bot.timetable import Timetable
from handlers.desk import Wake
from handlers.publisher import Outcome, Outgoing
from storage.brands import Account
from storage.database import Database
from storage.lifecycle import Editorial
from tests.bench import house
from tests.bench.figures import Table, percentile
from tests.bench.memory import resident

COUNT, NETWORKS = 1_000, 9
ANSWER = 0.3
"""Seconds that a network takes to answer."""
NAIVE = 30
"""Publications of the naive loop; the rest is reckoned, as it would take five minutes."""


class Slow(house.Nothing):
    """Answers after its time; a hanging one never does."""

    def __init__(self, hangs: bool = False) -> None:
        super().__init__()
        self.hangs = hangs

    async def publish(self, outgoing: Outgoing) -> Outcome:
        if self.hangs:
            await asyncio.Event().wait()
        outcome = await super().publish(outgoing)
        await asyncio.sleep(ANSWER)
        return outcome


async def measure(folder: Path) -> Table:
    """Lateness of each call, from its due second on, and the memory at the end."""
    table = Table(
        f"{COUNT} due in the same minute, over {NETWORKS} networks that answer after {ANSWER * 1000:.0f} ms",
        ["what", "p50 ms late", "p99 ms late", "memory, MiB"],
    )
    for name, hanging in (("Greenlight", 0), ("Greenlight, one network hanging: the others", 1)):
        late = await _greenlight(folder / f"hanging-{hanging}.db", hanging)
        table.add(name, percentile(late, 0.5), percentile(late, 0.99), resident())
    late = await asyncio.to_thread(_job_store, f"sqlite:///{folder / 'late-jobs.db'}")
    table.add("APScheduler's job store, ten threads", percentile(late, 0.5), percentile(late, 0.99), "")
    each = _naive_loop()
    table.add(f"A naive loop, reckoned from {NAIVE}", each * COUNT / 2 * 1000, each * COUNT * 0.99 * 1000, "")
    table.remark = (
        "By the real timetable on SQLite (DELETE + FULL), each with its claim, attempt row, finish and history. A "
        "network gets at most eight calls at a time, so its last of 111 cannot begin before four seconds. The job "
        "store keeps no attempt, no finish and no history; with one network hanging its ten threads all end up there."
    )
    return table


async def _greenlight(path: Path, hanging: int) -> list[float]:
    database = house.open_database(f"sqlite:///{path}")
    slow: list[Slow] = [Slow(hangs=number < hanging) for number in range(NETWORKS)]
    due = (machine_now() + timedelta(seconds=4)).replace(microsecond=0)
    accounts = _accounts(database)
    for number, account in enumerate(accounts):
        share = range(number, COUNT, NETWORKS)
        first = 1 + sum(len(range(one, COUNT, NETWORKS)) for one in range(number))
        database.write_sync(house.fill, first, len(share), Editorial.APPROVED, due, account)
    return await _strike(database, dict(zip(accounts, slow, strict=True)), slow[hanging:], due)


def _accounts(database: Database) -> list[int]:
    """One a network; the first is there already."""

    def more(session: house.Session) -> list[int]:
        rows = [Account(brand_id=1, name=f"network-{n}", network="slack", address=f"C{n}") for n in range(1, NETWORKS)]
        session.add_all(rows)
        session.flush()
        return [1, *(row.id for row in rows if row.id is not None)]

    return list(database.write_sync(more))


async def _strike(
    database: Database, publishers: dict[int, Slow], answering: Sequence[Slow], due: datetime
) -> list[float]:
    timetable = Timetable(jobs=tuple(job for job in Timetable().jobs if job.name == "publish"))
    desk = replace(house.desk(database, publishers[1]), wake=Wake(publish=timetable.publish_now))
    desk.publishers.update(publishers)
    timetable.start(desk)
    async with asyncio.timeout(120):
        await asyncio.gather(*(one.reached(COUNT // NETWORKS) for one in answering))
    await timetable.stop()
    for task in desk.background:
        task.cancel()
    await asyncio.gather(*desk.background, return_exceptions=True)
    await database.close()
    return [(when - due).total_seconds() * 1000 for one in answering for when in one.went_out_at]


_late: list[float] = []
_ran = threading.Semaphore(0)


def _slowly(due: float) -> None:
    _late.append((time.time() - due) * 1000)
    time.sleep(ANSWER)
    _ran.release()


def _job_store(url: str) -> list[float]:
    stores, executors = {"default": SQLAlchemyJobStore(url)}, {"default": ThreadPoolExecutor(10)}
    scheduler = BackgroundScheduler(jobstores=stores, executors=executors, timezone="UTC")
    scheduler.start(paused=True)
    due = machine_now()
    for number in range(COUNT):
        scheduler.add_job(
            _slowly, "date", run_date=due, args=[due.timestamp()], id=str(number), misfire_grace_time=None
        )
    due_again = time.time()
    scheduler.resume()
    for _ in range(COUNT):
        _ran.acquire(timeout=120)
    scheduler.shutdown(wait=True)
    return [late - (due_again - due.timestamp()) * 1000 for late in _late]


def _naive_loop() -> float:
    """Seconds for each."""
    began = time.perf_counter()
    for _ in range(NAIVE):
        time.sleep(ANSWER)
    return (time.perf_counter() - began) / NAIVE
