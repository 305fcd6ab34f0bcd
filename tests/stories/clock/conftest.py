"""Every test of the clock begins in a fresh house."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage.tables import metadata
from tests.stories.clock.house import House, opened


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database without a row, made once and copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def house(empty_file: bytes, tmp_path: Path) -> Iterator[House]:
    path = tmp_path / "greenlight.db"
    path.write_bytes(empty_file)
    found = opened(f"sqlite:///{path}")
    yield found
    found.database.close_sync()
