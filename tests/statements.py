"""Statements are compiled once for all tests, as they are once for the life of a bot.

Every story has a database of its own, and SQLAlchemy keeps compiled statements for each engine and dialect object: one
in four seconds of a story went into compiling anew what the story before had compiled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

ENOUGH = 5000
"""Statements; the whole product has some hundred."""


@contextmanager
def compiled_once() -> Iterator[None]:
    """All engines of a kind share what they have compiled. Their servers are of one version, so it is the same."""
    shared: dict[type, Any] = {}
    create = Engine.__init__

    def create_sharing(self: Engine, *rest: Any, **named: Any) -> None:
        create(self, *rest, **named)
        self._compiled_cache = shared.setdefault(type(self.dialect), LRUCache(ENOUGH))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", create_sharing)
        for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)))
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other))
        yield
