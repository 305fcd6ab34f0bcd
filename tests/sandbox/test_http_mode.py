"""HTTP mode with real Bolt behind the request URL: signatures, the challenge, retry headers."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace


class Site:
    """A site of the app's own that serves one handler."""

    def __init__(self) -> None:
        """Refuse everything until a handler is set."""
        self.handler: Any = None
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Serve on loopback."""
        app = web.Application()
        app.router.add_post("/slack/events", self._serve)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"

    async def stop(self) -> None:
        """Serve no more."""
        assert self._runner is not None
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        response: web.StreamResponse = await self.handler(request)
        return response


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A running site."""
    site = Site()
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def hand() -> HandTurned:
    """A machine clock that stands still."""
    return HandTurned()


@pytest.fixture
async def sandbox(site: Site, hand: HandTurned) -> AsyncIterator[Sandbox]:
    """A sandbox that posts to the site."""
    workspace = default_workspace()
    workspace.request_url = site.url
    running = Sandbox(workspace, machine=hand)
    await running.start()
    yield running
    await running.stop()


async def test_bolt_in_http_mode_is_verified_and_served(sandbox: Sandbox, site: Site) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    app = AsyncApp(client=client, signing_secret="sandbox-secret")

    @app.command("/submit-post")
    async def hello(ack: Any, body: dict[str, Any]) -> None:
        await ack(f"hello {body['text']}")

    @app.action("yes")
    async def pressed(ack: Any, respond: Any) -> None:
        await ack()
        await respond("pressed")

    site.handler = app.server(path="/slack/events").handle_post_requests
    assert await sandbox.verify_request_url()
    mina = sandbox.person("U0MINA")
    done = await mina.command("C0REVIEW", "/submit-post", "a & b")
    assert done["response"]["text"] == "hello a &amp; b"
    button = {"type": "button", "action_id": "yes", "text": {"type": "plain_text", "text": "Yes"}}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    ts = (await client.chat_postMessage(channel="C0REVIEW", text="card", blocks=blocks))["ts"]
    assert (await mina.press("C0REVIEW", ts, "b", "yes"))["acked"]
    await sandbox.until(lambda: len(sandbox.world.conversations["C0REVIEW"].ephemerals) == 2)
    assert (await mina.command("C0REVIEW", "/unknown"))["error"] == "http_error"


async def test_a_wrong_secret_is_noticed_by_bolt(sandbox: Sandbox, site: Site) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    app = AsyncApp(client=client, signing_secret="another-secret")
    site.handler = app.server(path="/slack/events").handle_post_requests
    assert (await sandbox.person("U0MINA").command("C0REVIEW", "/any"))["acked"] is False


# What is too early becomes less so while a busy machine comes to look at it.
@pytest.mark.parametrize(("skew", "is_served"), [(-301, False), (-200, True), (200, True), (330, False)])
async def test_bolt_refuses_what_is_signed_too_early_or_too_late(
    sandbox: Sandbox, site: Site, skew: int, is_served: bool
) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    app = AsyncApp(client=client, signing_secret="sandbox-secret")

    @app.command("/any")
    async def any_command(ack: Any) -> None:
        await ack()

    site.handler = app.server(path="/slack/events").handle_post_requests
    sandbox.fault("clock_skew", skew=skew)
    mina = sandbox.person("U0MINA")
    assert (await mina.command("C0REVIEW", "/any"))["acked"] is is_served
    assert (await mina.command("C0REVIEW", "/any"))["acked"]


async def test_a_request_may_come_twice_and_late(sandbox: Sandbox, site: Site, hand: HandTurned) -> None:
    event_ids: list[tuple[str, str | None]] = []

    async def take(request: web.Request) -> web.StreamResponse:
        event_ids.append(((await request.json())["event_id"], request.headers.get("X-Slack-Retry-Num")))
        return web.Response()

    site.handler = take
    sandbox.fault("duplicate")
    await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    await sandbox.until(lambda: len(event_ids) == 2)
    assert event_ids[0] == event_ids[1]
    sandbox.fault("late", delay=5)
    await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    hand.advance(3)
    await sandbox.until(lambda: len(event_ids) == 3)
    hand.advance(2)
    await sandbox.until(lambda: len(event_ids) == 4)
    assert (event_ids[2][0], event_ids[2][1], event_ids[3][1]) == (event_ids[3][0], "1", None)


async def test_a_failed_event_comes_again_with_retry_headers(sandbox: Sandbox, site: Site, hand: HandTurned) -> None:
    requests: list[tuple[str | None, str | None, bool]] = []
    verifier = SignatureVerifier("sandbox-secret")

    async def fail(request: web.Request) -> web.StreamResponse:
        headers = request.headers
        genuine = verifier.is_valid_request(await request.read(), dict(headers))
        requests.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"), genuine))
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"} if len(requests) == 3 else {})

    site.handler = fail
    await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    await sandbox.until(lambda: len(requests) == 1 and sandbox.world.link.waiting_retries)
    hand.advance(0)
    await sandbox.until(lambda: len(requests) == 2 and sandbox.world.link.waiting_retries)
    hand.advance(60)
    await sandbox.until(lambda: len(requests) == 3 and sandbox.world.link.is_idle)
    assert requests == [(None, None, True), ("1", "http_error", True), ("2", "http_error", True)]
    assert sandbox.world.link.waiting_retries == 0


async def test_an_app_that_is_not_there_is_a_connection_failure(sandbox: Sandbox, site: Site) -> None:
    await site.stop()
    done = await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    assert (done["acked"], done["error"]) == (False, "connection_failed")
    await site.start()
