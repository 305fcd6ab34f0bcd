"""Migrations by Alembic, from code: nobody needs a file of settings for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, make_url

from storage import guards
from storage.engines import open_engine
from storage.sqlite import WRITES

PATIENCE = timedelta(minutes=5)
"""How long one process waits while another one migrates."""

ONE_AT_A_TIME = 0x677265656E
"""Names the lock on PostgreSQL under which one process migrates: "green" in ASCII."""


def upgrade(url: str) -> None:
    """Brings the database to the newest form, or leaves it as it was. Safe to repeat, and to begin twice at once."""
    with _alone(url) as connection:
        if _revision(connection) != head():
            command.upgrade(_config(connection), "head")
            _check_references(connection)
        guards.put_up(connection)


def current(url: str) -> str | None:
    """The revision that the database is at; nothing when it is empty. Changes nothing, not even the journal."""
    engine = create_engine(make_url(url).difference_update_query(["journal"]), poolclass=NullPool)
    with engine.connect() as connection:
        return _revision(connection)


@cache
def head() -> str:
    """The newest revision. Finding it reads every migration: once a process, for the files stay as they are."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None, "there is always a first migration"
    return newest


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(resources.files("storage") / "migrations"))
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _alone(url: str) -> Iterator[Connection]:
    """In one transaction, while nobody else migrates."""
    # SQLite changes a table by copying and dropping it; with foreign keys on, that would delete what refers to it.
    engine = open_engine(url, connections=1, busy_timeout=PATIENCE, foreign_keys="OFF")
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
            yield connection
    finally:
        engine.dispose()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        assert broken is None, f"the migration left a row of {broken[0]} that refers to nothing"
