"""What an app is sent carries every field that an app usually reads."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.contract.reading import missing

TEXT = {"type": "plain_text", "text": "Hello"}
BUTTON = {"type": "button", "action_id": "go", "text": TEXT, "value": "7"}
FIELD = {"type": "plain_text_input", "action_id": "text"}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": TEXT,
    "submit": TEXT,
    "notify_on_close": True,
    "private_metadata": "kept",
    "blocks": [{"type": "input", "block_id": "field", "label": TEXT, "optional": True, "element": FIELD}],
}
PERSON = ("user.id", "user.username", "user.name", "user.team_id", "team.id", "team.domain")
VIEW = tuple(
    f"view.{name}"
    for name in (
        *(
            "id",
            "team_id",
            "type",
            "blocks",
            "private_metadata",
            "callback_id",
            "state.values",
            "hash",
            "title",
            "close",
        ),
        *("submit", "clear_on_close", "notify_on_close", "previous_view_id", "root_view_id", "app_id", "external_id"),
        *("app_installed_team_id", "bot_id"),
    )
)
INTERACTIVE = {
    "block_actions": (
        *PERSON,
        *("api_app_id", "token", "trigger_id", "response_url", "is_enterprise_install", "enterprise", "state.values"),
        *("container.type", "container.message_ts", "container.channel_id", "container.is_ephemeral", "channel.id"),
        *("channel.name", "message.ts", "message.text", "message.blocks", "message.bot_id", "message.user", "actions"),
    ),
    "message_action": (
        *PERSON,
        *("callback_id", "api_app_id", "token", "trigger_id", "response_url", "action_ts", "message_ts"),
        *("channel.id", "channel.name", "message.ts", "message.text"),
    ),
    "shortcut": (*PERSON, "callback_id", "token", "trigger_id", "action_ts", "is_enterprise_install", "enterprise"),
    "view_submission": (
        *PERSON,
        *VIEW,
        *("api_app_id", "token", "trigger_id", "response_urls", "is_enterprise_install", "enterprise"),
    ),
    "view_closed": (*PERSON, *VIEW, "api_app_id", "token", "is_cleared", "is_enterprise_install", "enterprise"),
}
COMMAND = (
    *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text"),
    *("api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
)
EVENTS = {
    "message": ("user", "text", "ts", "channel", "channel_type", "event_ts", "team", "client_msg_id", "blocks"),
    "message_changed": ("message.text", "message.edited.user", "previous_message.text", "hidden", "channel", "ts"),
    "message_deleted": ("deleted_ts", "previous_message.text", "hidden", "channel", "ts"),
    "reaction_added": ("user", "reaction", "item.type", "item.channel", "item.ts", "item_user", "event_ts"),
    "app_home_opened": ("user", "channel", "tab", "event_ts"),
}
CALLBACK = (
    *("token", "team_id", "api_app_id", "type", "event_id", "event_time", "authorizations", "is_ext_shared_channel"),
    "event_context",
)


@pytest.fixture
async def heard(sandbox: Sandbox, app: Any, client: AsyncWebClient) -> Any:
    """Everything that people can make an app hear, once."""
    mina = sandbox.person("U0MINA")
    blocks = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]
    ts = str((await client.chat_postMessage(channel="C0REVIEW", text="Hello", blocks=blocks))["ts"])
    await mina.press("C0REVIEW", ts, "row", "go")
    await mina.command("C0REVIEW", "/any", "words")
    await mina.shortcut("of_a_message", channel="C0REVIEW", ts=ts)
    await mina.shortcut("of_all")
    for act in (mina.submit, mina.close):
        view = (await client.views_open(trigger_id=sandbox.world.issue_trigger("U0MINA"), view=FORM))["view"]
        await act(view["id"])
    said = await mina.say("C0REVIEW", "words")
    await mina.react("C0REVIEW", said["ts"], "eyes")
    await mina.edit("C0REVIEW", said["ts"], "other words")
    await mina.delete("C0REVIEW", said["ts"])
    await mina.home()
    await sandbox.idle()
    return app


async def test_interactions(heard: Any) -> None:
    for kind, wanted in INTERACTIVE.items():
        payload = heard.payloads(kind)[0]
        assert [name for name in wanted if missing(payload, name)] == [], kind
    (command,) = heard.payloads("command")
    assert [name for name in COMMAND if missing(command, name)] == []


async def test_events(heard: Any) -> None:
    callbacks = [one.payload for one in heard.heard if one.type == "events_api"]
    by_kind = {one["event"].get("subtype") or one["event"]["type"]: one for one in callbacks}
    for kind, wanted in EVENTS.items():
        assert [name for name in CALLBACK if missing(by_kind[kind], name)] == [], kind
        assert [name for name in wanted if missing(by_kind[kind]["event"], name)] == [], kind
