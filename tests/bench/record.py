"""The record when it is long: a story of 500 entries, and a chain of a million, verified from the command line."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from bot.clock import machine_now
from handlers.blocks import history as drawing
from handlers.showing import chronicle
from storage import history, people
from storage.database import Database
from storage.history import Entry
from storage.lifecycle import Editorial
from tests.bench import house
from tests.bench.figures import Table

STORIES = (50, 500)
"""Entries about one submission."""

LONGEST, SHORT = 1_000_000, 1_000
"""Entries in a chain."""

BATCH = 20_000
TIMES = 15
READER = "U0JONAS"
KINDS = (("decision.made", "U0JONAS"), ("nudge.sent", history.BOT), ("submission.changed", "U0MINA"))


def measure(folder: Path, longest: int = LONGEST) -> Iterator[Table]:
    """A page of a story in ms; a whole chain in seconds and MB."""
    yield _stories(f"sqlite:///{folder / 'stories.db'}")
    yield _chains(folder, longest)


def _stories(url: str) -> Table:
    table = Table(
        "`why`: a page of the history, read and drawn", ["entries of the post", "newest page, ms", "oldest page, ms"]
    )
    database = house.open_database(url)
    database.write_sync(_furnish)
    for number, size in enumerate(STORIES, start=1):
        database.write_sync(_tell, size, number)
        table.add(size, _median(database, number, None), _median(database, number, 1))
    database.close_sync()
    table.remark = f"Median of {TIMES}. A page is {drawing.PAGE} entries, whatever the length of the story."
    return table


def _furnish(session: Session) -> None:
    session.add(people.Person(user_id=READER, team_id="T0GREEN", name="Jonas", refreshed_at=machine_now()))
    house.fill(session, 1, len(STORIES), Editorial.IN_REVIEW, machine_now() + timedelta(days=9))


def _tell(session: Session, count: int, number: int | None = None) -> None:
    """So many entries, chained as ever."""
    now, entries = machine_now(), []
    for place in range(count):
        kind, actor_id = KINDS[place % len(KINDS)]
        entries.append(
            Entry(kind, actor_id, now, number, {"verdict": "approve", "revision": 1, "due_at": now.isoformat()})
        )
    history.add_all(session, entries)


def _median(database: Database, number: int, first: int | None) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        drawing.view(database.read_sync(chronicle.story_of, READER, number, first, now=machine_now()))
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _chains(folder: Path, longest: int) -> Table:
    table = Table(
        "`python -m bot history verify`", ["entries", "seconds, start included", "entries a second", "peak memory, MB"]
    )
    for size in (SHORT, longest):
        url = f"sqlite:///{folder / f'chain-{size}.db'}"
        database = house.open_database(url)
        for _ in range(size // min(size, BATCH)):
            database.write_sync(_tell, min(size, BATCH))
        database.close_sync()
        seconds, memory = _verify(url)
        table.add(f"{size:,}", seconds, size / seconds, memory)
    table.remark = "In a process of its own, on SQLite, without a key; a page at a time, so that memory does not grow."
    return table


def _verify(url: str) -> tuple[float, float]:
    """Seconds and peak memory of the command, which must find the chain whole."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bot", "history", "verify"]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "the chain is whole"
    return time.perf_counter() - began, usage.ru_maxrss / 1024
