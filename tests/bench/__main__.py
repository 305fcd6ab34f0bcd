"""`make bench`: every table in one run, on the terminal and in docs/benchmarks.md.

`python -m tests.bench growth --sizes 1000,10000` measures single tables, or other sizes, and only prints.
"""

import asyncio
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from tests.bench import approvals, clicks, desk, growth, networks, publishing, punctual, record
from tests.bench.figures import Table

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`, all tables in one run on one machine with two cores, which had other work at times: compare
figures within a table, not across machines. Everything is on loopback. Python {python}, SQLite {sqlite}.
"""
PRESSES, PUBLICATIONS = 1_500, 1_000
LONGEST = 900
"""Seconds after which a run gives up: something hangs."""


class Part(StrEnum):
    """What can be measured by itself."""

    CLICKS = "clicks"
    """Presses that commit a decision."""
    PUBLISHING = "publishing"
    """The way of a publication."""
    GROWTH = "growth"
    """The same questions on larger tables."""
    PUNCTUAL = "punctual"
    """Lateness of many that are due in the same second."""
    APPROVALS = "approvals"
    """Many steps, many people, much that waits."""
    NETWORKS = "networks"
    """Many at once on slow networks, and on one that hangs."""
    RECORD = "record"
    """The history of a post, and a chain of a million entries."""
    DESK = "desk"
    """Calendar, library, report and style guide."""
    REST = "rest"
    """Time to ready, and memory."""


def main(
    parts: Annotated[list[Part] | None, typer.Argument(help="All of them, unless named.")] = None,
    presses: Annotated[int, typer.Option(help="Decisions to make.", min=100)] = PRESSES,
    publications: Annotated[int, typer.Option(help="Publications to send out.", min=50)] = PUBLICATIONS,
    sizes: Annotated[str, typer.Option(help="Submissions in the tables, smallest first.")] = growth.SIZES,
) -> None:
    """Prints each table as it is ready. A run of everything, in its usual size, also writes docs/benchmarks.md."""
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(LONGEST)
    chosen, shown = parts or list(Part), []
    with tempfile.TemporaryDirectory(prefix="greenlight-bench-") as folder:
        for part in chosen:
            for table in _tables(part, Path(folder), presses, publications, sizes):
                print(table.markdown(), flush=True)
                shown.append(table.markdown())
    if not parts and (presses, publications, sizes) == (PRESSES, PUBLICATIONS, growth.SIZES):
        python = ".".join(str(part) for part in sys.version_info[:3])
        head = HEAD.format(python=python, sqlite=sqlite3.sqlite_version)
        PAGE.write_text("\n".join([head, *shown]), encoding="utf-8")


def _give_up(_number: int, _frame: object) -> NoReturn:
    """Unwinds everything, so that no server and no bot is left behind."""
    raise SystemExit(f"The benchmarks took longer than {LONGEST} s: something hangs.")


def _tables(part: Part, folder: Path, presses: int, publications: int, sizes: str) -> Iterator[Table]:
    match part:
        case Part.CLICKS:
            yield from asyncio.run(clicks.measure(folder, presses))
        case Part.PUBLISHING:
            yield asyncio.run(publishing.measure(folder, publications))
        case Part.GROWTH:
            yield growth.measure(folder, [int(size) for size in sizes.split(",")])
        case Part.PUNCTUAL:
            yield asyncio.run(punctual.lateness(folder))
        case Part.APPROVALS:
            yield from approvals.measure(folder)
        case Part.NETWORKS:
            yield asyncio.run(networks.measure(folder))
        case Part.RECORD:
            yield from record.measure(folder)
        case Part.DESK:
            yield from desk.measure(folder)
        case Part.REST:
            yield asyncio.run(punctual.at_rest(folder))


if __name__ == "__main__":
    typer.run(main)
