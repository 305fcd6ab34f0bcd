"""pytest fixtures for anybody's app: `from bot.sandbox.testing import sandbox, workspace` in a conftest.py.

They need pytest-asyncio in its auto mode. `sandbox` is strict and fresh for each test; everything that can go wrong is
asked of it: `sandbox.fault("429", method="chat.postMessage")`, `sandbox.socket("drop")`,
`sandbox.change_workspace("archive", channel="C0REVIEW")`, `sandbox.turn_clock(forward=3600)`.
"""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace, default_workspace


@pytest.fixture
def workspace() -> Workspace:
    """Acorn Foods with an app that may do everything; a test module overrides it to have another."""
    return default_workspace()


@pytest.fixture
async def sandbox(workspace: Workspace) -> AsyncIterator[Sandbox]:
    """A small Slack on a free port of this machine, stopped after the test."""
    running = Sandbox(workspace)
    await running.start()
    yield running
    await running.stop()
