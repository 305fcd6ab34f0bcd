"""What the app is sent when people press, choose, type commands and use shortcuts."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.refusals import NotPossible
from bot.sandbox.server import Sandbox


def words(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": words(value), "value": value}


OPTIONS = [option("a"), option("b")]
# Each element that a message may hold: itself, what a person chooses, what the action then reports.
CHOICES: list[tuple[dict[str, Any], Any, str, Any]] = [
    ({"type": "static_select", "options": OPTIONS}, "b", "selected_option", "b"),
    ({"type": "overflow", "options": OPTIONS}, "a", "selected_option", "a"),
    ({"type": "radio_buttons", "options": OPTIONS}, "b", "selected_option", "b"),
    ({"type": "checkboxes", "options": OPTIONS}, ["a", "b"], "selected_options", ["a", "b"]),
    ({"type": "multi_static_select", "options": OPTIONS}, ["a"], "selected_options", ["a"]),
    ({"type": "datepicker"}, {"selected_date": "2026-12-24"}, "selected_date", "2026-12-24"),
    ({"type": "timepicker", "timezone": "Asia/Seoul"}, "09:30", "selected_time", "09:30"),
    ({"type": "users_select"}, "U0ADA", "selected_user", "U0ADA"),
    ({"type": "multi_users_select"}, ["U0ADA", "U0MINA"], "selected_users", ["U0ADA", "U0MINA"]),
    ({"type": "conversations_select"}, "C0PUB", "selected_conversation", "C0PUB"),
]


async def card(client: AsyncWebClient, *blocks: dict[str, Any], **fields: Any) -> str:
    posted = await client.chat_postMessage(channel="C0REVIEW", text="card", blocks=blocks, **fields)
    return str(posted["ts"])


def button(**fields: Any) -> dict[str, Any]:
    element = {"type": "button", "action_id": "yes", "text": words("Yes"), "value": "142", **fields}
    return {"type": "actions", "block_id": "decide", "elements": [element]}


@pytest.mark.parametrize(("element", "given", "field", "reported"), CHOICES, ids=lambda c: str(c)[:40])
async def test_a_choice_in_a_message_is_reported_and_kept(
    client: AsyncWebClient, sandbox: Sandbox, app: Any, element: dict[str, Any], given: Any, field: str, reported: Any
) -> None:
    section = {"type": "section", "block_id": "s", "text": words("choose")}
    ts = await card(client, section | {"accessory": {**element, "action_id": "it"}})
    assert (await sandbox.person("U0JONAS").press("C0REVIEW", ts, "s", "it", value=given))["acked"]
    (payload,) = app.payloads("block_actions")
    (action,) = payload["actions"]
    values = [o["value"] for o in action[field]] if field == "selected_options" else action[field]
    assert (action[field]["value"] if field == "selected_option" else values) == reported
    assert (action["type"], action["block_id"]) == (element["type"], "s")
    kept = payload["state"]["values"]
    assert kept == {} if element["type"] == "overflow" else kept["s"]["it"][field] == action[field]


async def test_a_press_carries_everything_about_its_place(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    confirm = {"title": words("?"), "text": words("Sure?"), "confirm": words("Yes"), "deny": words("No")}
    parent = await card(client, button(confirm=confirm, style="primary"))
    await card(client, button(), thread_ts=parent)
    await sandbox.person("U0JONAS").press("C0REVIEW", parent, "decide", "yes")
    reply = (await sandbox.person("U0JONAS").messages("C0REVIEW", parent))[1]["ts"]
    await sandbox.person("U0JONAS").press("C0REVIEW", reply, "decide", "yes")
    first, second = app.payloads("block_actions")
    place = {"type": "message", "message_ts": parent, "channel_id": "C0REVIEW", "is_ephemeral": False}
    assert first["container"] == place
    assert second["container"]["thread_ts"] == parent
    assert first["channel"] == {"id": "C0REVIEW", "name": "social-approvals"}
    assert first["user"] == {"id": "U0JONAS", "username": "jonas", "name": "jonas", "team_id": "T0GREEN"}
    assert first["team"] == {"id": "T0GREEN", "domain": "acorn-foods"}
    assert (first["message"]["ts"], first["actions"][0]["value"]) == (parent, "142")
    assert first["response_url"].startswith(f"{sandbox.url}/respond/")
    assert first["trigger_id"] != second["trigger_id"]


async def test_an_ephemeral_is_pressed_and_replaced(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    shown = await client.chat_postEphemeral(channel="C0REVIEW", user="U0MINA", text="psst", blocks=[button()])
    mina, ts = sandbox.person("U0MINA"), shown["message_ts"]
    await mina.press("C0REVIEW", ts, "decide", "yes")
    (payload,) = app.payloads("block_actions")
    assert (payload["container"]["is_ephemeral"], "message" in payload) == (True, False)
    respond = AsyncWebhookClient(payload["response_url"])
    assert (await respond.send(text="replaced", replace_original=True)).body == "ok"
    (seen,) = await mina.messages("C0REVIEW")
    assert (seen["ts"], seen["text"], "blocks" in seen) == (ts, "replaced", False)
    await respond.send(delete_original=True)
    assert await mina.messages("C0REVIEW") == []
    with pytest.raises(NotPossible, match="sees no message"):
        await mina.press("C0REVIEW", ts, "decide", "yes")


async def test_a_response_url_works_five_times_in_thirty_minutes(start: Any, listen: Any) -> None:
    hand = HandTurned()
    sandbox = await start(machine=hand)
    app = await listen(sandbox)
    mina = sandbox.person("U0MINA")
    await mina.command("C0GENERAL", "/any", "a & b")
    (payload,) = app.payloads("command")
    respond = AsyncWebhookClient(payload["response_url"])
    for number in range(5):
        kind = "in_channel" if number == 0 else "ephemeral"
        assert (await respond.send(text=str(number), response_type=kind)).status_code == 200
    sixth = await respond.send(text="6")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
    assert [m["text"] for m in await sandbox.person("U0ADA").messages("C0GENERAL")] == ["0"]
    assert len(await mina.messages("C0GENERAL")) == 5
    await mina.command("C0GENERAL", "/any")
    hand.advance(30 * 60 + 1)
    late = await AsyncWebhookClient(app.payloads("command")[1]["response_url"]).send(text="late")
    assert "expired_url" in late.body


async def test_what_cannot_be_chosen_is_not_possible(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    element = {"type": "static_select", "action_id": "it", "options": OPTIONS}
    ts = await card(client, {"type": "actions", "block_id": "s", "elements": [element]})
    jonas = sandbox.person("U0JONAS")
    with pytest.raises(NotPossible, match="does not offer"):
        await jonas.press("C0REVIEW", ts, "s", "it", value="c")
    with pytest.raises(NotPossible, match="There is no other"):
        await jonas.press("C0REVIEW", ts, "s", "other")
    assert app.payloads("block_actions") == []


async def test_a_button_value_may_be_forged(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    ts = await card(client, button())
    await sandbox.person("U0JONAS").press("C0REVIEW", ts, "decide", "yes", value={"value": "999"})
    assert app.payloads("block_actions")[0]["actions"][0]["value"] == "999"


async def test_a_command_answers_in_its_ack(sandbox: Sandbox, app: Any) -> None:
    app.answer = lambda request: {"text": "only you", "response_type": "ephemeral"}
    mina = sandbox.person("U0MINA")
    done = await mina.command("C0REVIEW", "/submit-post", "  hello <b> @Jonas Weber ")
    assert done["response"]["text"] == "only you"
    (payload,) = app.payloads("command")
    assert (payload["text"], payload["user_name"]) == ("hello &lt;b&gt; @Jonas Weber", "mina")
    assert (payload["channel_name"], payload["team_domain"]) == ("social-approvals", "acorn-foods")
    assert [(m["text"], m["ephemeral"]) for m in await mina.messages("C0REVIEW")] == [("only you", True)]
    app.answer = lambda request: {"blocks": [{"type": "nonsense"}]}
    assert (await mina.command("C0REVIEW", "/submit-post"))["error"] == "invalid_blocks"


async def test_should_escape_turns_names_into_tokens(start: Any, listen: Any) -> None:
    commands = [{"command": "/submit-post", "description": "x", "should_escape": True}]
    settings = {"socket_mode_enabled": True}
    sandbox = await start({"features": {"slash_commands": commands}, "settings": settings})
    app = await listen(sandbox)
    mina = sandbox.person("U0MINA")
    await mina.command("C0REVIEW", "/submit-post", "<b> & @Jonas Weber in #published, @nobody")
    expected = "&lt;b&gt; &amp; <@U0JONAS> in <#C0PUB|published>, @nobody"
    assert app.payloads("command")[0]["text"] == expected
    with pytest.raises(NotPossible, match="not a valid command"):
        await mina.command("C0REVIEW", "/other")


async def test_shortcuts_global_and_on_a_message(start: Any, listen: Any) -> None:
    shortcuts = [
        {"name": "New", "type": "global", "callback_id": "new", "description": "x"},
        {"name": "Submit", "type": "message", "callback_id": "submit", "description": "x"},
    ]
    sandbox = await start({"features": {"shortcuts": shortcuts}, "settings": {"socket_mode_enabled": True}})
    app = await listen(sandbox)
    mina = sandbox.person("U0MINA")
    said = await mina.say("C0REVIEW", "see https://a.example & <b>")
    await mina.shortcut("new")
    await mina.shortcut("submit", "C0REVIEW", said["ts"])
    (new,), (submit,) = app.payloads("shortcut"), app.payloads("message_action")
    assert ("channel" in new, "response_url" in new, new["callback_id"]) == (False, False, "new")
    assert submit["message"]["text"] == "see <https://a.example> &amp; &lt;b&gt;"
    assert (submit["message_ts"], submit["channel"]["id"]) == (said["ts"], "C0REVIEW")
    with pytest.raises(NotPossible, match="no global shortcut submit"):
        await mina.shortcut("submit")


async def test_input_in_a_view_is_told_only_with_dispatch_action(
    client: AsyncWebClient, sandbox: Sandbox, app: Any
) -> None:
    def box(block_id: str, dispatch: bool) -> dict[str, Any]:
        element = {"type": "plain_text_input", "action_id": "v"}
        block = {"type": "input", "block_id": block_id, "label": words("x"), "element": element}
        return block | {"dispatch_action": dispatch}

    view = {"type": "modal", "title": words("T"), "submit": words("S"), "blocks": [box("a", False), box("b", True)]}
    answer = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    mina, view_id = sandbox.person("U0MINA"), answer["view"]["id"]
    await mina.type(view_id, "a", "v", "one")
    await mina.type(view_id, "b", "v", "two")
    (payload,) = app.payloads("block_actions")
    assert payload["container"] == {"type": "view", "view_id": view_id}
    assert (payload["actions"][0]["value"], "response_url" in payload) == ("two", False)
    assert payload["view"]["state"]["values"]["a"]["v"]["value"] == "one"
    with pytest.raises(NotPossible, match="tells the app nothing"):
        await mina.press(block_id="a", action_id="v", view_id=view_id)


async def test_nobody_acts_for_the_deactivated(sandbox: Sandbox, app: Any) -> None:
    sandbox.change_workspace("deactivate", user="U0MINA")
    with pytest.raises(NotPossible, match="deactivated"):
        await sandbox.person("U0MINA").command("C0REVIEW", "/any")


async def test_strange_answers_to_a_response_url_are_refused(sandbox: Sandbox, app: Any) -> None:
    await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    url = app.payloads("command")[0]["response_url"]
    async with aiohttp.ClientSession() as http:
        unknown = await (await http.post(url, json={"text": "a", "colour": "red"})).json()
        empty = await (await http.post(url, json={})).json()
        nowhere = await (await http.post(f"{sandbox.url}/respond/none", json={"text": "a"})).json()
    assert [a["error"] for a in (unknown, empty, nowhere)] == ["invalid_arguments", "no_text", "invalid_url"]


async def test_an_external_select_asks_the_app(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    app.answer = lambda request: {"options": OPTIONS}
    select = {"type": "external_select", "action_id": "it", "min_query_length": 1}
    ts = await card(client, {"type": "actions", "block_id": "s", "elements": [select]})
    jonas = sandbox.person("U0JONAS")
    found = await jonas.options("s", "it", "a", channel="C0REVIEW", ts=ts)
    assert found["options"] == OPTIONS
    (asked,) = app.payloads("block_suggestion")
    assert (asked["value"], asked["action_id"], asked["container"]["message_ts"]) == ("a", "it", ts)
    await jonas.press("C0REVIEW", ts, "s", "it", value=found["options"][1])
    assert app.payloads("block_actions")[0]["actions"][0]["selected_option"] == OPTIONS[1]
