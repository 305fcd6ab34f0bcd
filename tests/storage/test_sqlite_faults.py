"""SQLite when somebody else holds it, when a read is slow, and when the disk is full."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, func, select

from storage.database import Database
from storage.errors import StorageError, StorageFull, StorageLocked
from storage.history import Words
from tests.storage.conftest import Open

AT_ONCE = timedelta(milliseconds=20)
PATIENT = timedelta(seconds=30)


def put(session: Session, text: str) -> None:
    session.add(Words(text=text, salt="", written_by="U0MINA"))


def texts(session: Session) -> list[str]:
    return list(session.exec(select(Words.text).order_by(col(Words.id))))


@contextmanager
def somebody_else(url: str, begin: str = "BEGIN IMMEDIATE") -> Iterator[Callable[[], None]]:
    """Another program with a transaction of its own, ended by what this yields."""
    path = make_url(url).database
    with closing(sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)) as other:
        other.execute(begin)
        other.execute("SELECT count(*) FROM words").fetchone()
        yield lambda: other.execute("ROLLBACK").close()


def test_a_lock_that_outlasts_our_patience_is_told_and_the_next_one_works(sqlite_url: str, open_database: Open) -> None:
    database = open_database(sqlite_url, busy_timeout=AT_ONCE)
    with somebody_else(sqlite_url) as let_go:
        with pytest.raises(StorageLocked) as locked:
            database.write_sync(put, "refused")
        assert locked.value.code == "locked"
        let_go()
        database.write_sync(put, "kept")
    assert database.read_sync(texts) == ["kept"]


def test_a_lock_that_is_let_go_in_time_is_waited_for(sqlite_url: str, open_database: Open) -> None:
    database = open_database(sqlite_url, busy_timeout=PATIENT)
    begins = threading.Event()
    event.listen(database._engine, "checkout", lambda *_: begins.set())
    with somebody_else(sqlite_url) as let_go:
        waiting = database._submit(put, "kept")
        assert begins.wait(30)
        assert not waiting.done()
        let_go()
        assert waiting.result(30) is None
    assert database.read_sync(texts) == ["kept"]


def test_a_commit_waits_for_a_reader_and_saves_all_or_nothing(sqlite_url: str, open_database: Open) -> None:
    """With the rollback journal a reader keeps a commit waiting: the reason why reads must be short."""
    database = open_database(sqlite_url, busy_timeout=AT_ONCE, journal="delete")
    with somebody_else(sqlite_url, "BEGIN") as let_go:
        with pytest.raises(StorageLocked):
            database.write_sync(put, "refused")
        assert database.read_sync(texts) == [], "nothing of it is to be seen"
        let_go()
        database.write_sync(put, "kept")
    assert database.read_sync(texts) == ["kept"]


def test_with_a_write_ahead_log_nobody_waits_for_a_reader(sqlite_url: str, open_database: Open) -> None:
    database = open_database(sqlite_url, busy_timeout=AT_ONCE, journal="wal")
    database.read_sync(texts)
    with somebody_else(sqlite_url, "BEGIN"):
        database.write_sync(put, "kept")
        assert database.read_sync(texts) == ["kept"]


def test_our_own_reader_delays_our_writer_and_stops_nothing(sqlite_url: str, open_database: Open) -> None:
    database = open_database(sqlite_url, busy_timeout=PATIENT, journal="delete")
    reads, may_end = threading.Event(), threading.Event()

    def dawdle(session: Session) -> list[str]:
        found = texts(session)
        reads.set()
        assert may_end.wait(30)
        return found

    reading = database._readers.submit(lambda: database._read(dawdle, (), {}))
    assert reads.wait(30)
    writing = database._submit(put, "kept")
    may_end.set()
    assert reading.result(30) == []
    assert writing.result(30) is None


def test_a_read_that_writes_is_refused(sqlite_url: str, open_database: Open) -> None:
    database = open_database(sqlite_url)

    def sneak(session: Session) -> None:
        put(session, "lost")
        session.flush()

    with pytest.raises(OperationalError, match="readonly"):
        database.read_sync(sneak)
    database.write_sync(put, "kept")
    assert database.read_sync(texts) == ["kept"]


def fill(database: Database) -> Callable[[], None]:
    """No page may be added from now on; the answer makes room again."""
    full = True

    @event.listens_for(database._engine, "begin")
    def limit(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages if full else 1_000_000}")

    def make_room() -> None:
        nonlocal full
        full = False

    return make_room


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_full_disk_loses_nothing_that_was_acknowledged(sqlite_url: str, open_database: Open, journal: str) -> None:
    database = open_database(sqlite_url, journal=journal)
    kept = [f"{number} {'x' * 500}" for number in range(5)]
    for text in kept:
        database.write_sync(put, text)
    make_room = fill(database)
    for number in range(100):
        try:
            database.write_sync(put, text := f"more {number} {'y' * 500}")
            kept.append(text)
        except StorageFull as full:
            assert full.code == "full"
            break
    else:
        pytest.fail("the disk never was full")
    assert database.read_sync(texts) == kept, "reading goes on"
    make_room()
    database.write_sync(put, "room again")
    assert database.read_sync(texts) == [*kept, "room again"]
    assert (
        database.read_sync(lambda session: session.connection().exec_driver_sql("PRAGMA integrity_check").scalar())
        == "ok"
    )


def test_whoever_shared_a_group_with_a_full_disk_is_told_the_truth(sqlite_url: str, open_database: Open) -> None:
    """SQLite may drop the whole transaction, and with it what others of the group had written."""
    database = open_database(sqlite_url)
    begun, may_end = threading.Event(), threading.Event()

    def keep_busy(_session: Session) -> None:
        begun.set()
        assert may_end.wait(30)

    busy = database._submit(keep_busy)
    assert begun.wait(30)
    fill(database)
    works = {text: database._submit(put, text) for text in ("small", "b" * 200_000, "small too")}
    may_end.set()
    busy.result(30)
    saved = [text for text, work in works.items() if work.exception(30) is None]
    assert database.read_sync(texts) == saved
    assert isinstance(works["b" * 200_000].exception(), StorageFull)
    assert all(isinstance(work.exception(), StorageError | None) for work in works.values())


@pytest.mark.parametrize("content", [b"", b"no database, though its name says so" * 100])
def test_a_file_that_is_no_database_of_ours_is_said_to_be_unusable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.db"
    path.write_bytes(content)
    path.parent.joinpath("folder.db").mkdir()
    for name in ["odd.db"] if content else ["folder.db", "missing/odd.db"]:
        database = Database(f"sqlite:///{tmp_path / name}")
        with pytest.raises(StorageError) as lost:
            database.write_sync(lambda session: session.exec(select(func.count(col(Words.id)))).one())
        assert lost.value.code == "lost"
        database.close_sync()
