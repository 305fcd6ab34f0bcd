"""What holds for every test: nothing leaves this machine, and nothing of this machine's environment leaks in."""

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage import migrate
from storage.tables import metadata
from tests.disks import quick_commits
from tests.statements import compiled_once
from tests.storage.server import Server, running

# Set on somebody's machine, these would change what a test sees.
OURS = (
    *("SLACK_", "ACCOUNT", "APPROV", "DATABASE_URL", "REVIEW_CHANNEL", "ADMINS", "TIMEZONE", "LANGUAGE"),
    *("DIGEST_AT", "NUDGE_AFTER", "ESCALATE_AFTER", "LATE_GRACE", "HTTP_PORT", "HTTP_HOST", "SECRET_", "PUBLIC_URL"),
    *("LINK_CHECKS",),
    *("X_CLIENT", "LINKEDIN_CLIENT", "FACEBOOK_CLIENT", "INSTAGRAM_CLIENT", "THREADS_CLIENT"),
)
PROXIES = {"http_proxy", "https_proxy", "all_proxy", "ftp_proxy"}


def pytest_configure() -> None:
    for name in list(os.environ):
        if name.startswith(OURS) or name.lower() in PROXIES:
            del os.environ[name]


def is_near(address: Any) -> bool:
    """A path is a Unix socket; everything else must be a loopback address, not a name to be looked up."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    """A test that reaches for the internet fails where it does so, and not only on a machine without one."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked(self: socket.socket, address: Any) -> None:
        assert is_near(address), f"a test reached for {address}"
        connect(self, address)

    def checked_ex(self: socket.socket, address: Any) -> int:
        assert is_near(address), f"a test reached for {address}"
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", checked)
    patch.setattr(socket.socket, "connect_ex", checked_ex)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def statements() -> Iterator[None]:
    """Compiled once for all tests."""
    with compiled_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def disks() -> Iterator[None]:
    """Not asked to remember what a test commits."""
    with quick_commits():
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The PostgreSQL of every test that asks for one; started by the first."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite. Migrations take a while; a copy of their result does not."""
    path = tmp_path_factory.mktemp("migrated") / "greenlight.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_database(server: Server) -> str:
    """The same on PostgreSQL, to be emptied before each test."""
    address = server.make()
    migrate.upgrade(address)
    return address


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A fresh database in a file."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'greenlight.db')}"


@pytest.fixture
def postgres_url(server: Server, migrated_database: str) -> str:
    """One on PostgreSQL, as after the migrations."""
    server.clear(migrated_database, metadata.tables)
    return migrated_database
