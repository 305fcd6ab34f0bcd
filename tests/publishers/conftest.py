"""The servers that publishers are tested against, each started once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import yaml

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace
from tests.publishers.mastodon_server import MastodonServer, started

MANIFEST = Path("manifest.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def one_mastodon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MastodonServer]:
    with started(tmp_path_factory.mktemp("mastodon")) as server:
        yield server


@pytest.fixture
def mastodon(one_mastodon: MastodonServer) -> MastodonServer:
    """As new: no statuses, no faults."""
    one_mastodon.reset()
    return one_mastodon


@asynccontextmanager
async def a_slack() -> AsyncIterator[Sandbox]:
    """With the app as its manifest describes it, so that a missing scope is found here."""
    sandbox = Sandbox(default_workspace(yaml.safe_load(MANIFEST)))
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with a_slack() as found:
        yield found
