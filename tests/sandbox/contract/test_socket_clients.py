"""Both of Slack's own Socket Mode clients, on threads and on asyncio, against whatever a socket does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient as ThreadedClient
from slack_sdk.socket_mode.aiohttp import SocketModeClient as AsyncioClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace

# Seconds. A client sees a cut socket after one of these, and takes a silence of four for a dead one.
PING_EVERY = 1.0
PING_EVERY_ON_THREADS = 0.2
CLOSING = ThreadPoolExecutor()
LOST = ["warning", "refresh_requested", "link_disabled", "drop"]


class Ear:
    """What an app heard. It acks each envelope with `answer`, unless it `is_silent`."""

    def __init__(self) -> None:
        self.heard: list[SocketModeRequest] = []
        self.is_silent = False
        self.answer: dict[str, Any] | None = None

    def take(self, request: SocketModeRequest) -> SocketModeResponse | None:
        self.heard.append(request)
        return None if self.is_silent else SocketModeResponse(request.envelope_id, payload=self.answer)


Close = Callable[[], Awaitable[None]]
Connect = Callable[[Sandbox], Awaitable[Ear]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = Sandbox(default_workspace(), machine=HandTurned())
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module", autouse=True)
def _closing() -> Iterator[None]:
    """The client on threads takes seconds to close, so nobody waits for it before the end."""
    yield
    CLOSING.shutdown()


@pytest.fixture(params=["threads", "asyncio"])
async def connect(request: pytest.FixtureRequest, sandbox: Sandbox) -> AsyncIterator[Connect]:
    ways = {"threads": _on_threads, "asyncio": _on_asyncio}
    closing: list[Close] = []

    async def connected(to: Sandbox) -> Ear:
        ear, close = await ways[request.param](to)
        closing.append(close)
        return ear

    yield connected
    for close in closing:
        await close()


async def _on_threads(sandbox: Sandbox) -> tuple[Ear, Close]:
    ear, web = Ear(), WebClient("xoxb-sandbox", base_url=sandbox.api_url)
    client = ThreadedClient("xapp-sandbox", web_client=web, ping_interval=PING_EVERY_ON_THREADS)

    def hear(client: Any, request: SocketModeRequest) -> None:
        if response := ear.take(request):
            client.send_socket_mode_response(response)

    client.socket_mode_request_listeners.append(hear)
    await asyncio.to_thread(client.connect)

    async def close() -> None:
        client.closed, client.auto_reconnect_enabled = True, False
        CLOSING.submit(client.close)

    return ear, close


async def _on_asyncio(sandbox: Sandbox) -> tuple[Ear, Close]:
    ear, web = Ear(), AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    client = AsyncioClient("xapp-sandbox", web_client=web, ping_interval=PING_EVERY)

    async def hear(client: Any, request: SocketModeRequest) -> None:
        if response := ear.take(request):
            await client.send_socket_mode_response(response)

    client.socket_mode_request_listeners.append(hear)
    await client.connect()
    return ear, client.close


def hellos(sandbox: Sandbox) -> int:
    """How often a connection was greeted."""
    return len([e for e in sandbox.traffic() if e["kind"] == "socket" and e["type"] == "hello"])


async def test_envelopes_are_heard_acked_repeated_and_tried_again(sandbox: Sandbox, connect: Connect) -> None:
    ear, machine, mina = await connect(sandbox), sandbox.world.machine, sandbox.person("U0MINA")
    assert isinstance(machine, HandTurned)
    await sandbox.connected()
    ear.answer = {"text": "welcome"}
    sandbox.fault("duplicate")
    done = await mina.command("C0REVIEW", "/any", "text")
    assert (done["acked"], done["response"]) == (True, {"text": "welcome"})
    await sandbox.until(lambda: len(ear.heard) == 2)
    command, again = ear.heard
    assert (command.type, command.accepts_response_payload) == ("slash_commands", True)
    assert (command.envelope_id, command.payload["text"]) == (again.envelope_id, "text")
    ear.is_silent = True
    await mina.say("C0REVIEW", "hello")
    await sandbox.until(lambda: len(ear.heard) == 3)
    ear.is_silent = False
    machine.advance(3.0)
    await sandbox.until(lambda: len(ear.heard) == 4 and sandbox.world.link.is_idle)
    events = ear.heard[2:]
    assert [(e.type, e.retry_attempt, e.retry_reason) for e in events] == [
        ("events_api", 0, ""),
        ("events_api", 1, "timeout"),
    ]
    assert len({e.payload["event_id"] for e in events}) == 1


@pytest.mark.parametrize("kind", LOST)
async def test_a_client_comes_back_and_goes_on(sandbox: Sandbox, connect: Connect, kind: str) -> None:
    ear = await connect(sandbox)
    await sandbox.connected()
    sandbox.socket(kind)
    await sandbox.until(lambda: hellos(sandbox) >= 2 and sandbox.world.sockets.count == 1)
    assert (await sandbox.person("U0MINA").command("C0REVIEW", "/any"))["acked"]
    assert len(ear.heard) == 1


async def test_the_eleventh_client_waits_for_room(sandbox: Sandbox) -> None:
    opener = AsyncWebClient(base_url=sandbox.api_url)
    async with aiohttp.ClientSession() as http:
        sockets = []
        for _ in range(10):
            url = (await opener.apps_connections_open(app_token="xapp-sandbox"))["url"]
            sockets.append(await http.ws_connect(url))
        ear, close = await _on_threads(sandbox)
        await sandbox.until(lambda: [e for e in sandbox.traffic() if e.get("error") == "too_many_websockets"])
        for socket in sockets:
            await socket.close()
    await sandbox.until(lambda: hellos(sandbox) >= 11 and sandbox.world.sockets.count == 1)
    assert (await sandbox.person("U0MINA").command("C0REVIEW", "/any"))["acked"]
    assert len(ear.heard) == 1
    await close()
