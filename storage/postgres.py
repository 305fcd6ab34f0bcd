"""Writing on PostgreSQL: READ COMMITTED, several transactions at a time, each with a commit of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.errors import CommitUnknown
from storage.faults import is_repeatable, storage_error
from storage.sessions import OpenSession
from storage.submissions import SomebodyWasFirst
from storage.threads import Threads

MOST_TRIES = 5

MOST_LOOKS, PAUSE = 20, timedelta(milliseconds=100)
"""How often, and at what distance, a commit is looked up whose connection broke."""


def open_engine(address: URL, *, connections: int, busy_timeout: timedelta) -> Engine:
    """An engine that waits for a lock no longer than SQLite would."""
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=connections,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def _be_patient(connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = {int(busy_timeout.total_seconds() * 1000)}")
        connection.commit()

    return engine


class PooledWriter:
    """A pool of threads, each with its own connection."""

    def __init__(self, engine: Engine, *, workers: int, queue_limit: int) -> None:
        self._engine = engine
        self._threads = Threads("writer", count=workers, queue_limit=queue_limit)

    def submit(self, work: Callable[[Session], Any]) -> "Future[Any]":
        """Raises StorageBusy when too much is waiting, StorageClosed after `close`."""
        return self._threads.submit(lambda: self._run(work))

    def close(self) -> None:
        """Finishes what is queued; safe to repeat."""
        self._threads.close()

    def _run(self, work: Callable[[Session], Any]) -> Any:
        for left in reversed(range(MOST_TRIES)):
            try:
                return self._once(work)
            except (DBAPIError, SomebodyWasFirst) as error:
                if left and (isinstance(error, SomebodyWasFirst) or is_repeatable(error)):
                    continue
                trouble = storage_error(error)
                if trouble is None:
                    raise
                raise trouble from error
        raise AssertionError("the last try returns or raises")

    def _once(self, work: Callable[[Session], Any]) -> Any:
        with OpenSession(self._engine, expire_on_commit=False) as session, session.begin() as transaction:
            result = work(session)
            session.flush()
            number = session.connection().exec_driver_sql("SELECT pg_current_xact_id_if_assigned()::text").scalar()
            try:
                transaction.commit()
            except DBAPIError as error:
                if not error.connection_invalidated or number is None:
                    raise
                self._check_lost_commit(number, error)
            return result

    def _check_lost_commit(self, number: str, error: DBAPIError) -> None:
        """The connection broke while it was committing: the server knows how that ended, and here we hear of it."""
        status = None
        for _ in range(MOST_LOOKS):
            status = self._status_of(number)
            if status != "in progress":
                break
            # The server has not noticed yet that we are gone.
            threading.Event().wait(PAUSE.total_seconds())
        if status == "aborted":
            raise error
        if status != "committed":
            raise CommitUnknown(f"transaction {number} is {status}") from error

    def _status_of(self, number: str) -> str | None:
        try:
            with self._engine.connect() as connection:
                found = connection.execute(text("SELECT pg_xact_status(CAST(:id AS xid8))"), {"id": number})
                return found.scalar()
        except DBAPIError as again:
            raise CommitUnknown(str(again)) from again
