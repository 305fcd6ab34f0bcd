"""A sandbox in which every case finds what it stands on."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.contract.ground import Ground, lay, workspace_with_everything


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = workspace_with_everything()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def ground(sandbox: Sandbox) -> Ground:
    return await lay(sandbox)
