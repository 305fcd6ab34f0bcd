"""PostgreSQL when transactions collide and when connections break, at the worst moments too."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from storage import media, people, postgres
from storage.database import Database
from storage.errors import CommitUnknown, StorageBusy, StorageError, StorageLocked, StorageLost
from storage.history import HistoryHead, Words
from storage.media import Media
from storage.people import Membership
from tests.storage.conftest import Open
from tests.storage.server import Server

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def put(session: Session, text: str) -> None:
    session.add(Words(text=text, salt="", written_by="U0MINA"))


def texts(session: Session) -> list[str]:
    return list(session.exec(select(Words.text).order_by(col(Words.id))))


def backend_of(connection: Connection) -> int:
    """The server's process that serves this connection, from the driver's own record."""
    driver: Any = connection.connection.driver_connection
    number: int = driver.info.backend_pid
    return number


@pytest.fixture
def database(postgres_url: str, open_database: Open) -> Database:
    return open_database(postgres_url)


@pytest.fixture
def end_backend(postgres_url: str, open_database: Open) -> Callable[[int], None]:
    """Ends a process of the server, as a restart or an administrator would."""
    other = open_database(postgres_url)

    def end(pid: int) -> None:
        # With a time limit it answers only once the process is gone.
        gone = other.write_sync(
            lambda s: s.connection().exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 10000)").scalar()
        )
        assert gone

    return end


def test_two_who_lock_in_opposite_order_both_end_well(database: Database) -> None:
    def furnish(session: Session) -> None:
        session.add_all([HistoryHead(brand_id=number, seq=0) for number in (1, 2)])

    database.write_sync(furnish)
    meet, tries = threading.Barrier(2), []

    def cross(session: Session, *order: int) -> None:
        tries.append(order)
        for place, number in enumerate(order):
            head = session.exec(select(HistoryHead).where(HistoryHead.brand_id == number).with_for_update()).one()
            head.seq += 1
            session.flush()
            if place == 0 and len(tries) <= 2:
                meet.wait(30)

    works = [database._submit(cross, 1, 2), database._submit(cross, 2, 1)]
    assert [work.result(30) for work in works] == [None, None]
    # More often where the victim comes back before the other one has woken up, and they meet again.
    assert len(tries) >= 3, "the server chose a victim, and it was run again"
    assert database.read_sync(lambda s: list(s.exec(select(HistoryHead.seq)))) == [2, 2]


def test_two_who_insert_the_same_at_the_same_instant_both_end_well(database: Database) -> None:
    meet, tries = threading.Barrier(2), []

    def join(session: Session) -> None:
        tries.append(1)
        is_there = people.is_member(session, "C0REVIEW", "U0MINA")
        if len(tries) <= 2:
            meet.wait(30)
        assert is_there == (len(tries) == 3)
        people.join(session, "C0REVIEW", "U0MINA")

    works = [database._submit(join) for _ in range(2)]
    assert [work.result(30) for work in works] == [None, None]
    assert database.read_sync(lambda s: len(s.exec(select(Membership)).all())) == 1


def test_what_breaks_a_unique_rule_on_its_own_is_its_callers_mistake(database: Database) -> None:
    tries = []

    def twice(session: Session) -> None:
        tries.append(1)
        session.add(Membership(channel_id="C0REVIEW", user_id="U0MINA"))
        session.flush()
        session.connection().exec_driver_sql("INSERT INTO membership VALUES ('C0REVIEW', 'U0MINA')")

    with pytest.raises(IntegrityError):
        database.write_sync(twice)
    assert len(tries) == postgres.MOST_TRIES


def test_a_connection_that_breaks_before_its_commit_is_run_again(
    database: Database, end_backend: Callable[[int], None]
) -> None:
    tries = []

    def unlucky(session: Session) -> None:
        put(session, "once")
        session.flush()
        tries.append(1)
        if len(tries) == 1:
            end_backend(backend_of(session.connection()))
            session.exec(select(Words)).all()

    database.write_sync(unlucky)
    assert len(tries) == 2
    assert database.read_sync(texts) == ["once"]


def test_a_server_that_stays_away_is_told(database: Database, end_backend: Callable[[int], None]) -> None:
    def doomed(session: Session) -> None:
        end_backend(backend_of(session.connection()))
        session.exec(select(Words)).all()

    with pytest.raises(StorageLost):
        database.write_sync(doomed)
    with pytest.raises(StorageLost):
        database.read_sync(doomed)
    assert database.read_sync(texts) == [], "and afterwards it is there again"


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:9/none", "postgresql:///none?host=/nowhere"])
def test_a_server_that_is_not_there_is_told(address: str, open_database: Open) -> None:
    database = open_database(address)
    with pytest.raises(StorageLost) as lost:
        database.write_sync(put, "nowhere")
    assert lost.value.code == "lost"


@pytest.fixture
def cut_commit(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """The next commit's answer is lost; what happens to the commit itself is the test's choice."""
    dialect: Any = database._engine.dialect
    commit = dialect.do_commit

    def cut(before: Callable[[Any], None]) -> None:
        fates = iter([before])

        def committing(connection: Any) -> None:
            fate = next(fates, None)
            if fate is None:
                commit(connection)
                return
            fate(connection)
            # What is left is a broken connection, on which the driver's own COMMIT fails.
            connection.driver_connection.pgconn.finish()
            commit(connection)

        monkeypatch.setattr(dialect, "do_commit", committing)

    yield cut
    monkeypatch.undo()


def test_a_commit_whose_answer_was_lost_but_which_held_is_not_repeated(
    database: Database, cut_commit: Callable[..., None]
) -> None:
    tries = []

    def count(session: Session) -> str:
        tries.append(1)
        put(session, "once")
        return "done"

    cut_commit(lambda connection: connection.driver_connection.commit())
    assert database.write_sync(count) == "done"
    assert len(tries) == 1
    assert database.read_sync(texts) == ["once"]


def test_a_commit_that_never_arrived_is_run_again(database: Database, cut_commit: Callable[..., None]) -> None:
    tries = []

    def count(session: Session) -> str:
        tries.append(1)
        put(session, "once")
        return "done"

    cut_commit(lambda _connection: None)
    assert database.write_sync(count) == "done"
    assert len(tries) == 2
    assert database.read_sync(texts) == ["once"]


def test_a_commit_that_cannot_be_looked_up_is_said_to_be_unknown(
    database: Database, cut_commit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_commit(lambda connection: connection.driver_connection.commit())
    monkeypatch.setattr(postgres, "PAUSE", timedelta(0))
    monkeypatch.setattr(postgres.PooledWriter, "_status_of", lambda *_: "in progress")
    with pytest.raises(CommitUnknown) as unknown:
        database.write_sync(put, "perhaps")
    assert unknown.value.code == "commit_unknown"


def test_the_server_is_asked_again_until_it_notices_that_we_are_gone(
    database: Database, cut_commit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["in progress", "in progress", "committed"])
    cut_commit(lambda connection: connection.driver_connection.commit())
    monkeypatch.setattr(postgres, "PAUSE", timedelta(0))
    monkeypatch.setattr(postgres.PooledWriter, "_status_of", lambda *_: next(answers))
    database.write_sync(put, "kept")
    assert list(answers) == []


def test_a_row_that_stays_locked_is_told_and_the_next_one_works(postgres_url: str, open_database: Open) -> None:
    patient, hasty = open_database(postgres_url), open_database(postgres_url, busy_timeout=timedelta(milliseconds=20))
    patient.write_sync(lambda session: session.add(HistoryHead(brand_id=1)))
    holds, may_end = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        session.exec(select(HistoryHead).with_for_update()).one()
        holds.set()
        assert may_end.wait(30)

    holding = patient._submit(hold)
    assert holds.wait(30)
    with pytest.raises(StorageLocked):
        hasty.write_sync(lambda session: session.exec(select(HistoryHead).with_for_update()).one())
    may_end.set()
    holding.result(30)
    hasty.write_sync(put, "kept")


def test_a_full_queue_refuses_and_what_comes_after_closing_too(postgres_url: str) -> None:
    database = Database(postgres_url, queue_limit=1)
    may_end = threading.Event()
    works = [database._submit(lambda _: may_end.wait(30)) for _ in range(9)]
    with pytest.raises(StorageBusy):
        database._submit(put, "one too many")
    may_end.set()
    assert all(work.result(30) for work in works)
    database.close_sync()
    with pytest.raises(StorageError) as closed:
        database.write_sync(put, "late")
    assert closed.value.code == "closed"


def test_it_reads_what_is_committed_even_where_the_server_is_set_otherwise(server: Server, open_database: Open) -> None:
    def level(session: Session) -> str:
        return str(session.connection().exec_driver_sql("SHOW transaction_isolation").scalar())

    def set_otherwise(session: Session) -> None:
        name = session.connection().exec_driver_sql("SELECT current_database()").scalar()
        session.connection().exec_driver_sql(
            f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"
        )

    address = server.make()
    open_database(address).write_sync(set_otherwise)
    assert open_database(address).write_sync(level) == "read committed"


def test_an_address_may_be_written_in_any_of_the_usual_ways(postgres_url: str, open_database: Open) -> None:
    for scheme in ("postgresql://", "postgresql+psycopg://"):
        database = open_database(postgres_url.replace("postgresql+psycopg://", scheme))
        assert database.dialect == "postgresql"
        assert database.read_sync(texts) == []


def test_the_same_image_sent_twice_at_once_is_kept_once(database: Database) -> None:
    meet, tries = threading.Barrier(4), []

    def upload(session: Session) -> str:
        tries.append(1)
        if len(tries) <= 4:
            meet.wait(30)
        return media.store(session, content=b"png", mime="image/png", width=1, height=1, now=NOW)

    works = [database._submit(upload) for _ in range(4)]
    assert len({work.result(30) for work in works}) == 1
    assert database.read_sync(lambda session: len(session.exec(select(Media.sha256)).all())) == 1
