"""Migrations by Alembic, from code: nobody needs a file of settings for them."""

from importlib import resources

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("storage") / "migrations"))
    # Alembic reads this through configparser, to which a percent sign means something.
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def upgrade(url: str) -> None:
    """Brings the database to the newest form; safe to repeat."""
    command.upgrade(_config(url), "head")


def current(url: str) -> str | None:
    """The revision that the database is at; nothing when it is empty."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision."""
    newest = ScriptDirectory.from_config(_config("sqlite://")).get_current_head()
    assert newest is not None, "there is always a first migration"
    return newest
