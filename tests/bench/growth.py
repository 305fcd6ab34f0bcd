"""The same question and the same size of answer while the tables grow a hundredfold."""

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.clock import machine_now
from handlers.clock import digest
from handlers.deciding import verdicts
from handlers.showing.home_view import home_of
from handlers.wire import Target
from storage import brands, gate, people
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import Editorial
from tests.bench import house
from tests.bench.figures import Table

SIZES = "1000,10000,100000"
"""Submissions in the tables, smallest first."""

TIMES = 15
OPEN = 40
"""Submissions that wait for a decision, whatever else is in the tables."""


def measure(folder: Path, sizes: Sequence[int]) -> Table:
    """Medians in ms, and the largest tables beside the smallest."""
    table = Table("Growth", ["question", *(f"{size:,}" for size in sizes), "largest beside smallest"])
    found: dict[str, list[float]] = {}
    for size in sizes:
        database = _filled(f"sqlite:///{folder / f'growth-{size}.db'}", size)
        for name, ask in _questions().items():
            found.setdefault(name, []).append(_median(database, ask))
        database.close_sync()
    for name, figures in found.items():
        table.add(name, *figures, figures[-1] / figures[0])
    table.remark = (
        f"Median of {TIMES}, in ms. {OPEN} submissions wait for a decision, all others are over, so that every "
        f"question has the same answer at every size. Asked for: at most 1.5 times."
    )
    return table


def _filled(url: str, size: int) -> Database:
    database = house.open_database(url)
    seen = people.Person(user_id="U0JONAS", team_id="T0GREEN", name="Jonas", refreshed_at=machine_now())
    database.write_sync(lambda session: session.add(seen))
    database.write_sync(house.fill, 1, size - OPEN, Editorial.REJECTED, machine_now() - timedelta(days=1))
    database.write_sync(house.fill, size - OPEN + 1, OPEN, Editorial.IN_REVIEW, machine_now() + timedelta(days=9))
    database.write_sync(lambda session: session.connection().exec_driver_sql("ANALYZE") and None)
    return database


def _questions() -> dict[str, Callable[[Session, int], Any]]:
    now, waits = machine_now(), iter(range(10_000))
    nobody: verdicts.House = verdicts.House(frozenset(), {})

    def claim(session: Session, _size: int) -> None:
        brand, until = brands.the_brand(session), now + timedelta(minutes=3)
        gate.claim_due(session, [brand], now=now, machine_now=now, owner="bench", lease_until=until, limit=50)

    def the_digest(session: Session, _size: int) -> None:
        digest.gather(session, brands.the_brand(session), since=now - timedelta(days=1), now=now)

    def home(session: Session, _size: int) -> None:
        home_of(session, "U0JONAS", now=now, practice=frozenset())

    def one_decision(session: Session, size: int) -> None:
        number = size - next(waits) % OPEN
        verdicts.decide(
            session, "U0JONAS", Target(number, 1), verdicts.Word(Verdict.APPROVE), now=now, house=nobody, has_read=True
        )
        raise Undone

    return {"claim": claim, "digest": the_digest, "App Home": home, "one decision": one_decision}


class Undone(Exception):
    """Rolls a decision back, so that every one is made on the same tables."""


def _median(database: Database, ask: Callable[[Session, int], Any]) -> float:
    size = database.read_sync(_size)
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        with suppress(Undone):
            database.write_sync(ask, size)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _size(session: Session) -> int:
    return int(session.connection().exec_driver_sql("SELECT max(id) FROM submission").scalar() or 0)
