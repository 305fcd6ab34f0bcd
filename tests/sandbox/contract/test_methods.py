"""Every method of the Web API, through Slack's own clients: called rightly, wrongly and without right."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.web_api.door import METHODS
from tests.sandbox.contract.cases import CASES
from tests.sandbox.contract.ground import Ground
from tests.sandbox.contract.reading import missing

Json = dict[str, Any]
NAMES = sorted(CASES)
BOT, APP = "xoxb-sandbox", "xapp-sandbox"
WRONG = [(name, error, number) for name in NAMES for number, (error, _) in enumerate(CASES[name].wrong)]


def token_for(name: str) -> str:
    return APP if METHODS[name].with_app_token else BOT


def called(client: Any, name: str, given: Json) -> Any:
    """By the client's own method for it, as an app would."""
    named = getattr(client, name.replace(".", "_"))
    extra = {"app_token": APP} if name == "apps.connections.open" else {}
    return named(**given, **extra)


def test_every_method_has_a_case_and_every_case_a_method() -> None:
    assert CASES.keys() == METHODS.keys()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("client", [AsyncWebClient, WebClient])
async def test_slacks_clients_understand_the_answer(name: str, client: Any, sandbox: Sandbox, ground: Ground) -> None:
    case, spoken = CASES[name], client(token_for(name), base_url=sandbox.api_url)
    given = case.right(ground)
    if client is WebClient:
        answer = await asyncio.to_thread(called, spoken, name, given)
    else:
        answer = await called(spoken, name, given)
    assert answer["ok"]
    assert [one for one in case.holds if missing(answer.data, one)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", ["query", "form", "json"])
async def test_arguments_come_in_any_way(name: str, way: str, sandbox: Sandbox, ground: Ground) -> None:
    case = CASES[name]
    given = case.right(ground)
    flat = {one: value if isinstance(value, str) else json.dumps(value) for one, value in given.items()}
    how: Json = {"query": {"params": flat}, "form": {"data": flat}, "json": {"json": given}}[way]
    verb = "GET" if way == "query" else "POST"
    headers = {"Authorization": f"Bearer {token_for(name)}"}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.request(verb, f"{sandbox.api_url}{name}", **how) as response,
    ):
        answer = await response.json()
        assert answer["ok"], answer
        assert "x-oauth-scopes" in response.headers


@pytest.mark.parametrize(("name", "error", "number"), WRONG)
async def test_a_wrong_call_is_refused_by_slacks_name(
    name: str, error: str, number: int, sandbox: Sandbox, ground: Ground
) -> None:
    token, given = token_for(name), CASES[name].wrong[number][1](ground)
    with pytest.raises(SlackApiError) as refused:
        await AsyncWebClient(token, base_url=sandbox.api_url).api_call(name, json=given)
    assert refused.value.response["error"] == error
    with pytest.raises(SlackApiError) as refused:
        await asyncio.to_thread(WebClient(token, base_url=sandbox.api_url).api_call, name, json=given)
    assert refused.value.response["error"] == error


async def test_nobody_calls_without_the_right_token(sandbox: Sandbox) -> None:
    for name in NAMES:
        other = BOT if METHODS[name].with_app_token else APP
        for token, error in (("", "not_authed"), ("xoxb-other", "invalid_auth"), (other, "not_allowed_token_type")):
            assert (await raw(sandbox, name, token))["error"] == error, name


async def test_an_unknown_argument_is_an_error_where_one_is_strict_and_a_warning_elsewhere(sandbox: Sandbox) -> None:
    for name in NAMES:
        answer = await raw(sandbox, name, token_for(name), colour="red")
        assert "unknown argument: colour" in str(answer["response_metadata"]["messages"]), name
    sandbox.world.strict = False
    assert (await raw(sandbox, "team.info", BOT, colour="red"))["ok"]
    assert sandbox.traffic()[-1]["warnings"] == ["unknown argument: colour"]


async def test_an_unknown_method_is_always_an_error(sandbox: Sandbox) -> None:
    for strict in (True, False):
        sandbox.world.strict = strict
        assert (await raw(sandbox, "chat.postTelegram", BOT))["error"] == "unknown_method"


async def raw(sandbox: Sandbox, name: str, token: str, **given: str) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.post(f"{sandbox.api_url}{name}", data=given) as response,
    ):
        return await response.json()
