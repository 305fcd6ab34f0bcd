"""Writing on PostgreSQL: READ COMMITTED, several transactions at a time, each with a commit of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.errors import CommitUnknown, StorageBusy
from storage.faults import is_repeatable, storage_error
from storage.submissions import SomebodyWasFirst

MOST_TRIES = 5


class PooledWriter:
    """A pool of threads, each with its own connection."""

    def __init__(self, engine: Engine, *, workers: int, queue_limit: int) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="greenlight-writer")
        self._room = threading.BoundedSemaphore(queue_limit)

    def submit(self, work: Callable[[Session], Any]) -> "Future[Any]":
        """Raises StorageBusy when too much is waiting."""
        if not self._room.acquire(blocking=False):
            raise StorageBusy("too many writes are waiting")
        future = self._pool.submit(self._run, work)
        future.add_done_callback(lambda _: self._room.release())
        return future

    def close(self) -> None:
        """Finishes what is queued."""
        self._pool.shutdown(wait=True)

    def _run(self, work: Callable[[Session], Any]) -> Any:
        for left in reversed(range(MOST_TRIES)):
            try:
                return self._once(work)
            except (DBAPIError, SomebodyWasFirst) as error:
                certain = isinstance(error, SomebodyWasFirst) or is_repeatable(error)
                if left and certain:
                    continue
                trouble = storage_error(error)
                if trouble is None:
                    raise
                raise trouble from error
        raise AssertionError("the last try returns or raises")

    def _once(self, work: Callable[[Session], Any]) -> Any:
        with Session(self._engine, expire_on_commit=False) as session:
            result = work(session)
            session.flush()
            number = session.connection().exec_driver_sql("SELECT pg_current_xact_id_if_assigned()::text").scalar()
            try:
                session.commit()
            except DBAPIError as error:
                if not error.connection_invalidated or number is None:
                    raise
                return self._after_lost_commit(number, result, error)
            return result

    def _after_lost_commit(self, number: str, result: Any, error: DBAPIError) -> Any:
        """The connection broke while it was committing: the server knows how that ended."""
        try:
            with self._engine.connect() as connection:
                status = connection.execute(text("SELECT pg_xact_status(:id ::xid8)"), {"id": number}).scalar()
        except DBAPIError as again:
            raise CommitUnknown(str(again)) from again
        if status == "committed":
            return result
        if status == "aborted":
            raise error
        raise CommitUnknown(f"transaction {number} is {status}")
