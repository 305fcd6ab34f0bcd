"""SQLite, tamed: our own BEGIN, durable commits, and a journal that is safe with the library that is installed.

Python's driver begins transactions when it likes; with its default, concurrent increments are lost without an error.
"""

import sqlite3
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

WRITES = "writes"
"""Execution option of connections that take the write lock when they begin."""


def journal_mode_for(version: tuple[int, int, int]) -> str:
    """WAL only where resetting it cannot lose committed pages: 3.51.3, 3.50.7 and 3.44.6 carry the fix.

    Source: sqlite.org/wal.html, "The WAL-reset bug".
    """
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return "wal" if fixed else "delete"


def open_engine(url: str, *, readers: int, busy_timeout: timedelta, journal: str | None = None) -> Engine:
    """An engine whose connections begin only when we say so."""
    engine = create_engine(url, poolclass=QueuePool, pool_size=readers + 1, max_overflow=0)
    mode = journal or journal_mode_for(sqlite3.sqlite_version_info[:3])

    @event.listens_for(engine, "connect")
    def _tame(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_timeout.total_seconds() * 1000)}")
        cursor.execute(f"PRAGMA journal_mode = {mode}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
