"""A sandbox, the real slack_sdk client and a real Bolt app connected to it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.testing import sandbox as sandbox
from bot.sandbox.testing import workspace as workspace
from bot.sandbox.workspace import default_workspace

# Seconds. A shorter one takes a busy machine for a dead connection: a pong must come within half of it.
PING_EVERY = 1.0
Connect = Callable[..., Awaitable[AsyncApp]]


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncWebClient:
    """The app's own client."""
    return AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Connects a Bolt app, made by a function of the app, to a sandbox."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connected(sandbox: Sandbox, listen: Callable[[AsyncApp], Any]) -> AsyncApp:
        client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
        app = AsyncApp(name="app", token="xoxb-sandbox", client=client)
        listen(app)
        handler = AsyncSocketModeHandler(app, "xapp-sandbox", ping_interval=PING_EVERY)
        handlers.append(handler)
        await handler.connect_async()
        await sandbox.connected()
        return app

    yield connected
    for handler in handlers:
        await handler.close_async()


class Listener:
    """An app on the real Socket Mode client: keeps what it was sent, and answers what it was told to answer."""

    def __init__(self) -> None:
        """Answer every envelope with an empty ack."""
        self.heard: list[SocketModeRequest] = []
        self.answer: Callable[[SocketModeRequest], dict[str, Any] | None] = lambda request: None
        self.is_silent = False
        self._arrived = asyncio.Condition()

    async def hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Take one envelope."""
        async with self._arrived:
            self.heard.append(request)
            self._arrived.notify_all()
        if not self.is_silent:
            response = SocketModeResponse(request.envelope_id, payload=self.answer(request))
            await client.send_socket_mode_response(response)

    async def has_heard(self, count: int) -> None:
        """Wait until this many envelopes have come."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(lambda: len(self.heard) >= count)

    def payloads(self, kind: str) -> list[dict[str, Any]]:
        """Answer the payloads (of events: the events) whose type is `kind`."""
        inside = [r.payload.get("event", r.payload) if r.type == "events_api" else r.payload for r in self.heard]
        return [payload for payload in inside if payload.get("type", "command") == kind]


@pytest.fixture
async def listen() -> AsyncIterator[Callable[[Sandbox], Awaitable[Listener]]]:
    """Connects a listener to a sandbox."""
    clients: list[SocketModeClient] = []

    async def listening(sandbox: Sandbox) -> Listener:
        listener = Listener()
        web = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
        client = SocketModeClient("xapp-sandbox", web_client=web, ping_interval=PING_EVERY)
        client.socket_mode_request_listeners.append(listener.hear)
        clients.append(client)
        before = sandbox.world.sockets.count
        await client.connect()
        await sandbox.until(lambda: sandbox.world.sockets.count > before)
        return listener

    yield listening
    for client in clients:
        await client.close()


@pytest.fixture
async def app(sandbox: Sandbox, listen: Callable[[Sandbox], Awaitable[Listener]]) -> Listener:
    """A listener connected to the usual sandbox."""
    return await listen(sandbox)


@pytest.fixture
async def start() -> AsyncIterator[Callable[..., Awaitable[Sandbox]]]:
    """Starts further sandboxes: start(manifest, **fields of Sandbox)."""
    running: list[Sandbox] = []

    async def started(manifest: dict[str, Any] | None = None, **fields: Any) -> Sandbox:
        sandbox = Sandbox(default_workspace(manifest), **fields)
        running.append(sandbox)
        await sandbox.start()
        return sandbox

    yield started
    for one in running:
        await one.stop()


@pytest.fixture
def sandbox_in_thread() -> Iterator[Sandbox]:
    """A sandbox on an event loop of its own, for clients that block."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    running = Sandbox(default_workspace())
    asyncio.run_coroutine_threadsafe(running.start(), loop).result(10)
    yield running
    asyncio.run_coroutine_threadsafe(running.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()
