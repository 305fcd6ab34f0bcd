"""What a database driver's exception means for us."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from storage.errors import StorageError, StorageFull, StorageLocked, StorageLost

REPEATABLE = frozenset({"40001", "40P01"})
"""PostgreSQL: serialization failure and deadlock; the transaction was rolled back for certain."""


def storage_error(error: BaseException) -> StorageError | None:
    """The typed error for trouble of the database itself; nothing for anybody else's exception."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.OperationalError):
        return _of_sqlite(original)
    if isinstance(error, DBAPIError) and (error.connection_invalidated or _state(original) in (None, "57P01", "57P03")):
        return StorageLost(str(original)) if type(original).__name__ == "OperationalError" else None
    return StorageFull(str(original)) if _state(original) == "53100" else None


def is_repeatable(error: BaseException) -> bool:
    """Whether the database rolled the transaction back for certain and invites us to run it again."""
    return isinstance(error, DBAPIError) and _state(error.orig) in REPEATABLE


def _state(error: object) -> str | None:
    return getattr(error, "sqlstate", None)


def _of_sqlite(error: sqlite3.OperationalError) -> StorageError | None:
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kinds: dict[int, type[StorageError]] = {
        sqlite3.SQLITE_BUSY: StorageLocked,
        sqlite3.SQLITE_LOCKED: StorageLocked,
        sqlite3.SQLITE_FULL: StorageFull,
        sqlite3.SQLITE_IOERR: StorageFull,
        sqlite3.SQLITE_CANTOPEN: StorageLost,
        sqlite3.SQLITE_READONLY: StorageLost,
    }
    kind = kinds.get(primary)
    return kind(str(error)) if kind else None
