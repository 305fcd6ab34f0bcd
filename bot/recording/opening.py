"""Opens the records for a command, with the keys that signed them; nothing else of the settings is needed."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import history_settings, settings
from bot.environment import SettingsError
from storage import migrate
from storage.database import Database


@contextmanager
def records(environ: Mapping[str, str]) -> Iterator[Database]:
    """The database, closed afterwards. Raises SettingsError when there is none, or none of this version."""
    url, keys = settings.database_url(environ), history_settings.keys(environ)
    _check(url)
    database = Database(url, readers=1)
    database.sign_history(keys)
    try:
        yield database
    finally:
        database.close_sync()


def _check(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        # Asking would create an empty one.
        raise SettingsError("DATABASE_URL", f"names {address.database}, which is not there", "see where the bot runs")
    try:
        found = migrate.current(url)
    except (SQLAlchemyError, sqlite3.Error) as trouble:
        name = type(getattr(trouble, "orig", None) or trouble).__name__
        raise SettingsError("DATABASE_URL", f"cannot be read ({name})", "see that the server runs") from None
    if found != migrate.head():
        raise SettingsError("DATABASE_URL", "holds records of another version", "run python -m bot migrate")
