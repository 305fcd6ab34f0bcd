"""Which journal SQLite gets, and what every connection is set to."""

import pytest
from sqlmodel import Session

from storage import sqlite
from storage.sqlite import journal_mode_for
from tests.disks import AS_ALWAYS
from tests.storage.conftest import Open


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "delete"),  # Debian 12
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),  # the fix, taken back to this line
        ((3, 44, 99), "wal"),
        ((3, 45, 0), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),  # and to this one
        ((3, 51, 0), "delete"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),  # where it was made
        ((3, 52, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_only_a_library_with_the_fix_gets_the_write_ahead_log(version: tuple[int, int, int], journal: str) -> None:
    assert journal_mode_for(version) == journal


def pragma(session: Session, name: str) -> object:
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize("name", ["write_sync", "read_sync"])
def test_every_connection_is_set(
    sqlite_url: str, open_database: Open, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "open_engine", AS_ALWAYS)
    run = getattr(open_database(sqlite_url), name)
    found = {one: run(pragma, one) for one in ("synchronous", "foreign_keys", "busy_timeout", "trusted_schema")}
    assert found == {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "trusted_schema": 0}
    assert run(pragma, "query_only") == (name == "read_sync")


@pytest.mark.parametrize("wanted", ["wal", "delete"])
def test_the_address_or_an_argument_may_choose_the_journal(sqlite_url: str, open_database: Open, wanted: str) -> None:
    assert open_database(f"{sqlite_url}?journal={wanted}").write_sync(pragma, "journal_mode") == wanted
    assert open_database(sqlite_url, journal=wanted).read_sync(pragma, "journal_mode") == wanted


def test_an_unknown_journal_stops_the_start_with_a_sentence(sqlite_url: str, open_database: Open) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL asks for the journal off: write journal=wal"):
        open_database(f"{sqlite_url}?journal=off")
