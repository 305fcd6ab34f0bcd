"""The engine, and run(transaction): a transaction is a plain function that gets a session.

The edge is async: work runs in threads of the database's own, never on the event loop, never in the loop's shared pool.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import create_engine
from sqlmodel import Session

from storage import sqlite
from storage.errors import StorageBusy, StorageError, StorageLocked
from storage.faults import storage_error
from storage.postgres import PooledWriter
from storage.writer import Writer

__all__ = ["Database", "StorageBusy", "StorageError", "StorageLocked"]

P = ParamSpec("P")
T = TypeVar("T")
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
        self.url = url
        self._readers = ThreadPoolExecutor(max_workers=readers, thread_name_prefix="greenlight-reader")
        self._writer: Writer | PooledWriter
        if url.startswith("sqlite"):
            self._engine = sqlite.open_engine(url, readers=readers, busy_timeout=busy_timeout, journal=journal)
            self._writer = Writer(self._engine, queue_limit=queue_limit, group_limit=group_limit)
        else:
            self._engine = create_engine(url, pool_size=readers + 8, pool_pre_ping=True)
            self._writer = PooledWriter(self._engine, workers=8, queue_limit=queue_limit)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    async def write(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs it in one transaction and answers once it is committed. Its own exceptions roll it back.

        Raises StorageError when it could not be saved.
        """
        return await asyncio.wrap_future(self._submit(transaction, *args, **kwargs))

    async def read(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs it on what is committed; it changes nothing, and should be short."""
        return await asyncio.wrap_future(self._readers.submit(self._read, transaction, args, kwargs))

    def write_sync(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` for programs without an event loop."""
        return self._submit(transaction, *args, **kwargs).result()

    def read_sync(self, transaction: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for programs without an event loop."""
        result: T = self._read(transaction, args, kwargs)
        return result

    async def close(self) -> None:
        """Finishes what was accepted, then lets go of the database."""
        await asyncio.get_running_loop().run_in_executor(self._readers, self._writer.close)
        self._let_go()

    def close_sync(self) -> None:
        """`close` for programs without an event loop."""
        self._writer.close()
        self._let_go()

    def _let_go(self) -> None:
        self._readers.shutdown(wait=True)
        self._engine.dispose()

    def _submit(self, transaction: Callable[..., T], *args: Any, **kwargs: Any) -> "Future[T]":
        return self._writer.submit(lambda session: transaction(session, *args, **kwargs))

    def _read(self, transaction: Callable[..., T], args: Any, kwargs: Any) -> T:
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                return transaction(session, *args, **kwargs)
        except Exception as error:
            trouble = storage_error(error)
            if trouble is None:
                raise
            raise trouble from error
