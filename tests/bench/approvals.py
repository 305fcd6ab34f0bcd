"""A review with many steps and people beside a plain one, and App Home when very much waits."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from sqlmodel import Session

from bot.clock import machine_now
from handlers.blocks import home as drawing
from handlers.deciding import verdicts
from handlers.deciding.verdicts import House, Word
from handlers.showing.home_view import home_of
from handlers.wire import Target
from storage import brands, people, stages
from storage.brands import Role
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import Editorial
from storage.stages import Rule, Stage
from tests.bench import house
from tests.bench.figures import Table

PEOPLE = 50
STEPS = 5
WAITING = (10, 1_000)
TIMES = 40

NOBODY = House(frozenset(), {})


class Undone(Exception):
    """Rolls a decision back, so that every one is made on the same tables."""


def measure(folder: Path) -> Iterator[Table]:
    """Medians in ms, and one beside the other."""
    yield _decisions(folder)
    yield _homes(folder)


def _decisions(folder: Path) -> Table:
    table = Table("A decision", ["review", "ms", "beside the plain one"])
    plain = _decision(_opened(folder, "plain", 20, _one_step))
    steps = _decision(_opened(folder, "steps", 20, _many_steps))
    table.add("one step, 1 of 2 approvers", plain, 1.0)
    table.add(f"{STEPS} steps, majority of {PEOPLE} approvers in all", steps, steps / plain)
    table.remark = f"Median of {TIMES}, one at a time. Each is rolled back at its end, so no commit is in it."
    return table


def _homes(folder: Path) -> Table:
    table = Table("App Home of an approver, read and drawn", ["waiting for a decision", "ms", "beside the least"])
    least = 0.0
    for count in WAITING:
        database = _opened(folder, f"home-{count}", count, _one_step)
        took = _median(partial(_home, database))
        database.close_sync()
        least = least or took
        table.add(f"{count:,}", took, took / least)
    table.remark = f"Median of {TIMES}. The ten oldest are shown, and that there are more."
    return table


def _opened(folder: Path, name: str, waiting: int, furnish: Callable[[Session], None]) -> Database:
    database = house.open_database(f"sqlite:///{folder / f'approvals-{name}.db'}")
    database.write_sync(_people)
    database.write_sync(furnish)
    database.write_sync(house.fill, 1, waiting, Editorial.IN_REVIEW, machine_now() + timedelta(days=9))
    return database


def _who(place: int) -> str:
    return f"U0APPROVER{place}"


def _people(session: Session) -> None:
    for place in range(PEOPLE):
        session.add(
            people.Person(user_id=_who(place), team_id="T0GREEN", name=f"Jonas {place}", refreshed_at=machine_now())
        )


def _one_step(session: Session) -> None:
    brands.name_people(session, brands.the_brand(session).number, Role.APPROVER, [_who(0), _who(1)])


def _many_steps(session: Session) -> None:
    brand = brands.the_brand(session)
    each = PEOPLE // STEPS
    for place in range(STEPS):
        row = Stage(brand_id=brand.number, position=place + 1, name=f"Step {place + 1}", rule=Rule.MAJORITY)
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, [_who(place * each + one) for one in range(each)])


def _decision(database: Database) -> float:
    numbers = cycle(range(1, 21))

    def decide(session: Session) -> None:
        target = Target(next(numbers), 1)
        word, now = Word(Verdict.APPROVE), machine_now()
        verdicts.decide(session, _who(0), target, word, now=now, house=NOBODY, has_read=True)
        raise Undone

    def once() -> None:
        with suppress(Undone):
            database.write_sync(decide)

    took = _median(once)
    database.close_sync()
    return took


def _home(database: Database) -> None:
    drawing.view(database.read_sync(home_of, _who(0), now=machine_now(), practice=frozenset()))


def _median(ask: Callable[[], None]) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
