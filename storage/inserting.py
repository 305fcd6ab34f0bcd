"""INSERT with an answer to "it is there already", which both databases know and SQLAlchemy spells once for each."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel


def insert_into(dialect: str, table: type[SQLModel]) -> Any:
    """Of the dialect's own kind: it has on_conflict_do_nothing and on_conflict_do_update."""
    kinds: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return kinds[dialect](table)
