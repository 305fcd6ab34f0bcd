"""`state.values` as a Bolt app receives it: every element, in a modal, in a message and on the Home tab."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.block_kit.surfaces import ON_SURFACE
from bot.sandbox.modals.elements import VALUE_FIELD
from bot.sandbox.people.person import Person
from bot.sandbox.refusals import NotPossible
from bot.sandbox.server import Sandbox
from tests.sandbox.block_kit.judging import Json, actions, entry, modal, option, words
from tests.sandbox.block_kit.stateful import FILES, KINDS, blocks, reported, table

Connect = Callable[..., Awaitable[AsyncApp]]
SEND = actions({"type": "button", "action_id": "send", "text": words()})
WHATS = ["empty", "begun", "filled"]


@pytest.fixture
def heard() -> list[Json]:
    """The bodies that the app received."""
    return []


@pytest.fixture
async def mina(sandbox: Sandbox, connect: Connect, heard: list[Json]) -> Person:
    """A person, and a Bolt app that listens to what she sends."""

    def listen(app: AsyncApp) -> None:
        async def hear(ack: Callable[[], Awaitable[None]], body: Json) -> None:
            heard.append(body)
            await ack()

        app.action("send")(hear)
        app.view("form")(hear)

    await connect(sandbox, listen)
    return sandbox.person("U0MINA")


async def fill_in(mina: Person, what: str, **place: Any) -> None:
    """Put something into every input, if the test is about what is filled in."""
    for kind, one in KINDS.items() if what == "filled" else ():
        await mina.type(block_id=kind, action_id="it", value=one.filled, **place)


def test_every_element_that_keeps_a_value_is_among_them() -> None:
    assert VALUE_FIELD.keys() == KINDS.keys() | {FILES}


@pytest.mark.parametrize("what", WHATS)
async def test_in_a_modal(sandbox: Sandbox, client: AsyncWebClient, mina: Person, heard: list[Json], what: str) -> None:
    optional = [{**block, "optional": True} for block in blocks(what == "begun")]
    view = modal(*optional, callback_id="form")
    opened = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    await fill_in(mina, what, view_id=opened["view"]["id"])
    assert (await mina.submit(opened["view"]["id"]))["acked"]
    assert heard[0]["view"]["state"]["values"] == reported(what)


@pytest.mark.parametrize("what", WHATS)
async def test_in_a_message(client: AsyncWebClient, mina: Person, heard: list[Json], what: str) -> None:
    posted = await client.chat_postMessage(channel="C0PUB", text="a", blocks=[*blocks(what == "begun"), SEND])
    place = {"channel": "C0PUB", "ts": posted["ts"]}
    await fill_in(mina, what, **place)
    await mina.press(block_id=posted["message"]["blocks"][-1]["block_id"], action_id="send", **place)
    assert heard[0]["state"]["values"] == reported(what)


@pytest.mark.parametrize("what", WHATS)
async def test_on_the_home_tab(client: AsyncWebClient, mina: Person, heard: list[Json], what: str) -> None:
    view = {"type": "home", "blocks": [*blocks(what == "begun"), SEND]}
    home = (await client.views_publish(user_id="U0MINA", view=view))["view"]
    await fill_in(mina, what, view_id=home["id"])
    await mina.press(view_id=home["id"], block_id=home["blocks"][-1]["block_id"], action_id="send")
    assert heard[0]["view"]["state"]["values"] == reported(what)


async def test_what_was_begun_can_be_emptied(
    sandbox: Sandbox, client: AsyncWebClient, mina: Person, heard: list[Json]
) -> None:
    optional = [{**block, "optional": True} for block in blocks(begun=True)]
    view = modal(*optional, callback_id="form")
    opened = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    for kind, one in KINDS.items():
        await mina.type(opened["view"]["id"], kind, "it", one.empty)
    await mina.submit(opened["view"]["id"])
    assert heard[0]["view"]["state"]["values"] == reported("empty")


async def test_files_are_given_with_their_own_fields(
    sandbox: Sandbox, client: AsyncWebClient, mina: Person, heard: list[Json]
) -> None:
    view = modal(entry({"type": FILES, "action_id": "it"}, block_id=FILES, optional=True), callback_id="form")
    opened = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    assert opened["view"]["state"]["values"] == {FILES: {"it": {"type": FILES, "files": []}}}
    uploaded = await mina.upload("bread.png", b"bytes")
    await mina.submit(opened["view"]["id"], {FILES: {"it": {"files": [{"id": uploaded["file_id"]}]}}})
    (file,) = heard[0]["view"]["state"]["values"][FILES]["it"]["files"]
    assert (file["id"], file["name"], file["size"]) == (uploaded["file_id"], "bread.png", 5)
    assert file["url_private_download"].startswith(sandbox.url)


async def test_a_timezone_is_told_with_the_time(sandbox: Sandbox, client: AsyncWebClient) -> None:
    picker = {"type": "timepicker", "action_id": "it", "timezone": "Asia/Seoul", "initial_time": "09:30"}
    view = modal(entry(picker, block_id="t"))
    opened = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    told = {"type": "timepicker", "selected_time": "09:30", "timezone": "Asia/Seoul"}
    assert opened["view"]["state"]["values"] == {"t": {"it": told}}


async def test_the_current_conversation_is_where_the_modal_was_opened(sandbox: Sandbox, client: AsyncWebClient) -> None:
    here = {"action_id": "it", "default_to_current_conversation": True}
    one, several = {"type": "conversations_select", **here}, {"type": "multi_conversations_select", **here}
    begun = {**one, "initial_conversation": "C0PUB"}
    view = modal(*[entry(element, block_id=name) for name, element in (("1", one), ("n", several), ("i", begun))])
    trigger = sandbox.world.issue_trigger("U0MINA", "C0REVIEW")
    values = (await client.views_open(trigger_id=trigger, view=view))["view"]["state"]["values"]
    assert values["1"]["it"]["selected_conversation"] == "C0REVIEW"
    assert values["n"]["it"]["selected_conversations"] == ["C0REVIEW"]
    assert values["i"]["it"]["selected_conversation"] == "C0PUB"


async def test_elements_inside_attachments_and_containers_are_in_the_state_too(
    client: AsyncWebClient, mina: Person, heard: list[Json]
) -> None:
    inside = {"type": "container", "title": words(), "child_blocks": [blocks()[0]]}
    attached = [{"blocks": [blocks()[-1], {**SEND, "block_id": "row"}]}]
    posted = await client.chat_postMessage(channel="C0PUB", text="a", blocks=[inside], attachments=attached)
    place = {"channel": "C0PUB", "ts": posted["ts"]}
    await mina.type(block_id="plain_text_input", action_id="it", value="typed", **place)
    await mina.press(block_id="row", action_id="send", **place)
    values = heard[0]["state"]["values"]
    assert values["plain_text_input"]["it"]["value"] == "typed"
    assert values["datetimepicker"]["it"]["selected_date_time"] is None


IMPOSSIBLE: list[tuple[str, Any]] = [
    ("plain_text_input", 5),
    ("rich_text_input", "words"),
    ("static_select", "c"),
    ("external_select", "a"),
    ("users_select", "U0NOBODY"),
    ("users_select", ["U0MINA"]),
    ("conversations_select", "C0NOWHERE"),
    ("multi_channels_select", "C0PUB"),
    ("multi_users_select", ["U0MINA", "U0MINA"]),
    ("checkboxes", ["a", "a"]),
    ("datepicker", "2026-02-30"),
    ("timepicker", "24:00"),
    ("datetimepicker", "1790000000"),
    ("datetimepicker", 5),
]


@pytest.mark.parametrize(("kind", "value"), IMPOSSIBLE)
async def test_nobody_can_choose_what_is_not_there(
    sandbox: Sandbox, client: AsyncWebClient, kind: str, value: Any
) -> None:
    view = modal(*[block for block in blocks() if block["block_id"] == kind])
    opened = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    with pytest.raises(NotPossible):
        await sandbox.person("U0MINA").type(opened["view"]["id"], kind, "it", value)


async def test_only_as_many_and_only_such_places_as_the_app_asks_for(sandbox: Sandbox, client: AsyncWebClient) -> None:
    several = {"type": "multi_users_select", "action_id": "it", "max_selected_items": 1}
    direct = {"type": "conversations_select", "action_id": "it", "filter": {"include": ["im"]}}
    view = modal(entry(several, block_id="several"), entry(direct, block_id="direct"))
    opened = await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=view)
    mina = sandbox.person("U0MINA")
    with pytest.raises(NotPossible):
        await mina.type(opened["view"]["id"], "several", "it", ["U0MINA", "U0JONAS"])
    with pytest.raises(NotPossible):
        await mina.type(opened["view"]["id"], "direct", "it", "C0PUB")


@pytest.mark.parametrize(
    ("offer", "place"),
    [
        ({"options": [option(f"{number}") for number in range(101)]}, "/options"),
        ({"options": [option("v" * 76)]}, "/options/0/value"),
        ({"option_groups": [{"label": words(), "options": []}]}, "/option_groups/0/options"),
    ],
)
async def test_an_app_offers_options_as_slack_takes_them(
    client: AsyncWebClient, sandbox: Sandbox, app: Any, offer: Json, place: str
) -> None:
    app.answer = lambda request: offer
    block = {**actions({"type": "external_select", "action_id": "it"}), "block_id": "row"}
    ts = (await client.chat_postMessage(channel="C0PUB", text="a", blocks=[block]))["ts"]
    seen = await sandbox.person("U0MINA").options("row", "it", "a", channel="C0PUB", ts=ts)
    assert (seen["options"], seen["error"]) == ([], "invalid_options")
    (recorded,) = [entry for entry in sandbox.traffic() if entry.get("error") == "invalid_options"]
    assert recorded["answer"]["errors"][0].endswith(f"[json-pointer:{place}]")


async def test_feedback_and_icons_send_their_value(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> None:
    pair = {name: {"text": words(name), "value": name} for name in ("positive_button", "negative_button")}
    feedback = {"type": "feedback_buttons", "action_id": "good", **pair}
    trash = {"type": "icon_button", "action_id": "trash", "icon": "trash", "text": words("Delete"), "value": "7"}
    block = {"type": "context_actions", "block_id": "row", "elements": [feedback, trash]}
    ts = (await client.chat_postMessage(channel="C0PUB", text="a", blocks=[block]))["ts"]
    mina = sandbox.person("U0MINA")
    await mina.press("C0PUB", ts, "row", "good", value="negative_button")
    await mina.press("C0PUB", ts, "row", "trash")
    told = [payload["actions"][0] for payload in app.payloads("block_actions")]
    assert [(action["type"], action["value"]) for action in told] == [
        ("feedback_buttons", "negative_button"),
        ("icon_button", "7"),
    ]
    with pytest.raises(NotPossible):
        await mina.press("C0PUB", ts, "row", "good", value="neither")


def test_the_documentation_names_every_field() -> None:
    assert table() in Path("docs/block-kit.md").read_text(encoding="utf-8")


def test_inputs_stand_on_every_surface() -> None:
    assert all("input" in known for known in ON_SURFACE.values())
