"""`make bench`: every table in one run, on the terminal and in docs/benchmarks.md."""

import asyncio
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import clicks, growth, publishing, punctual
from tests.bench.figures import Table

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`, all tables in one run on one machine with two cores, which had other work at times: compare
figures within a table, not across machines. Python {python}, SQLite {sqlite}.
"""
PRESSES, PUBLICATIONS = 1_500, 1_000


def main() -> None:
    """Prints each table as it is ready, then writes the page."""
    with tempfile.TemporaryDirectory(prefix="greenlight-bench-") as folder:
        shown = []
        for table in _tables(Path(folder)):
            print(table.markdown(), flush=True)
            shown.append(table.markdown())
    python = ".".join(str(part) for part in sys.version_info[:3])
    PAGE.write_text("\n".join([HEAD.format(python=python, sqlite=sqlite3.sqlite_version), *shown]), encoding="utf-8")


def _tables(folder: Path) -> Iterator[Table]:
    yield asyncio.run(clicks.measure(folder, PRESSES))
    yield asyncio.run(publishing.measure(folder, PUBLICATIONS))
    yield growth.measure(folder)
    yield asyncio.run(punctual.lateness(folder))
    yield asyncio.run(punctual.at_rest(folder))


if __name__ == "__main__":
    main()
