"""One writer for SQLite, with group commit: what waits together is committed together.

The commit is the slow part (a sync of the disk), so the queue's transactions share one. Each runs in a savepoint of its
own: one that fails takes nothing of the others with it. Nobody hears of a result before its commit.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, SQLModel

from storage.errors import StorageBusy, StorageClosed, StorageLost
from storage.faults import storage_error
from storage.sessions import OpenSession
from storage.sqlite import WRITES


@dataclass
class Job:
    """One transaction that waits for its turn."""

    work: Callable[[Session], Any]
    future: "Future[Any]"
    result: Any = None
    error: BaseException | None = None


class Writer:
    """The thread through which every write of this process goes."""

    def __init__(self, engine: Engine, *, queue_limit: int, group_limit: int) -> None:
        self._engine, self._group_limit = engine, group_limit
        self._queue: queue.Queue[Job | None] = queue.Queue(maxsize=queue_limit)
        self._door, self._is_open = threading.Lock(), True
        self._thread = threading.Thread(target=self._run, name="greenlight-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Session], Any]) -> "Future[Any]":
        """Raises StorageBusy when the queue is full, StorageClosed after `close`."""
        job = Job(work, Future())
        # Behind the door, so that nothing is queued after the end of the queue, where nobody would ever answer it.
        with self._door:
            if not self._is_open:
                raise StorageClosed("the database was let go")
            try:
                self._queue.put_nowait(job)
            except queue.Full:
                raise StorageBusy("too many writes are waiting") from None
        return job.future

    def close(self) -> None:
        """Finishes what is queued, then ends the thread; safe to repeat."""
        with self._door:
            was_open, self._is_open = self._is_open, False
        if was_open:
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            group, is_last = self._next_group()
            if group:
                self._serve(group)
            if is_last:
                return

    def _next_group(self) -> tuple[list[Job], bool]:
        first = self._queue.get()
        if first is None:
            return [], True
        group = [first]
        while len(group) < self._group_limit:
            try:
                job = self._queue.get_nowait()
            except queue.Empty:
                return group, False
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _serve(self, group: list[Job]) -> None:
        group = [job for job in group if job.future.set_running_or_notify_cancel()]
        if not group:
            return
        try:
            self._commit(group)
        except BaseException as error:
            # The commit, or the lock that begins it: nothing of this group was saved.
            trouble = storage_error(error) or error
            for job in group:
                job.future.set_exception(trouble)
            return
        for job in group:
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)

    def _commit(self, group: list[Job]) -> None:
        # One session for all: a brand's rules are then read once a group, and a session is not cheap to make.
        with (
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
            OpenSession(bind=connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session,
        ):
            for job in group:
                _run_in_savepoint(session, job)
                _check_still_open(connection, job)


def _run_in_savepoint(session: Session, job: Job) -> None:
    savepoint = session.begin_nested()
    try:
        job.result = job.work(session)
        savepoint.commit()
    except BaseException as error:
        job.error = storage_error(error) or error
        _roll_back(savepoint, job.error)
        session.info.clear()
    finally:
        _forget(session)


def _forget(session: Session) -> None:
    """The next one finds the records as they are, not as this one left them in the session; and what this one returned
    does not change under its caller's eyes.
    """
    session.expunge_all()
    # Rules that were read once for the group stay in the session, so that a change of them is still saved.
    session.add_all([kept for kept in session.info.values() if isinstance(kept, SQLModel)])


def _roll_back(savepoint: SessionTransaction, why: BaseException) -> None:
    try:
        savepoint.rollback()
    except DBAPIError as gone:
        # Half of this one may still be there, and must not be committed with the others.
        raise why from gone


def _check_still_open(connection: Connection, job: Job) -> None:
    """SQLite may roll the whole transaction back by itself, as on a full disk: the savepoints, and what others of this
    group wrote before (sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").

    Then nobody of the group was saved, and everybody must hear of it.
    """
    driver = connection.connection.driver_connection
    if driver is None or not driver.in_transaction:
        raise job.error or StorageLost("the transaction ended by itself")
