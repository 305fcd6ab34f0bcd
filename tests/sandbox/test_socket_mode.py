"""Socket Mode: hello, one connection per envelope, acks in three seconds, retries, and what can go wrong."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox


@pytest.fixture
async def hand() -> HandTurned:
    """A machine clock that stands still."""
    return HandTurned()


@pytest.fixture
async def sandbox(start: Any, hand: HandTurned) -> Sandbox:
    """A sandbox on that clock."""
    sandbox: Sandbox = await start(machine=hand)
    return sandbox


async def test_each_envelope_goes_to_one_of_the_connections(sandbox: Sandbox, listen: Any) -> None:
    apps = [await listen(sandbox) for _ in range(3)]
    for _ in range(6):
        await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    assert [len(app.heard) for app in apps] == [2, 2, 2]


async def test_hello_comes_first_and_a_ticket_works_once(sandbox: Sandbox) -> None:
    client = AsyncWebClient(base_url=sandbox.api_url)
    url = (await client.apps_connections_open(app_token="xapp-sandbox"))["url"]
    async with aiohttp.ClientSession() as http:
        async with http.ws_connect(url) as socket:
            hello = await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await http.ws_connect(url)
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": "A0GREEN"}
    assert hello["debug_info"].keys() >= {"host", "build_number", "approximate_connection_time"}


async def test_the_eleventh_connection_is_one_too_many(sandbox: Sandbox) -> None:
    client = AsyncWebClient(base_url=sandbox.api_url)
    async with aiohttp.ClientSession() as http:
        sockets = []
        for _ in range(11):
            url = (await client.apps_connections_open(app_token="xapp-sandbox"))["url"]
            sockets.append(await http.ws_connect(url))
        greetings = [await socket.receive_json() for socket in sockets]
        for socket in sockets:
            await socket.close()
    assert [g["type"] for g in greetings] == ["hello"] * 10 + ["disconnect"]
    assert greetings[-1]["reason"] == "too_many_websockets"
    assert [g.get("num_connections") for g in greetings[:-1]] == list(range(1, 11))


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_a_disconnect_says_why_and_only_a_warning_leaves_time(sandbox: Sandbox, reason: str) -> None:
    client = AsyncWebClient(base_url=sandbox.api_url)
    url = (await client.apps_connections_open(app_token="xapp-sandbox"))["url"]
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        await socket.receive_json()
        sandbox.socket(reason)
        frame = await socket.receive_json()
        assert (frame["type"], frame["reason"], "host" in frame["debug_info"]) == ("disconnect", reason, True)
        assert sandbox.world.sockets.count == (reason == "warning")


async def test_without_an_ack_the_person_sees_a_failure(sandbox: Sandbox, listen: Any, hand: HandTurned) -> None:
    app = await listen(sandbox)
    app.is_silent = True
    mina = sandbox.person("U0MINA")
    command = asyncio.create_task(mina.command("C0REVIEW", "/any"))
    await app.has_heard(1)
    hand.advance(3.0)
    assert await command == {"ok": True, "acked": False, "error": "timeout"}
    (seen,) = await mina.messages("C0REVIEW")
    assert seen["text"] == '/any failed with the error "operation_timeout"'


async def test_nobody_connected_is_a_failure_at_once(sandbox: Sandbox) -> None:
    done = await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    assert (done["acked"], done["error"]) == (False, "no_connection")


async def test_an_event_is_sent_again_at_once_after_one_and_after_five_minutes(
    sandbox: Sandbox, listen: Any, hand: HandTurned
) -> None:
    app = await listen(sandbox)
    app.is_silent = True
    await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    for count, wait in ((1, 3.0), (2, 3.0 + 60), (3, 3.0 + 300), (4, 3.0)):
        hand.advance(0)
        await app.has_heard(count)
        hand.advance(wait)
    assert [(r.retry_attempt, r.retry_reason) for r in app.heard] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({r.payload["event_id"] for r in app.heard}) == 1
    assert len({r.envelope_id for r in app.heard}) == 4
    assert sandbox.world.link.waiting_retries == 0


async def test_an_interaction_is_not_sent_again(sandbox: Sandbox, listen: Any, hand: HandTurned) -> None:
    app = await listen(sandbox)
    app.is_silent = True
    command = asyncio.create_task(sandbox.person("U0MINA").command("C0REVIEW", "/any"))
    await app.has_heard(1)
    hand.advance(3.0)
    await command
    assert sandbox.world.link.waiting_retries == 0


async def test_an_envelope_may_come_twice(sandbox: Sandbox, listen: Any) -> None:
    app = await listen(sandbox)
    sandbox.socket("duplicate_next")
    await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    await app.has_heard(2)
    assert app.heard[0].envelope_id == app.heard[1].envelope_id
    await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    assert len(app.heard) == 3


async def test_an_envelope_may_come_late(sandbox: Sandbox, listen: Any, hand: HandTurned) -> None:
    app = await listen(sandbox)
    sandbox.socket("hold")
    command = asyncio.create_task(sandbox.person("U0MINA").command("C0REVIEW", "/any"))
    await sandbox.until(lambda: not sandbox.world.link.is_idle)
    hand.advance(3.0)
    assert (await command)["acked"] is False
    assert app.heard == []
    sandbox.socket("release")
    await app.has_heard(1)
    await sandbox.until(lambda: [e for e in sandbox.traffic() if e.get("error") == "late_ack"])


@pytest.mark.parametrize("kind", ["warning", "refresh_requested", "link_disabled", "drop"])
async def test_the_client_comes_back_after_a_disconnect(sandbox: Sandbox, listen: Any, kind: str) -> None:
    app = await listen(sandbox)
    before = len(sandbox.world.traffic.calls("apps.connections.open"))
    sandbox.socket(kind)
    await sandbox.until(lambda: len(sandbox.world.traffic.calls("apps.connections.open")) > before)
    await sandbox.until(lambda: sandbox.world.sockets.count == 1)
    assert (await sandbox.person("U0MINA").command("C0REVIEW", "/any"))["acked"]
    assert len(app.heard) == 1


async def test_what_is_no_ack_is_recorded_loudly(sandbox: Sandbox) -> None:
    client = AsyncWebClient(base_url=sandbox.api_url)
    url = (await client.apps_connections_open(app_token="xapp-sandbox"))["url"]
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        await socket.receive_json()
        await socket.send_str("hello?")
        await socket.send_json({"envelope_id": "nobody"})
        await sandbox.until(lambda: {"not_an_ack", "unexpected_ack"} <= {e.get("error") for e in sandbox.traffic()})


async def test_without_socket_mode_in_the_manifest_no_socket_opens(start: Any) -> None:
    sandbox = await start({})
    client = AsyncWebClient(base_url=sandbox.api_url)
    with pytest.raises(SlackApiError, match="no_permission"):
        await client.apps_connections_open(app_token="xapp-sandbox")
