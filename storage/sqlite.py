"""SQLite, tamed: our own BEGIN, durable commits, and a journal that is safe with the library that is installed.

Python's driver begins transactions when it likes; with its default, concurrent increments are lost without an error.
"""

import sqlite3
from datetime import timedelta
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

WRITES = "writes"
"""Execution option of connections that take the write lock when they begin."""

JOURNALS = ("wal", "delete")


def journal_mode_for(version: tuple[int, int, int]) -> str:
    """WAL only where resetting it cannot lose committed pages: 3.51.3, 3.50.7 and 3.44.6 carry the fix.

    Source: sqlite.org/wal.html, "The WAL-reset bug".
    """
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return "wal" if fixed else "delete"


def open_engine(
    address: URL, *, connections: int, busy_timeout: timedelta, journal: str | None = None, **pragmas: str
) -> Engine:
    """An engine whose connections begin only when we say so. `pragmas` overrule what every connection is set to.

    The journal may also stand in the address, as `?journal=wal`, for a library whose maker took the fix over.
    """
    settings = {
        "busy_timeout": str(int(busy_timeout.total_seconds() * 1000)),
        "journal_mode": _journal(str(journal or address.query.get("journal", ""))),
        "synchronous": "FULL",
        "foreign_keys": "ON",
        "trusted_schema": "OFF",
        **pragmas,
    }
    bare = address.difference_update_query(["journal"])
    engine = create_engine(bare, poolclass=QueuePool, pool_size=connections, max_overflow=0)

    @event.listens_for(engine, "connect")
    def _tame(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in settings.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _journal(wanted: str) -> str:
    chosen = wanted or journal_mode_for(sqlite3.sqlite_version_info[:3])
    if chosen not in JOURNALS:
        raise ValueError(
            f"DATABASE_URL asks for the journal {chosen}: write journal=wal or journal=delete, or neither."
        )
    return chosen
