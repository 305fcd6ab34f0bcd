"""Every test of storage runs on both databases: SQLite in a file, and a PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from tests.storage.server import Server

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]

Open = Callable[..., Database]


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, once for each of the two."""
    chosen: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return chosen


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        server: Server = request.getfixturevalue("server")
        address = server.make()
        yield address
        server.drop(address)


@pytest.fixture
def open_database() -> Iterator[Open]:
    """Opens databases, and closes them when the test is over."""
    with ExitStack() as opened:

        def opening(url: str, **rest: Any) -> Database:
            database = Database(url, **rest)
            opened.callback(database.close_sync)
            return database

        yield opening


@pytest.fixture
def database(url: str, open_database: Open) -> Database:
    return open_database(url)
