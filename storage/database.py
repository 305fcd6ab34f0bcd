"""The engine, and run(transaction): a transaction is a plain function that gets a session.

The edge is async: work runs in threads of the database's own, never on the event loop, never in the loop's shared pool.
"""

import asyncio
import copy
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from storage.chain import NO_KEYS, Keys
from storage.engines import open_engine
from storage.errors import StorageBusy, StorageError, StorageLocked
from storage.faults import storage_error
from storage.postgres import PooledWriter
from storage.sessions import OpenSession
from storage.signing import KEYS, PLACE
from storage.threads import Threads
from storage.writer import Writer

__all__ = ["Database", "StorageBusy", "StorageError", "StorageLocked"]

P = ParamSpec("P")
T = TypeVar("T")
WRITERS = 8
"""On PostgreSQL, where several write at a time."""

Transaction = Callable[Concatenate[Session, P], T]


class Database:
    """SQLite: one writer with group commit, a few readers. PostgreSQL: a pool of each."""

    def __init__(
        self,
        url: str,
        *,
        readers: int = 4,
        queue_limit: int = 1000,
        group_limit: int = 64,
        busy_timeout: timedelta = timedelta(seconds=5),
        journal: str | None = None,
    ) -> None:
        self.url, self.place, self.keys = url, "", NO_KEYS
        self._readers = Threads("reader", count=readers, queue_limit=queue_limit)
        self._writer: Writer | PooledWriter
        if url.startswith("sqlite"):
            self._engine = open_engine(url, connections=1, busy_timeout=busy_timeout, journal=journal)
            self._reading = open_engine(
                # A read that writes would be rolled back without a word; so it is refused.
                url,
                connections=readers,
                busy_timeout=busy_timeout,
                journal=journal,
                query_only="ON",
            )
            self._writer = Writer(self._engine, queue_limit=queue_limit, group_limit=group_limit)
        else:
            self._engine = self._reading = open_engine(url, connections=readers + WRITERS, busy_timeout=busy_timeout)
            self._writer = PooledWriter(self._engine, workers=WRITERS, queue_limit=queue_limit)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def sign_history(self, keys: Keys) -> None:
        """From now on every entry of the record is signed with the current one of these keys."""
        self.keys = keys
        for engine in {self._engine, self._reading}:
            engine.update_execution_options(**{KEYS: keys})

    def at(self, place: str) -> "Database":
        """The same database, for somebody who acts at this place: the record says so of each of their entries."""
        placed = copy.copy(self)
        placed.place = place
        return placed

    async def write(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs it in one transaction and answers once it is committed. Its own exceptions roll it back.

        Raises StorageError when it could not be saved.
        """
        return await asyncio.wrap_future(self._submit(transaction, *args, **kwargs))

    async def read(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs it on what is committed; it changes nothing, and should be short: its lock makes a commit wait.

        Raises StorageError when it could not be read.
        """
        return await asyncio.wrap_future(self._readers.submit(lambda: self._read(transaction, args, kwargs)))

    def write_sync(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` for programs without an event loop."""
        return self._submit(transaction, *args, **kwargs).result()

    def read_sync(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for programs without an event loop."""
        result: T = self._read(transaction, args, kwargs)
        return result

    async def close(self) -> None:
        """Finishes what was accepted, then lets go of the database; safe to repeat."""
        await asyncio.to_thread(self.close_sync)

    def close_sync(self) -> None:
        """`close` for programs without an event loop."""
        self._writer.close()
        self._readers.close()
        self._engine.dispose()
        self._reading.dispose()

    def _submit(self, transaction: Callable[..., T], *args: Any, **kwargs: Any) -> "Future[T]":
        def placed(session: Session) -> T:
            session.info[PLACE] = self.place
            return transaction(session, *args, **kwargs)

        return self._writer.submit(placed)

    def _read(self, transaction: Callable[..., T], args: Any, kwargs: Any) -> T:
        try:
            with OpenSession(self._reading, expire_on_commit=False) as session:
                return transaction(session, *args, **kwargs)
        except Exception as error:
            trouble = storage_error(error)
            if trouble is None:
                raise
            raise trouble from error
