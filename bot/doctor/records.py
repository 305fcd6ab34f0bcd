"""What the database tells about itself, without changing it."""

import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor import findings
from bot.doctor.findings import Finding, red
from storage import migrate
from storage.sqlite import journal_mode_for


def examine(database_url: str) -> list[Finding]:
    """Whether it is there, its revision, and for SQLite its journal."""
    url = make_url(database_url)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if file and not file.exists():
        # Asking would create an empty one.
        return [red("Database", f"there is no file {file} yet", "run python -m bot migrate")]
    try:
        found = [findings.migrations(migrate.current(database_url), migrate.head())]
        return [*found, _journal(file, told_safe=url.query.get("journal") == "wal")] if file else found
    except (SQLAlchemyError, sqlite3.Error) as error:
        # The driver's own text may hold the whole address, so only the error's name is shown.
        name = type(getattr(error, "orig", None) or error).__name__
        return [red("Database", f"cannot be read ({name})", "see DATABASE_URL, and that the server runs")]


def _journal(file: Path, *, told_safe: bool) -> Finding:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    finally:
        connection.close()
    # Whoever asks for WAL in DATABASE_URL answers for a library that took the fix over under an older number.
    is_wal_safe = told_safe or journal_mode_for(sqlite3.sqlite_version_info[:3]) == "wal"
    return findings.journal(sqlite3.sqlite_version, mode, is_wal_safe)
