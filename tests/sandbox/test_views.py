"""Modals and Home tabs: triggers, the stack, hash, typed values, what the app answers to a submission."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox


async def code_of(call: Any) -> str:
    """Answer the error with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


def text_input(block_id: str, **fields: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "value", **fields}
    return {"type": "input", "block_id": block_id, "label": words(block_id), "element": element}


def words(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def modal(title: str = "Title", blocks: list[dict[str, Any]] | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "title": words(title),
        "submit": words("Send"),
        "callback_id": "form",
        "blocks": blocks or [text_input("text")],
        **fields,
    }


@pytest.fixture
async def hand() -> HandTurned:
    """A machine clock that stands still."""
    return HandTurned()


@pytest.fixture
async def sandbox(start: Any, hand: HandTurned) -> Sandbox:
    """A sandbox on that clock."""
    sandbox: Sandbox = await start(machine=hand)
    return sandbox


async def opened(sandbox: Sandbox, client: AsyncWebClient, view: dict[str, Any]) -> dict[str, Any]:
    """Open a modal for Mina."""
    answer = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    seen: dict[str, Any] = answer["view"]
    return seen


async def titles(sandbox: Sandbox) -> list[str]:
    """Answer the titles of the modals that Mina has open, bottom first."""
    return [view["title"]["text"] for view in (await sandbox.person("U0MINA").screen())["modals"]]


async def test_a_trigger_lives_three_seconds_and_works_once(
    sandbox: Sandbox, client: AsyncWebClient, hand: HandTurned
) -> None:
    trigger = sandbox.world.issue_trigger("U0MINA")
    assert await code_of(client.views_open(trigger_id="1.x", view=modal())) == "invalid_trigger_id"
    hand.advance(2.9)
    await client.views_open(trigger_id=trigger, view=modal())
    assert await code_of(client.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"
    late = sandbox.world.issue_trigger("U0MINA")
    hand.advance(3.1)
    assert await code_of(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"


async def test_the_stack_holds_three(sandbox: Sandbox, client: AsyncWebClient) -> None:
    trigger = sandbox.world.issue_trigger
    assert await code_of(client.views_push(trigger_id=trigger("U0MINA"), view=modal())) == "not_found"
    first = await opened(sandbox, client, modal("one"))
    second = (await client.views_push(trigger_id=trigger("U0MINA"), view=modal("two")))["view"]
    await client.views_push(trigger_id=trigger("U0MINA"), view=modal("three"))
    assert await code_of(client.views_push(trigger_id=trigger("U0MINA"), view=modal())) == "push_limit_reached"
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    assert await titles(sandbox) == ["one", "two", "three"]
    await sandbox.person("U0MINA").close(second["id"])
    assert await titles(sandbox) == ["one"]
    await opened(sandbox, client, modal("new"))
    assert await titles(sandbox) == ["new"]


async def test_an_update_keeps_what_was_typed_into_the_same_element(sandbox: Sandbox, client: AsyncWebClient) -> None:
    mina = sandbox.person("U0MINA")
    view = await opened(sandbox, client, modal(blocks=[text_input("a", initial_value="begun"), text_input("b")]))
    assert view["state"]["values"]["a"]["value"]["value"] == "begun"
    await mina.type(view["id"], "a", "value", "typed a")
    await mina.type(view["id"], "b", "value", "typed b")
    blocks = [text_input("a", initial_value="other"), text_input("b2", initial_value="fresh")]
    updated = (await client.views_update(view_id=view["id"], view=modal(blocks=blocks), hash=view["hash"]))["view"]
    values = updated["state"]["values"]
    assert (values["a"]["value"]["value"], values["b2"]["value"]["value"]) == ("typed a", "fresh")
    assert updated["hash"] != view["hash"]
    stale = client.views_update(view_id=view["id"], view=modal(), hash=view["hash"])
    assert await code_of(stale) == "hash_conflict"
    assert await code_of(client.views_update(view_id="V0NONE", view=modal())) == "not_found"


async def test_a_view_is_found_by_its_external_id(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await opened(sandbox, client, modal(external_id="mine"))
    trigger = sandbox.world.issue_trigger("U0JONAS")
    taken = client.views_open(trigger_id=trigger, view=modal(external_id="mine"))
    assert await code_of(taken) == "duplicate_external_id"
    await client.views_update(external_id="mine", view=modal("new", external_id="mine"))
    assert await titles(sandbox) == ["new"]


async def test_the_home_tab_is_one_per_person(sandbox: Sandbox, client: AsyncWebClient, listen: Any) -> None:
    app = await listen(sandbox)
    ada = sandbox.person("U0ADA")
    await ada.home()
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await client.views_publish(user_id="U0ADA", view=home))["view"]
    stale = client.views_publish(user_id="U0ADA", view=home, hash="1.x")
    assert await code_of(stale) == "hash_conflict"
    second = (await client.views_publish(user_id="U0ADA", view=home, hash=first["hash"]))["view"]
    assert (second["id"], (await ada.screen())["home"]["hash"]) == (first["id"], second["hash"])
    await ada.home()
    await sandbox.idle()
    before, after = app.payloads("app_home_opened")
    assert ("view" in before, after["view"]["id"], after["tab"]) == (False, first["id"], "home")
    assert await code_of(client.views_publish(user_id="U0NOBODY", view=home)) == "user_not_found"
    assert await code_of(client.views_publish(user_id="U0ADA", view=modal())) == "invalid_arguments"


async def test_without_a_home_tab_nothing_is_published(start: Any) -> None:
    sandbox = await start({})
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    assert await code_of(client.views_publish(user_id="U0ADA", view=home)) == "not_enabled"


@pytest.mark.parametrize(
    ("answer", "left", "told"),
    [
        (None, [], {}),
        ({"response_action": "clear"}, [], {"response_action": "clear"}),
        (
            {"response_action": "errors", "errors": {"text": "Too long"}},
            ["Title"],
            {"response_action": "errors", "errors": {"text": "Too long"}},
        ),
        ({"response_action": "update", "view": modal("Next")}, ["Next"], {"response_action": "update"}),
        ({"response_action": "push", "view": modal("Next")}, ["Title", "Next"], {"response_action": "push"}),
    ],
)
async def test_a_submission_is_answered(
    sandbox: Sandbox,
    client: AsyncWebClient,
    listen: Any,
    answer: dict[str, Any] | None,
    left: list[str],
    told: dict[str, Any],
) -> None:
    app = await listen(sandbox)
    app.answer = lambda request: answer
    view = await opened(sandbox, client, modal(private_metadata="142"))
    done = await sandbox.person("U0MINA").submit(view["id"], {"text": {"value": "hello"}})
    assert done == {"ok": True, "acked": True, **told}
    assert await titles(sandbox) == left
    (payload,) = app.payloads("view_submission")
    assert payload["view"]["state"]["values"] == {"text": {"value": {"type": "plain_text_input", "value": "hello"}}}
    assert (payload["view"]["private_metadata"], payload["user"]["id"]) == ("142", "U0MINA")


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "vanish"},
    ],
)
async def test_a_bad_answer_is_trouble(
    sandbox: Sandbox, client: AsyncWebClient, listen: Any, answer: dict[str, Any]
) -> None:
    app = await listen(sandbox)
    app.answer = lambda request: answer
    view = await opened(sandbox, client, modal())
    done = await sandbox.person("U0MINA").submit(view["id"], {"text": {"value": "hello"}})
    assert (done["acked"], done["trouble"][:19]) == (True, "We had some trouble")
    assert await titles(sandbox) == ["Title"]


async def test_the_form_is_checked_before_it_is_sent(sandbox: Sandbox, client: AsyncWebClient, listen: Any) -> None:
    app = await listen(sandbox)
    blocks = [text_input("must"), text_input("short", max_length=3), text_input("long", min_length=3)]
    blocks.append(text_input("may") | {"optional": True})
    view = await opened(sandbox, client, modal(blocks=blocks))
    mina = sandbox.person("U0MINA")
    done = await mina.submit(view["id"], {"short": {"value": "1234"}, "long": {"value": "12"}})
    assert (done["ok"], done["error"], sorted(done["errors"])) == (False, "input_required", ["long", "must", "short"])
    assert app.heard == []
    assert sorted((await mina.screen())["modals"][0]["errors"]) == ["long", "must", "short"]
    fine = {"must": {"value": "1"}, "short": {"value": "123"}, "long": {"value": "123"}}
    assert (await mina.submit(view["id"], fine))["acked"]


async def test_closing_is_told_only_where_it_was_asked_for(
    sandbox: Sandbox, client: AsyncWebClient, listen: Any
) -> None:
    app = await listen(sandbox)
    mina = sandbox.person("U0MINA")
    quiet = await opened(sandbox, client, modal())
    await mina.close(quiet["id"])
    told = await opened(sandbox, client, modal(notify_on_close=True))
    await mina.type(told["id"], "text", "value", "typed")
    await mina.close(told["id"])
    sandbox.world.workspace.switches.closed_view_keeps_state = True
    kept = await opened(sandbox, client, modal(notify_on_close=True))
    await mina.type(kept["id"], "text", "value", "typed")
    await mina.close(kept["id"], all=True)
    await sandbox.idle()
    first, second = app.payloads("view_closed")
    assert (first["is_cleared"], first["view"]["state"]["values"]) == (False, {})
    assert (second["is_cleared"], second["view"]["state"]["values"]["text"]["value"]["value"]) == (True, "typed")


async def test_typed_values_may_arrive_escaped(sandbox: Sandbox, client: AsyncWebClient, listen: Any) -> None:
    app = await listen(sandbox)
    sandbox.world.workspace.switches.modal_values_escaped = True
    view = await opened(sandbox, client, modal())
    await sandbox.person("U0MINA").submit(view["id"], {"text": {"value": "a<b"}})
    (payload,) = app.payloads("view_submission")
    assert payload["view"]["state"]["values"]["text"]["value"]["value"] == "a&lt;b"
