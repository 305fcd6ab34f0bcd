"""A sandbox, the real slack_sdk client and a real Bolt app connected to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace

Connect = Callable[..., Awaitable[AsyncApp]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A strict sandbox with the usual cast and an app that may do everything."""
    running = Sandbox(default_workspace())
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def stopped_clock() -> HandTurned:
    """A machine clock that stands still."""
    return HandTurned()


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncWebClient:
    """The app's own client."""
    return AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Connects a Bolt app, made by a function of the app, to a sandbox."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connected(sandbox: Sandbox, listen: Callable[[AsyncApp], Any]) -> AsyncApp:
        app = AsyncApp(token="xoxb-sandbox", client=AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url))
        listen(app)
        handler = AsyncSocketModeHandler(app, "xapp-sandbox", ping_interval=0.05)
        handlers.append(handler)
        await handler.connect_async()
        await sandbox.connected()
        return app

    yield connected
    for handler in handlers:
        await handler.close_async()
