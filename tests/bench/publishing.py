"""The whole publishing path with a publisher that does nothing, beside APScheduler's own job store."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import NullPool, create_engine

from bot.clock import machine_now
from handlers.clock import publish
from storage.database import Database
from storage.lifecycle import Editorial
from tests.bench import house
from tests.bench.figures import Table
from tests.storage.server import Server, running


async def measure(folder: Path, count: int) -> Table:
    """Publications a second: claim, attempt row, finish, history, outbox, each committed."""
    table = Table("The publishing path, with a publisher that does nothing", ["what", "a second", "beside the store"])
    store = _job_store(f"sqlite:///{folder / 'jobs.db'}", count)
    table.add("APScheduler's SQLAlchemy job store, a job that does nothing", store, "1")
    for name, journal in (("SQLite, DELETE + FULL", "delete"), ("SQLite, WAL + FULL", "wal")):
        database = house.open_database(f"sqlite:///{folder / journal}.db", journal)
        rate = await _publish_all(database, count)
        table.add(f"Greenlight on {name}", rate, rate / store)
    with running() as server:
        database = house.open_database(_durable(server))
        rate = await _publish_all(database, count)
        table.add("Greenlight on PostgreSQL, one process", rate, rate / store)
    table.remark = (
        "The job store forgets a job when it hands it to a thread; Greenlight keeps an attempt row, a fenced finish, a "
        "chained history and the messages. Claims and attempt rows of one batch share a commit, and so do ends that "
        "come in the same moment. All of them sync the disk at each commit. Asked for: 200 a second, 300 on WAL, 150 "
        "on PostgreSQL."
    )
    return table


def _durable(server: Server) -> str:
    """A new database on a server that, unlike that of the tests, waits for its disk."""
    address = server.make()
    engine = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = on")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    return address


async def _publish_all(database: Database, count: int) -> float:
    publisher = house.Nothing()
    desk = house.desk(database, publisher)
    database.write_sync(house.fill, 1, count, Editorial.APPROVED, machine_now() - timedelta(seconds=1))
    began = time.perf_counter()
    while len(publisher.went_out_at) < count:
        await publish.run_due(desk, machine_now())
    rate = count / (time.perf_counter() - began)
    await database.close()
    return rate


_ran = threading.Semaphore(0)


def _nothing() -> None:
    _ran.release()


def _job_store(url: str, count: int) -> float:
    with _scheduler(url) as scheduler:
        due = machine_now()
        for number in range(count):
            scheduler.add_job(_nothing, "date", run_date=due, id=str(number), misfire_grace_time=None)
        began = time.perf_counter()
        scheduler.resume()
        for _ in range(count):
            _ran.acquire(timeout=120)
        return count / (time.perf_counter() - began)


@contextmanager
def _scheduler(url: str) -> Iterator[BackgroundScheduler]:
    stores, executors = {"default": SQLAlchemyJobStore(url)}, {"default": ThreadPoolExecutor(10)}
    scheduler = BackgroundScheduler(jobstores=stores, executors=executors, timezone=UTC)
    scheduler.start(paused=True)
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=True)
