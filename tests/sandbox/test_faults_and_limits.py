"""Calls that go wrong on demand, and calls that come too often."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.limits import Rate, Tier
from bot.sandbox.server import Sandbox


@pytest.fixture
async def bare(sandbox: Sandbox) -> AsyncWebClient:
    """A client that tries everything once only."""
    return AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])


async def refused(call: Any) -> Any:
    """Answer the response with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response


async def test_429_carries_retry_after(sandbox: Sandbox, bare: AsyncWebClient) -> None:
    sandbox.fault("429", method="chat.postMessage", channel="C0PUB", retry_after=7)
    await bare.chat_postMessage(channel="C0REVIEW", text="a")
    answer = await refused(bare.chat_postMessage(channel="C0PUB", text="a"))
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "7")
    await bare.chat_postMessage(channel="C0PUB", text="a")


async def test_a_drop_before_has_no_effect_and_a_drop_after_has(sandbox: Sandbox, bare: AsyncWebClient) -> None:
    for kind, effect in (("drop_before", 0), ("drop_after", 1)):
        sandbox.fault(kind, method="chat.postMessage")
        with pytest.raises(aiohttp.ClientConnectionError):
            await bare.chat_postMessage(channel="C0PUB", text="a")
        history = await bare.conversations_history(channel="C0PUB")
        assert len(history["messages"]) == effect


async def test_the_usual_client_posts_twice_after_a_lost_answer(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.fault("drop_after", method="chat.postMessage")
    await client.chat_postMessage(channel="C0PUB", text="a")
    assert len((await client.conversations_history(channel="C0PUB"))["messages"]) == 2


async def test_5xx_and_named_errors(sandbox: Sandbox, bare: AsyncWebClient) -> None:
    sandbox.fault("5xx", method="users.info")
    assert (await refused(bare.users_info(user="U0MINA"))).status_code == 503
    sandbox.fault("error", user="U0MINA", error="token_revoked", times=None)
    assert (await refused(bare.users_info(user="U0MINA")))["error"] == "token_revoked"
    assert (await refused(bare.users_info(user="U0MINA")))["error"] == "token_revoked"
    await bare.users_info(user="U0ADA")
    sandbox.world.faults.clear()
    await bare.users_info(user="U0MINA")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"kind": "earthquake"}, "no fault 'earthquake'"),
        ({"kind": "clock_skew"}, "only HTTP mode"),
        ({"kind": "late", "method": "auth.test"}, "leave method out"),
        ({"kind": "429", "envelope": "interactive"}, "leave envelope out"),
    ],
)
async def test_a_fault_that_cannot_be_is_refused_in_a_sentence(
    sandbox: Sandbox, fault: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        sandbox.fault(**fault)
    assert sandbox.world.faults.still_set() == []


async def test_one_persons_modals_fail(sandbox: Sandbox, bare: AsyncWebClient) -> None:
    text = {"type": "plain_text", "text": "Hello"}
    view = {"type": "modal", "title": text, "blocks": [{"type": "divider"}]}
    sandbox.fault("error", user="U0MINA", error="fatal_error", times=None)
    mina, jonas = (sandbox.world.issue_trigger(user) for user in ("U0MINA", "U0JONAS"))
    assert (await refused(bare.views_open(trigger_id=mina, view=view)))["error"] == "fatal_error"
    theirs = (await bare.views_open(trigger_id=jonas, view=view))["view"]["id"]
    await bare.views_update(view_id=theirs, view=view)
    assert (await refused(bare.chat_postMessage(channel="U0MINA", text="x")))["error"] == "fatal_error"
    assert (await refused(bare.conversations_open(users="U0ADA,U0MINA")))["error"] == "fatal_error"
    sandbox.world.faults.clear()
    hers = (await bare.views_open(trigger_id=mina, view=view))["view"]["id"]
    sandbox.fault("5xx", user="U0MINA")
    assert (await refused(bare.views_update(view_id=hers, view=view))).status_code == 503


@pytest.mark.parametrize("kind", ["token_revoked", "account_inactive"])
async def test_a_revoked_token_is_refused_everywhere_until_it_is_restored(
    sandbox: Sandbox, bare: AsyncWebClient, app: Any, kind: str
) -> None:
    sandbox.fault(kind)
    for call in (bare.auth_test, bare.team_info, bare.users_list, bare.auth_test):
        assert (await refused(call()))["error"] == kind
    assert (await bare.apps_connections_open(app_token="xapp-sandbox"))["ok"]
    await sandbox.idle()
    (event,) = app.payloads("tokens_revoked")
    assert event["tokens"] == {"oauth": [], "bot": ["U0BOT"]}
    assert len(app.payloads("app_uninstalled")) == (kind == "account_inactive")
    sandbox.world.faults.clear(kind)
    await bare.auth_test()


async def test_a_revoked_token_downloads_nothing(sandbox: Sandbox) -> None:
    mina = sandbox.person("U0MINA")
    file_id = (await mina.upload("a.txt", b"hello"))["file_id"]
    await mina.say("C0PUB", "look", files=[file_id])
    url, headers = f"{sandbox.url}/files/{file_id}/a.txt", {"Authorization": "Bearer xoxb-sandbox"}
    async with aiohttp.ClientSession(headers=headers) as http:
        assert await (await http.get(url)).read() == b"hello"
        sandbox.fault("token_revoked")
        assert b"Sign in" in await (await http.get(url)).read()


async def test_a_channel_has_one_limit_however_it_is_named(sandbox: Sandbox, client: AsyncWebClient) -> None:
    direct = (await client.conversations_open(users="U0MINA"))["channel"]["id"]
    for names in (("C0PUB", "#published", "published"), ("U0MINA", direct)):
        with pytest.raises(SlackApiError, match="ratelimited"):
            for number in range(11):
                await client.chat_postMessage(channel=names[number % len(names)], text="x")


async def test_one_message_a_second_and_channel(start: Any) -> None:
    hand = HandTurned()
    sandbox = await start(machine=hand)
    sandbox.world.limits.rates[Tier.POSTING] = Rate(60, 2)
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    for _ in range(2):
        await client.chat_postMessage(channel="C0PUB", text="a")
    answer = await refused(client.chat_postMessage(channel="C0PUB", text="a"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    await client.chat_postMessage(channel="C0REVIEW", text="a")
    hand.advance(1)
    await client.chat_postMessage(channel="C0PUB", text="a")


async def test_a_tier_is_per_method(start: Any) -> None:
    hand = HandTurned()
    sandbox = await start(machine=hand)
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    for _ in range(20):
        await client.users_list(limit=1)
    answer = await refused(client.users_list(limit=1))
    assert (answer["error"], answer.headers["Retry-After"]) == ("ratelimited", "3")
    await client.users_info(user="U0MINA")
    sandbox.world.limits.is_on = False
    await client.users_list(limit=1)


async def test_a_delay_goes_by_the_machines_clock(start: Any) -> None:
    hand = HandTurned()
    sandbox = await start(machine=hand)
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    sandbox.fault("delay", method="auth.test", delay=30.0)
    call = asyncio.create_task(client.auth_test())
    await sandbox.until(lambda: [e for e in sandbox.traffic() if e["kind"] == "fault"])
    hand.advance(29)
    assert sandbox.world.traffic.calls("auth.test") == []
    hand.advance(1)
    assert (await call)["ok"]
