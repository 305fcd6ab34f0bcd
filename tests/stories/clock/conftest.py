"""Every test of the clock begins in a fresh house, once on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage import migrate
from storage.database import Database
from storage.tables import metadata
from tests.storage.server import Server
from tests.stories.clock.house import House, opened


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database without a row, made once and copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture(scope="session")
def empty_database(server: Server) -> str:
    """The same on PostgreSQL, emptied before each test."""
    address = server.make()
    migrate.upgrade(address)
    return address


@pytest.fixture
def sqlite_url(empty_file: bytes, tmp_path: Path) -> str:
    path = tmp_path / "greenlight.db"
    path.write_bytes(empty_file)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(server: Server, empty_database: str) -> str:
    server.clear(empty_database, metadata.tables)
    return empty_database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    found = opened(Database(request.getfixturevalue(f"{request.param}_url")))
    yield found
    found.database.close_sync()
