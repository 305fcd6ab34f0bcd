"""What the doctor says about the database, without changing it."""

import sqlite3
from pathlib import Path

import pytest

from bot.doctor import records
from bot.doctor.findings import Finding, Mark
from storage import migrate


def looked(url: str) -> dict[str, Finding]:
    return {finding.about: finding for finding in records.examine(url)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "greenlight.db"


def test_no_file_yet_and_asking_makes_none(file: Path) -> None:
    (finding,) = records.examine(f"sqlite:///{file}")
    assert finding.mark is Mark.RED
    assert "python -m bot migrate" in finding.advice
    assert not file.exists()


def test_an_empty_file_needs_the_migration(file: Path) -> None:
    file.touch()
    assert looked(f"sqlite:///{file}")["Database"].seen == "empty"


def test_migrated_it_is_well(file: Path) -> None:
    migrate.upgrade(f"sqlite:///{file}")
    found = looked(f"sqlite:///{file}")
    assert found["Database"].mark is Mark.WELL
    assert sqlite3.sqlite_version in found["SQLite"].seen


def test_a_file_that_is_no_database(file: Path) -> None:
    file.write_text("a shopping list")
    finding = looked(f"sqlite:///{file}")["Database"]
    assert (finding.mark, finding.seen) == (Mark.RED, "cannot be read (DatabaseError)")


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    (finding,) = records.examine("postgresql+psycopg://mina:hush@127.0.0.1:1/greenlight")
    assert finding.mark is Mark.RED
    assert "hush" not in str(finding)


@pytest.mark.parametrize(("address", "mark"), [("", Mark.RED), ("?journal=wal", Mark.WELL)])
def test_a_write_ahead_log_of_an_old_library_is_red_unless_it_was_asked_for(
    file: Path, address: str, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And looking does not change the journal."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    migrate.upgrade(f"sqlite:///{file}?journal=wal")
    for _ in range(2):
        assert looked(f"sqlite:///{file}{address}")["SQLite"].mark is mark
