"""What a failed call means for whoever asked: refused, not reached, asked to wait, or uncertain."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.pace import Pace
from bot.settings import Settings, SettingsError
from bot.slack import PacedSlack, client, introduce, open_session
from handlers.slack import RateLimited, SlackError, SlackNotReached, SlackRefused, SlackUncertain

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class ScriptedSlack:
    """Answers every method with what the test put there, and remembers what was asked."""

    answers: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await request.json() if request.content_type == "application/json" else dict(await request.post())
        self.asked.append((method, given))
        self.authorizations.append(request.headers.get("Authorization", ""))
        return await self.answers[method](request)

    def says(self, method: str, **answer: Any) -> None:
        async def handler(_request: web.Request) -> web.StreamResponse:
            return web.Response(**answer) if "json" not in answer else web.json_response(answer["json"])

        self.answers[method] = handler


@pytest.fixture
def scripted() -> ScriptedSlack:
    return ScriptedSlack()


@pytest.fixture
async def slack(scripted: ScriptedSlack) -> AsyncIterator[PacedSlack]:
    app = web.Application()
    app.router.add_route("*", "/api/{method}", scripted.answer)
    async with TestServer(app) as server, open_session() as session:
        yield PacedSlack(client(settings(str(server.make_url("/api"))), session), pace=None)


def settings(url: str) -> Settings:
    return Settings(slack_bot_token="xoxb-test", slack_api_url=url, review_channel="C1", timezone="UTC")


async def failure(slack: PacedSlack, **arguments: Any) -> SlackError:
    with pytest.raises(SlackError) as caught:
        await slack.call("chat.postMessage", channel="C1", text="hello", **arguments)
    return caught.value


async def test_a_call_sends_its_arguments_and_returns_what_slack_said(
    slack: PacedSlack, scripted: ScriptedSlack
) -> None:
    scripted.says("chat.postMessage", json={"ok": True, "ts": "1.2"})
    answer = await slack.call("chat.postMessage", channel="C1", text="hello", _urgent=True)
    assert answer["ts"] == "1.2"
    ((method, given),) = scripted.asked
    assert method == "chat.postMessage"
    assert (given["channel"], given["text"]) == ("C1", "hello")
    assert "_urgent" not in given
    assert scripted.authorizations == ["Bearer xoxb-test"]


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ({"json": {"ok": False, "error": "channel_not_found"}}, SlackRefused, "channel_not_found"),
        ({"json": {"ok": False, "error": "internal_error"}}, SlackUncertain, "internal_error"),
        ({"json": {"ok": False, "error": "fatal_error"}}, SlackUncertain, "fatal_error"),
        ({"json": {"ok": False, "error": "ratelimited"}}, RateLimited, "ratelimited"),
        ({"json": {}}, SlackUncertain, "http_200"),
        ({"json": [1]}, SlackUncertain, "no_json"),
        ({"text": "<html>", "content_type": "text/html"}, SlackUncertain, "http_200"),
        ({"text": "ok"}, SlackUncertain, "no_json"),
        ({"text": "{", "content_type": "application/json"}, SlackUncertain, "http_200"),
        ({"status": 500, "text": "oh"}, SlackUncertain, "http_500"),
        ({"status": 502, "text": "<html>", "content_type": "text/html"}, SlackUncertain, "http_502"),
        ({"status": 503, "text": "{", "content_type": "application/json"}, SlackUncertain, "http_503"),
        ({"status": 403, "text": "<html>", "content_type": "text/html"}, SlackRefused, "http_403"),
        ({"status": 429, "text": "[", "content_type": "application/json"}, RateLimited, "ratelimited"),
    ],
)
async def test_answers(
    slack: PacedSlack, scripted: ScriptedSlack, answer: dict[str, Any], kind: type[SlackError], code: str
) -> None:
    scripted.says("chat.postMessage", **answer)
    error = await failure(slack)
    assert (type(error), error.code) == (kind, code)
    assert len(scripted.asked) == 1, "nothing is ever repeated by itself"


async def test_a_refusal_brings_slacks_own_words(slack: PacedSlack, scripted: ScriptedSlack) -> None:
    scripted.says(
        "chat.postMessage",
        json={
            "ok": False,
            "error": "missing_scope",
            "needed": "chat:write",
            "response_metadata": {"messages": ["[ERROR] a"]},
        },
    )
    assert (await failure(slack)).detail == "needed: chat:write; [ERROR] a"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        (None, 30),
        ("", 30),
        ("soon", 30),
        ("-5", 30),
        ("1.5", 30),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 30),
        ("86400", 3600),
        ("9" * 400, 3600),
    ],
)
async def test_how_long_to_wait(slack: PacedSlack, scripted: ScriptedSlack, header: str | None, seconds: float) -> None:
    headers = {} if header is None else {"Retry-After": header}
    scripted.says("chat.postMessage", status=429, headers=headers, text='{"ok":false}', content_type="application/json")
    error = await failure(slack)
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


async def test_after_a_429_the_next_call_does_not_even_try(slack: PacedSlack, scripted: ScriptedSlack) -> None:
    paced = PacedSlack(slack.web, Pace(now=lambda: 100.0))
    scripted.says("chat.postMessage", status=429, headers={"Retry-After": "9"}, text="")
    for _ in range(3):
        error = await failure(paced, _urgent=True)
        assert isinstance(error, RateLimited)
        assert error.retry_after == 9
    assert len(scripted.asked) == 1


async def test_a_connection_that_is_cut_after_the_request_leaves_doubt(
    slack: PacedSlack, scripted: ScriptedSlack
) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    scripted.answers["chat.postMessage"] = cut
    assert isinstance(await failure(slack), SlackUncertain)
    assert len(scripted.asked) == 1


async def test_an_answer_that_does_not_come_leaves_doubt(scripted: ScriptedSlack) -> None:
    release = asyncio.Event()

    async def wait(_request: web.Request) -> web.StreamResponse:
        await release.wait()
        return web.Response()

    scripted.answers["chat.postMessage"] = wait
    app = web.Application()
    app.router.add_post("/api/{method}", scripted.answer)
    impatient = aiohttp.ClientTimeout(total=0.05)
    async with TestServer(app) as server, aiohttp.ClientSession(timeout=impatient) as session:
        slack = PacedSlack(client(settings(str(server.make_url("/api"))), session), pace=None)
        assert isinstance(await failure(slack), SlackUncertain)
        release.set()


async def test_nobody_there_means_that_nothing_was_sent() -> None:
    async with open_session() as session:
        slack = PacedSlack(client(settings(f"http://127.0.0.1:{unused_port()}/"), session), pace=None)
        assert isinstance(await failure(slack), SlackNotReached)


async def test_a_misspelt_method_is_our_own_mistake_and_loud(slack: PacedSlack) -> None:
    with pytest.raises(AttributeError):
        await slack.call("chat.postMesage", channel="C1")


async def test_an_introduction_tells_who_the_token_is(slack: PacedSlack, scripted: ScriptedSlack) -> None:
    scripted.says(
        "auth.test", json={"ok": True, "team_id": "T1", "user_id": "U1", "bot_id": "B1", "user": "greenlight"}
    )
    scripted.says("apps.connections.open", json={"ok": True, "url": "ws://127.0.0.1:1/"})
    identity = await introduce(slack.web, "xapp-test")
    assert (identity.team_id, identity.user_id, identity.bot_id, identity.name) == ("T1", "U1", "B1", "greenlight")
    assert scripted.authorizations == ["Bearer xoxb-test", "Bearer xapp-test"]


@pytest.mark.parametrize(
    ("refused", "variable"), [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")]
)
async def test_a_refused_token_stops_the_start_and_is_named(
    slack: PacedSlack, scripted: ScriptedSlack, refused: str, variable: str
) -> None:
    scripted.says("auth.test", json={"ok": True, "team_id": "T1", "user_id": "U1"})
    scripted.says("apps.connections.open", json={"ok": True, "url": "ws://127.0.0.1:1/"})
    scripted.says(refused, json={"ok": False, "error": "invalid_auth"})
    with pytest.raises(SettingsError) as caught:
        await introduce(slack.web, "xapp-test")
    assert str(caught.value).startswith(f"{variable} is refused by Slack (invalid_auth): ")


async def test_slack_being_away_is_not_the_tokens_fault(slack: PacedSlack, scripted: ScriptedSlack) -> None:
    scripted.says("auth.test", status=503, text="")
    with pytest.raises(SlackUncertain):
        await introduce(slack.web, None)
