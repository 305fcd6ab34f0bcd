"""What a database driver's exception means for us."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from storage.errors import StorageBusy, StorageError, StorageFull, StorageLocked, StorageLost

REPEATABLE = frozenset({"40001", "40P01", "23505"})
"""PostgreSQL rolled it back for certain, and run again it sees what the other one wrote.

Serialization failure, deadlock, and unique violation: two that look for a row at the same instant, find none and insert
it. What breaks a unique rule on its own does so every time, and its caller hears of it after the last try.
"""

SQLITE_KINDS: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: StorageLocked,
    sqlite3.SQLITE_LOCKED: StorageLocked,
    sqlite3.SQLITE_PROTOCOL: StorageLocked,
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_IOERR: StorageLost,
    sqlite3.SQLITE_CANTOPEN: StorageLost,
    sqlite3.SQLITE_CORRUPT: StorageLost,
    sqlite3.SQLITE_NOTADB: StorageLost,
}
"""By primary result code (sqlite.org/rescode.html)."""

POSTGRES_KINDS: dict[str, type[StorageError]] = {
    "55P03": StorageLocked,
    "53100": StorageFull,
    "53300": StorageBusy,
    "25006": StorageLost,
    "57P01": StorageLost,
    "57P02": StorageLost,
    "57P03": StorageLost,
}
"""By SQLSTATE: lock not available, disk full, too many connections, a server that only reads, one that goes down."""


def storage_error(error: BaseException) -> StorageError | None:
    """The typed error for trouble of the database itself; nothing for anybody else's exception."""
    kind = _kind(error)
    if kind is not None:
        return kind(str(getattr(error, "orig", None) or error))
    # Cleaning up after a failure may fail in its turn; the first one stands behind it, and is the one to tell.
    is_aftermath = isinstance(error, DBAPIError) and isinstance(error.__context__, DBAPIError)
    return storage_error(error.__context__) if is_aftermath and error.__context__ else None


def is_repeatable(error: BaseException) -> bool:
    """Whether it was rolled back for certain and may run again; a connection lost in a COMMIT has to be asked about."""
    return isinstance(error, DBAPIError) and (error.connection_invalidated or _state(error) in REPEATABLE)


def _kind(error: BaseException) -> type[StorageError] | None:
    if isinstance(error, NoConnectionFree):
        return StorageBusy
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return SQLITE_KINDS.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
    return _postgres_kind(error)


def _postgres_kind(error: DBAPIError) -> type[StorageError] | None:
    state = _state(error)
    if state in POSTGRES_KINDS:
        return POSTGRES_KINDS[state]
    # A server that is not there tells no state; states of class 08 are about the connection.
    is_silent = state is None and isinstance(error, OperationalError | InterfaceError)
    return StorageLost if error.connection_invalidated or is_silent or str(state).startswith("08") else None


def _state(error: DBAPIError) -> str | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state
