"""The door to the Web API: tokens, scopes, arguments however they are sent, paging, unknown methods."""

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.web_api.paging import encoded

MANIFEST: dict[str, Any] = {
    "oauth_config": {"scopes": {"bot": ["chat:write", "channels:read"]}},
    "settings": {"socket_mode_enabled": True},
}


async def code_of(call: Any) -> str:
    """Answer the error with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_auth_test_tells_the_app_who_it_is(client: AsyncWebClient, sandbox: Sandbox) -> None:
    answer = await client.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0GREEN", "U0BOT", "B0BOT")
    assert answer["url"] == f"{sandbox.url}/"
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "code"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth"), ("xapp-sandbox", "not_allowed_token_type")]
)
async def test_a_wrong_token_is_refused(sandbox: Sandbox, token: str, code: str) -> None:
    assert await code_of(AsyncWebClient(token, base_url=sandbox.api_url).auth_test()) == code


async def test_a_bot_token_opens_no_socket(client: AsyncWebClient) -> None:
    assert await code_of(client.apps_connections_open(app_token="xoxb-sandbox")) == "not_allowed_token_type"


async def test_query_form_and_json_are_all_understood(sandbox: Sandbox) -> None:
    url, headers = f"{sandbox.api_url}conversations.info", {"Authorization": "Bearer xoxb-sandbox"}
    args = {"channel": "C0PUB", "include_num_members": "true"}
    async with aiohttp.ClientSession(headers=headers) as http:
        answers = [
            await (await http.get(url, params=args)).json(),
            await (await http.post(url, data=args)).json(),
            await (await http.post(url, json={"channel": "C0PUB", "include_num_members": True})).json(),
        ]
        broken = await (await http.post(url, data=b"{", headers=headers | {"Content-Type": "application/json"})).json()
    assert [answer["channel"]["num_members"] for answer in answers] == [6, 6, 6]
    assert broken == {"ok": False, "error": "invalid_json"}


async def test_an_unknown_method_is_an_error_and_is_recorded(client: AsyncWebClient, sandbox: Sandbox) -> None:
    assert await code_of(client.api_call("admin.nothing")) == "unknown_method"
    (call,) = sandbox.world.traffic.calls("admin.nothing")
    assert (call["ok"], call["error"]) == (False, "unknown_method")


async def test_an_unknown_argument_is_an_error_when_strict(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call("chat.postMessage", json={"channel": "C0PUB", "text": "a", "colour": "red"})
    assert refused.value.response["response_metadata"]["messages"] == ["[ERROR] unknown argument: colour"]


async def test_an_unknown_argument_is_a_recorded_warning_otherwise(start: Any) -> None:
    sandbox = await start(strict=False)
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    answer = await client.api_call("chat.postMessage", json={"channel": "C0PUB", "text": "a", "colour": "red"})
    assert answer["response_metadata"]["warnings"] == [answer["warning"]] == ["unknown argument: colour"]
    (call,) = sandbox.world.traffic.calls("chat.postMessage")
    assert call["warnings"] == ["unknown argument: colour"]


async def test_a_missing_scope_names_what_is_needed(start: Any) -> None:
    sandbox = await start(MANIFEST)
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    with pytest.raises(SlackApiError) as refused:
        await client.users_info(user="U0MINA")
    answer = refused.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert answer["provided"] == "chat:write,channels:read"
    assert await code_of(client.conversations_list(types="im")) == "missing_scope"


async def test_lists_are_paged_by_cursor(client: AsyncWebClient) -> None:
    first = await client.users_list(limit=4)
    second = await client.users_list(limit=4, cursor=first["response_metadata"]["next_cursor"])
    assert [m["id"] for m in first["members"]] == ["U0MINA", "U0JONAS", "U0PRIYA", "U0ADA"]
    assert [m["id"] for m in second["members"]] == ["U0OLLIE", "U0BOT"]
    assert second["response_metadata"]["next_cursor"] == ""
    for cursor in ("nonsense", encoded(-4)):
        assert await code_of(client.users_list(limit=4, cursor=cursor)) == "invalid_cursor"


LISTS = {
    "users.list": ("members", {}),
    "conversations.list": ("channels", {}),
    "users.conversations": ("channels", {}),
    "conversations.members": ("members", {"channel": "C0REVIEW"}),
    "conversations.history": ("messages", {"channel": "C0PUB"}),
    "conversations.replies": ("messages", {"channel": "C0PUB", "ts": "PARENT"}),
    "chat.scheduledMessages.list": ("scheduled_messages", {}),
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_is_the_same_in_pages_of_one(client: AsyncWebClient, sandbox: Sandbox, name: str) -> None:
    field, args = LISTS[name]
    parent = (await client.chat_postMessage(channel="C0PUB", text="parent"))["ts"]
    await client.chat_postMessage(channel="C0PUB", text="reply", thread_ts=parent, reply_broadcast=True)
    for seconds in (100, 200):
        await client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=sandbox.world.unix_now() + seconds)
    args = {key: parent if value == "PARENT" else value for key, value in args.items()}
    whole, one_by_one, cursor = (await client.api_call(name, json=args))[field], [], "first"
    while cursor:
        given = args | {"limit": 1} | ({"cursor": cursor} if cursor != "first" else {})
        page = await client.api_call(name, json=given)
        one_by_one += page[field]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
    assert len(whole) > 1
    assert one_by_one == whole


def test_the_synchronous_client_is_served_too(sandbox_in_thread: Sandbox) -> None:
    client = WebClient("xoxb-sandbox", base_url=sandbox_in_thread.api_url)
    answer = client.chat_postMessage(channel="#published", text="hello")
    assert client.conversations_history(channel="C0PUB")["messages"][0]["ts"] == answer["ts"]
    assert json.dumps(client.team_info()["team"]["name"]) == '"Acorn Foods"'


async def test_people_have_locale_zone_and_profile(client: AsyncWebClient, sandbox: Sandbox) -> None:
    mina = (await client.users_info(user="U0MINA", include_locale=True))["user"]
    assert (mina["locale"], mina["tz"], mina["tz_offset"]) == ("ko-KR", "Asia/Seoul", 9 * 3600)
    assert mina["profile"]["email"] == "mina@acorn.example"
    assert (await client.users_lookupByEmail(email="JONAS@acorn.example"))["user"]["id"] == "U0JONAS"
    assert await code_of(client.users_lookupByEmail(email="nobody@acorn.example")) == "users_not_found"
    assert await code_of(client.users_info(user="U0NOBODY")) == "user_not_found"
    sandbox.change_workspace("change_user", user="U0MINA", dnd_enabled=True, status_text="Away")
    assert (await client.dnd_info(user="U0MINA"))["dnd_enabled"] is True
    assert (await client.users_profile_get(user="U0MINA"))["profile"]["status_text"] == "Away"


async def test_channels_are_seen_as_the_app_may_see_them(client: AsyncWebClient, sandbox: Sandbox) -> None:
    general = (await client.conversations_info(channel="C0GENERAL"))["channel"]
    assert (general["is_member"], general["is_channel"], general["is_archived"]) == (False, True, False)
    assert (await client.conversations_members(channel="C0REVIEW"))["members"][-1] == "U0BOT"
    assert [c["id"] for c in (await client.users_conversations())["channels"]] == ["C0REVIEW", "C0PUB"]
    assert await code_of(client.conversations_info(channel="C0NOWHERE")) == "channel_not_found"
    assert await code_of(client.conversations_history(channel="C0GENERAL")) == "not_in_channel"
    await client.conversations_join(channel="C0GENERAL")
    assert (await client.conversations_join(channel="C0GENERAL"))["warning"] == "already_in_channel"
    assert (await client.conversations_history(channel="C0GENERAL"))["messages"][0]["subtype"] == "channel_join"
    opened = await client.conversations_open(users="U0MINA", return_im=True)
    assert (opened["channel"]["is_im"], opened["channel"]["user"]) == (True, "U0MINA")
    sandbox.change_workspace("deactivate", user="U0OLLIE")
    assert await code_of(client.conversations_open(users="U0OLLIE")) == "user_disabled"
    assert "U0OLLIE" not in (await client.conversations_members(channel="C0PUB"))["members"]


async def test_blocks_are_validated_without_posting(client: AsyncWebClient) -> None:
    fine = [{"type": "divider"}]
    assert (await client.api_call("blocks.validate", json={"blocks": fine}))["ok"]
    with pytest.raises(SlackApiError) as refused:
        await client.api_call("blocks.validate", json={"view": {"type": "home", "blocks": []}})
    (error,) = refused.value.response["errors"]
    assert (error["pointer"], error["message"]) == ("/blocks", "no fewer than 1 items allowed")


async def test_another_name_needs_its_own_scope(client: AsyncWebClient) -> None:
    posted = client.chat_postMessage(channel="C0PUB", text="a", username="Somebody")
    assert await code_of(posted) == "missing_scope"
