"""The database itself refuses to change what was recorded, before and after every migration."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage import decisions, guards, history, migrate, publications
from storage.database import Database
from storage.decisions import Verdict
from tests.storage import records
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, NOW

FORBIDDEN = (
    "UPDATE event SET kind = 'decision.undone'",
    "UPDATE event SET hash = '' WHERE seq = 1",
    "DELETE FROM event",
    "DELETE FROM event WHERE id = 1",
    "DELETE FROM decision",
    "DELETE FROM publish_attempt",
)
ONLY_POSTGRES = ("TRUNCATE event", "TRUNCATE event, decision", "TRUNCATE publish_attempt")


@pytest.fixture
def recorded(url: str, open_database: Open) -> Database:
    """With one entry, one decision and one attempt."""
    database = open_database(url)
    database.write_sync(record)
    return database


def record(session: Session) -> None:
    records.furnish(session)
    number = records.approved(session)
    submission = records.take(session, number)
    decisions.record(session, submission, APPROVER, Verdict.APPROVE, now=NOW, words_id=None)
    claimed = publications.Claimed(1, number, 1, 1, "somebody")
    publications.open_attempt(session, claimed, started_at=NOW)
    words = history.keep_words(session, "Lovely.", APPROVER)
    history.add(session, "decision.made", actor_id=APPROVER, at=NOW, submission_id=number, words=words)


def attempts(connection: Connection) -> Iterator[str]:
    yield from FORBIDDEN
    if connection.dialect.name == "postgresql":
        yield from ONLY_POSTGRES


def refused(url: str) -> list[str]:
    """Which of the forbidden statements the database refuses, in its own words."""
    engine, found = create_engine(url), []
    with engine.connect() as connection:
        for statement in attempts(connection):
            with connection.begin() as trying:
                try:
                    connection.exec_driver_sql(statement)
                except DBAPIError as no:
                    found.append(str(no.orig))
                trying.rollback()
    engine.dispose()
    return found


def number_of_attempts(url: str) -> int:
    return len(FORBIDDEN) + (len(ONLY_POSTGRES) if url.startswith("postgres") else 0)


def test_what_was_recorded_cannot_be_changed_nor_taken_away(recorded: Database) -> None:
    said = refused(recorded.url)
    assert len(said) == number_of_attempts(recorded.url)
    assert all("Greenlight keeps its record" in one for one in said)


def test_words_can_be_erased_and_a_decision_taken_back(recorded: Database) -> None:
    def change(session: Session) -> int:
        connection = session.connection()
        erased = connection.exec_driver_sql("UPDATE words SET text = '', salt = ''").rowcount
        return erased + connection.exec_driver_sql(f"UPDATE decision SET undone_at = '{NOW.isoformat()}'").rowcount

    assert recorded.write_sync(change) == 2
    assert recorded.read_sync(history.first_broken) is None


def test_a_migration_that_copies_the_table_does_not_lift_the_guard(
    recorded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As batch mode does on SQLite, where a copy has no triggers."""
    url = recorded.url
    recorded.close_sync()

    def copy_the_tables(config: Config, _target: str) -> None:
        connection = config.attributes["connection"]
        operations = Operations(MigrationContext.configure(connection))
        for table in guards.UNTOUCHABLE:
            with operations.batch_alter_table(table, recreate="always"):
                pass
        assert guards.missing(connection) != [] or connection.dialect.name == "postgresql"

    monkeypatch.setattr(migrate, "head", lambda: "a newer one")
    monkeypatch.setattr(command, "upgrade", copy_the_tables)
    migrate.upgrade(url)
    assert len(refused(url)) == number_of_attempts(url)


def test_a_guard_that_was_taken_away_is_missed_and_put_up_again(recorded: Database) -> None:
    engine = create_engine(recorded.url)
    table = " ON event" if recorded.dialect == "postgresql" else ""
    with engine.begin() as connection:
        assert guards.missing(connection) == []
        connection.exec_driver_sql(f"DROP TRIGGER event_delete_refused{table}")
        assert guards.missing(connection) == ["event_delete_refused"]
    engine.dispose()
    migrate.upgrade(recorded.url)
    assert len(refused(recorded.url)) == number_of_attempts(recorded.url)
