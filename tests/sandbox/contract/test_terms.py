"""Every method on Slack's terms: one call over the allowance waits, and the scope is asked for by its name."""

import math
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.web_api.door import METHODS
from tests.sandbox.contract.cases import CASES
from tests.sandbox.contract.ground import Ground
from tests.sandbox.contract.terms import A_MINUTE, SCOPES, SPECIAL, WITHOUT_SCOPE


def client_for(sandbox: Sandbox, name: str) -> AsyncWebClient:
    token = "xapp-sandbox" if METHODS[name].with_app_token else "xoxb-sandbox"
    return AsyncWebClient(token, base_url=sandbox.api_url, retry_handlers=[])


async def refusal(call: Any) -> Any:
    with pytest.raises(SlackApiError) as refused:
        await call
    return refused.value.response


def used_up(sandbox: Sandbox, name: str, calls: int, channel: str = "") -> None:
    """Let as many calls be over already as if they had been made just now."""
    for _ in range(calls):
        assert sandbox.world.limits.take(name, METHODS[name].tier, channel) == 0


def test_the_terms_of_every_method_are_known() -> None:
    assert A_MINUTE.keys() | SPECIAL == METHODS.keys()
    assert SCOPES.keys() | WITHOUT_SCOPE == METHODS.keys()


@pytest.mark.parametrize("name", sorted(A_MINUTE))
async def test_one_call_over_the_allowance_waits(name: str, sandbox: Sandbox, ground: Ground) -> None:
    client, machine, given = client_for(sandbox, name), sandbox.world.machine, CASES[name].right(ground)
    assert isinstance(machine, HandTurned)
    sandbox.world.limits.refill()
    used_up(sandbox, name, A_MINUTE[name] - 1)
    assert (await client.api_call(name, json=given))["ok"]
    answer = await refusal(client.api_call(name, json=given))
    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    wait = int(answer.headers["Retry-After"])
    assert wait == math.ceil(60 / A_MINUTE[name])
    machine.advance(wait)
    assert sandbox.world.limits.take(name, METHODS[name].tier, "") == 0


async def test_a_channel_takes_a_message_a_second_and_the_workspace_hundreds_a_minute(sandbox: Sandbox) -> None:
    client, machine = client_for(sandbox, "chat.postMessage"), sandbox.world.machine
    assert isinstance(machine, HandTurned)
    used_up(sandbox, "chat.postMessage", 10, "C0REVIEW")
    answer = await refusal(client.chat_postMessage(channel="C0REVIEW", text="x"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    await client.chat_postMessage(channel="C0PUB", text="x")
    machine.advance(1)
    await client.chat_postMessage(channel="C0REVIEW", text="x")
    for number in range(sandbox.world.limits.posting_in_all.burst):
        sandbox.world.limits.take("chat.postMessage", METHODS["chat.postMessage"].tier, f"C{number}")
    assert (await refusal(client.chat_postMessage(channel="C0PUB", text="x"))).status_code == 429


@pytest.mark.parametrize("name", sorted(SPECIAL - {"chat.postMessage"}))
async def test_what_is_special_may_be_called_hundreds_of_times(name: str, sandbox: Sandbox, ground: Ground) -> None:
    used_up(sandbox, name, 599)
    client = client_for(sandbox, name)
    assert (await client.api_call(name, json=CASES[name].right(ground)))["ok"]
    assert (await refusal(client.api_call(name)))["error"] == "ratelimited"


async def test_a_missing_scope_is_asked_for_by_its_name(sandbox: Sandbox) -> None:
    sandbox.world.manifest.scopes[:] = ["commands"]
    for name, scope in SCOPES.items():
        answer = await refusal(client_for(sandbox, name).api_call(name))
        assert (name, answer["error"], answer["needed"]) == (name, "missing_scope", scope)
        assert answer["provided"] == "commands"


async def test_what_needs_no_scope_is_served_without_one(sandbox: Sandbox, ground: Ground) -> None:
    sandbox.world.manifest.scopes[:] = ["commands"]
    # The same trigger opens one modal only.
    for name in WITHOUT_SCOPE - {"views.open"}:
        answer = await client_for(sandbox, name).api_call(name, json=CASES[name].right(ground))
        assert answer["ok"], name
