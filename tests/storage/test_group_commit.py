"""SQLite's one writer: who waits together is committed together, and hears of it together."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlmodel import Session, col, func, select

from storage import history
from storage.database import Database
from storage.errors import StorageBusy, StorageError
from storage.history import Event, Words
from storage.writer import Writer
from tests.storage.conftest import Open


@contextmanager
def held(database: Database) -> Iterator[Callable[..., "Future[Any]"]]:
    """While the writer is kept busy, what is submitted gathers into one group."""
    begun, may_end = threading.Event(), threading.Event()

    def keep_busy(_session: Session) -> None:
        begun.set()
        assert may_end.wait(30)

    first = database._submit(keep_busy)
    assert begun.wait(30)
    try:
        yield database._submit
    finally:
        may_end.set()
        first.result(30)


def put(session: Session, text: str) -> Words:
    words = Words(text=text, salt="", written_by="U0MINA")
    session.add(words)
    session.flush()
    return words


def texts(session: Session) -> list[str]:
    return list(session.exec(select(Words.text).order_by(col(Words.id))))


def count_commits(database: Database) -> list[str]:
    commits: list[str] = []
    event.listen(database._engine, "commit", lambda _connection: commits.append("commit"))
    return commits


@pytest.fixture
def database(sqlite_url: str, open_database: Open) -> Database:
    return open_database(sqlite_url, group_limit=8)


def test_a_group_shares_one_commit(database: Database) -> None:
    commits = count_commits(database)
    with held(database) as submit:
        works = [submit(put, str(number)) for number in range(16)]
    for work in works:
        work.result(30)
    assert len(commits) == 1 + 2, "the one that kept it busy, then two groups of eight"
    assert database.read_sync(texts) == [str(number) for number in range(16)]


def test_nobody_hears_of_a_result_before_its_commit(database: Database) -> None:
    early: list[bool] = []
    with held(database) as submit:
        works = [submit(put, str(number)) for number in range(4)]
        event.listen(database._engine, "commit", lambda _: early.extend(work.done() for work in works))
    assert [work.result(30).text for work in works] == ["0", "1", "2", "3"]
    # The first commit is of the one that kept the writer busy.
    assert early == [False] * 8


def test_a_commit_that_fails_fails_for_everybody_and_saves_nothing(database: Database) -> None:
    with held(database) as submit:
        works = [submit(put, str(number)) for number in range(4)]
        # The first commit is of the one that keeps the writer busy.
        commits = iter([None, RuntimeError("the disk is on fire")])

        @event.listens_for(database._engine, "commit")
        def fail(_connection: Any) -> None:
            why = next(commits, None)
            if why:
                raise why

    assert {str(work.exception(30)) for work in works} == {"the disk is on fire"}
    assert database.read_sync(texts) == []
    database.write_sync(put, "and on it goes")
    assert database.read_sync(texts) == ["and on it goes"]


def test_each_of_a_group_reads_the_records_afresh(database: Database) -> None:
    """A row that the one before left in the session must not hide what a statement changed meanwhile."""
    number = database.write_sync(lambda session: put(session, "old").id)

    def look(session: Session) -> str:
        return session.get_one(Words, number).text

    def change(session: Session) -> None:
        statement = update(Words).where(col(Words.id) == number).values(text="new")
        session.exec(statement.execution_options(synchronize_session=False))

    with held(database) as submit:
        before = submit(lambda session: session.get_one(Words, number))
        changed, after = submit(change), submit(look)
    assert changed.result(30) is None
    assert after.result(30) == "new"
    assert before.result(30).text == "old"


def test_what_came_out_of_a_transaction_does_not_change_any_more(database: Database) -> None:
    number = database.write_sync(lambda session: put(session, "old").id)

    def change(session: Session) -> None:
        session.get_one(Words, number).text = "new"

    with held(database) as submit:
        mine = submit(lambda session: session.get_one(Words, number))
        theirs = submit(change)
    theirs.result(30)
    assert mine.result(30).text == "old"


def test_the_history_of_a_group_is_whole_although_one_of_it_failed(database: Database) -> None:
    """The chain's head is asked for once a commit; what failed must not have moved it."""

    def add(session: Session) -> None:
        history.add(session, "nudge.sent", actor_id=history.BOT, at=datetime(2026, 11, 23, tzinfo=UTC))

    def add_and_fail(session: Session) -> None:
        add(session)
        raise LookupError

    with held(database) as submit:
        works = [submit(one) for one in (add, add, add_and_fail, add, add_and_fail, add)]
    assert [work.exception(30) is None for work in works] == [True, True, False, True, False, True]
    assert database.read_sync(lambda session: session.exec(select(func.count()).select_from(Event)).one()) == 4
    assert database.read_sync(history.first_broken) is None


def test_a_transaction_that_ends_the_transaction_harms_only_itself(database: Database) -> None:
    def overstep(session: Session) -> None:
        put(session, "half")
        session.commit()

    with held(database) as submit:
        before, wrong, after = submit(put, "before"), submit(overstep), submit(put, "after")
    assert wrong.exception(30) is not None
    assert before.result(30).text == "before"
    assert after.result(30).text == "after"
    assert database.read_sync(texts) == ["before", "after"]


def test_a_full_queue_refuses_at_once(sqlite_url: str, open_database: Open) -> None:
    database = open_database(sqlite_url, queue_limit=2)
    with held(database) as submit:
        kept = [submit(put, "one"), submit(put, "two")]
        with pytest.raises(StorageBusy) as refused:
            submit(put, "three")
    assert refused.value.code == "busy"
    assert [work.result(30).text for work in kept] == ["one", "two"]


def test_what_was_cancelled_in_the_queue_is_not_run(database: Database) -> None:
    with held(database) as submit:
        kept, dropped = submit(put, "kept"), submit(put, "dropped")
        assert dropped.cancel()
    assert kept.result(30).text == "kept"
    assert database.read_sync(texts) == ["kept"]


def test_closing_finishes_what_waits_and_refuses_what_comes_later(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with held(database) as submit:
        works = [submit(put, str(number)) for number in range(3)]
        closing = threading.Thread(target=database.close_sync)
        closing.start()
    closing.join(30)
    assert not closing.is_alive()
    assert [work.result(0).text for work in works] == ["0", "1", "2"]
    with pytest.raises(StorageError) as refused:
        submit(put, "late").result(30)
    assert refused.value.code == "closed"
    database.close_sync()


def test_the_writer_is_one_thread(database: Database) -> None:
    assert isinstance(database._writer, Writer)
    names = {database.write_sync(lambda _session: threading.current_thread().name) for _ in range(5)}
    assert names == {"greenlight-writer"}
