"""The desk's questions: the same answer while the tables grow tenfold, and what one item more of an answer costs."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.clock import machine_now
from handlers.blocks import calendar
from handlers.learning import lessons
from handlers.planning import gathering, telling
from handlers.planning.gathering import Asked
from handlers.planning.spans import Kind
from handlers.reporting import gathering as reporting
from handlers.style.judging import judge
from handlers.style.rule import Kind as RuleKind
from handlers.style.rule import Rule
from storage import brands, library
from storage.database import Database
from tests.bench import desk_tables as tables
from tests.bench import house
from tests.bench.figures import Table, percentile
from tests.rules.ordinary_posts import EVERY

SIZES = (10_000, 100_000)
"""Submissions that went out; a twentieth of it is planned for one month, and a tenth of it lies in the library."""

TIMES = 15

Ask = Callable[[Session], Any]


@dataclass(frozen=True)
class Days:
    """Which days the questions are about."""

    now: datetime
    month: datetime
    """A day of the full month."""
    week: datetime
    """A day of the week with few, the month after."""

    @classmethod
    def from_now(cls, now: datetime) -> "Days":
        first = (now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=9, minute=0, second=0, microsecond=0)
        return cls(now, first, first + timedelta(days=45))


def measure(folder: Path) -> Iterator[Table]:
    """Both tables of the desk, and the style guide's."""
    days = Days.from_now(machine_now())
    databases = {size: _filled(f"sqlite:///{folder / f'desk-{size}.db'}", size, days) for size in SIZES}
    same = {name: _quickest(databases, ask) for name, ask in _same_answer(days).items()}
    each = {}
    for name, (ask, items) in _growing_answer(days).items():
        took = _quickest(databases, ask, times=3)
        each[name] = [1000 * one / items(size) for one, size in zip(took, SIZES, strict=True)]
    for database in databases.values():
        database.close_sync()
    yield _table("The desk, the same answer from more", "ms", same)
    yield _table("The desk, more to answer", "µs an item", each)
    yield style()


def _table(title: str, unit: str, found: dict[str, list[float]]) -> Table:
    shown = Table(title, ["question", *(f"{size:,}" for size in SIZES), "ten times as much"])
    for name, figures in found.items():
        shown.add(name, *figures, figures[-1] / figures[0])
    shown.remark = f"Processor time in {unit}, the quickest of several, by what went out. Asked for: at most 1.5 times."
    return shown


def _filled(url: str, size: int, days: Days) -> Database:
    database, month = house.open_database(url), size // 20
    coming = [days.month + timedelta(days=28) * (number / month) for number in range(month)]
    monday = days.week - timedelta(days=days.week.weekday())
    week = [monday + timedelta(hours=4 * number) for number in range(tables.A_WEEK)]
    database.write_sync(tables.people, days.now)
    database.write_sync(tables.live, 1, tables.times(size, days.now))
    database.write_sync(tables.planned, size + 1, coming)
    database.write_sync(tables.planned, size + month + 1, week)
    database.write_sync(tables.assets, size // 10, days.now)
    database.write_sync(lambda session: session.connection().exec_driver_sql("ANALYZE") and None)
    return database


def _same_answer(days: Days) -> dict[str, Ask]:
    def found(typed: str) -> Ask:
        return lambda session: library.find(session, 1, typed, usable_at=days.now)

    return {
        f"calendar, a week of {tables.A_WEEK}": _calendar(Kind.WEEK, days.week, days.now),
        "library, newest 20": found(""),
        "library, one word": found("thing7"),
        "library, two words": found("thing7 colour3"),
        "library, a word that all have": found("bread"),
        f"report, 4 weeks of {tables.ANSWER}": _report(days.now, timedelta(weeks=4)),
        "best time, 3,000 results": lambda session: lessons.material(session, 1, days.now),
    }


def _growing_answer(days: Days) -> dict[str, tuple[Ask, Callable[[int], int]]]:
    """Each with how many items its answer has, by how many went out."""

    def file(session: Session) -> bytes:
        return telling.file(session, brands.the_brand(session), "en", now=days.now)

    def events(size: int) -> int:
        return min(telling.MOST_EVENTS, size // 20 + tables.A_WEEK + tables.ANSWER)

    small, large = (f"{size // 20:,}" for size in SIZES)
    month = _calendar(Kind.MONTH, days.month, days.now)
    return {
        f"calendar, a month of {small} and {large}": (month, lambda size: size // 20),
        "calendar file": (file, events),
        "report, two years": (_report(days.now, timedelta(days=731)), lambda size: size),
    }


def _calendar(kind: Kind, day: datetime, now: datetime) -> Ask:
    def ask(session: Session) -> None:
        asked = Asked(kind=kind, first=day.date().isoformat())
        calendar.view(gathering.page_of(session, brands.the_brand(session), asked, "en", now=now))

    return ask


def _report(now: datetime, long: timedelta) -> Ask:
    return lambda session: reporting.gather(session, brands.the_brand(session), now - long, now)


def _quickest(databases: Mapping[int, Database], ask: Ask, times: int = TIMES) -> list[float]:
    """By turns, in the processor's time, so that what else the machine does meanwhile is no growth of ours; in ms."""
    rounds = [[_took(partial(one.read_sync, ask)) for one in databases.values()] for _ in range(times)]
    return [min(took) for took in zip(*rounds, strict=True)]


def _took(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def style() -> Table:
    """Ordinary texts in both languages, against sixty rules of all kinds."""
    rules, texts = list(_rules()), [text for text in EVERY for _ in range(3)]
    for text in EVERY:
        judge(text, rules)
    took = [_took(partial(judge, text, rules)) for text in texts]
    shown = Table(f"The style guide, {len(rules)} rules on a text", ["texts", "p50 ms", "p99 ms"])
    shown.add(len(texts), percentile(took, 0.5), percentile(took, 0.99))
    shown.remark = "Asked for: under 5 ms a text."
    return shown


def _rules() -> Iterable[Rule]:
    counted = (RuleKind.EXCLAMATIONS, RuleKind.EMOJI, RuleKind.CAPITALS, RuleKind.SENTENCE)
    patterns = [(kind, "2") for kind in counted] + [(RuleKind.ADDRESS, "haeyo"), (RuleKind.PATTERN, r"\bno\w+ever\b")]
    for number in range(60):
        kind, pattern = patterns[number] if number < len(patterns) else (RuleKind.BAN, f"word{number}|말{number}")
        yield Rule(id=number, kind=kind, pattern=pattern)
