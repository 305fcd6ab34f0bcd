"""The session that a transaction function gets."""

from typing import NoReturn

from sqlmodel import Session


class OpenSession(Session):
    """Its transaction is ended by the database, never by the function: on SQLite others may share the commit."""

    def commit(self) -> NoReturn:
        raise RuntimeError("A transaction ends when its function returns: flush instead of commit.")

    def rollback(self) -> NoReturn:
        raise RuntimeError("A transaction is rolled back by raising an exception.")
