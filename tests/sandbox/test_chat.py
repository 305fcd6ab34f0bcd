"""chat.*, history and metadata: what the app writes, and what is refused."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox


async def code_of(call: Any) -> str:
    """Answer the error with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


def section(text: str, block_id: str | None = None) -> dict[str, Any]:
    block: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return block | ({"block_id": block_id} if block_id else {})


async def test_a_posted_message_has_the_usual_fields(client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel="C0PUB", text="a & b https://x.example/y", blocks=[section("hi")])
    message = answer["message"]
    assert message["text"] == "a &amp; b <https://x.example/y>"
    assert (message["user"], message["bot_id"], message["app_id"]) == ("U0BOT", "B0BOT", "A0GREEN")
    assert message["bot_profile"]["name"] == "Greenlight"
    assert message["blocks"][0]["block_id"]
    assert message["blocks"][0]["text"]["verbatim"] is False
    history = await client.conversations_history(channel="C0PUB")
    assert [m["ts"] for m in history["messages"]] == [answer["ts"]]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"channel": "C0NOWHERE", "text": "a"}, "channel_not_found"),
        ({"channel": "C0PUB"}, "no_text"),
        ({"channel": "C0PUB", "text": " "}, "no_text"),
        ({"channel": "C0PUB", "text": "a", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0PUB", "text": "a", "metadata": {"event_type": ""}}, "invalid_metadata_format"),
        ({"channel": "C0PUB", "text": "a", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": "C0PUB", "text": "a", "attachments": [{}] * 101}, "too_many_attachments"),
    ],
)
async def test_what_cannot_be_posted(client: AsyncWebClient, args: dict[str, Any], code: str) -> None:
    assert await code_of(client.api_call("chat.postMessage", json=args)) == code


async def test_a_channel_without_the_bot_takes_no_message(start: Any) -> None:
    sandbox = await start({"oauth_config": {"scopes": {"bot": ["chat:write"]}}})
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    assert await code_of(client.chat_postMessage(channel="C0GENERAL", text="a")) == "not_in_channel"
    sandbox.change_workspace("invite_bot", channel="C0GENERAL")
    await client.chat_postMessage(channel="C0GENERAL", text="a")
    sandbox.change_workspace("archive", channel="C0GENERAL")
    assert await code_of(client.chat_postMessage(channel="C0GENERAL", text="a")) == "is_archived"
    assert await code_of(client.chat_postMessage(channel="U0MINA", text="a")) == "messages_tab_disabled"


async def test_a_person_id_opens_the_direct_message(client: AsyncWebClient, sandbox: Sandbox) -> None:
    answer = await client.chat_postMessage(channel="U0MINA", text="psst")
    assert answer["channel"] == (await sandbox.person("U0MINA").open_dm())["channel"]
    sandbox.change_workspace("deactivate", user="U0MINA")
    assert await code_of(client.chat_postMessage(channel="U0MINA", text="a")) == "user_disabled"


async def test_threads_count_their_replies(client: AsyncWebClient, sandbox: Sandbox) -> None:
    parent = (await client.chat_postMessage(channel="C0PUB", text="parent"))["ts"]
    reply = await client.chat_postMessage(channel="C0PUB", text="reply", thread_ts=parent)
    loud = await client.chat_postMessage(channel="C0PUB", text="loud", thread_ts=parent, reply_broadcast=True)
    history = (await client.conversations_history(channel="C0PUB"))["messages"]
    assert [m["text"] for m in history] == ["loud", "parent"]
    assert (history[1]["reply_count"], history[1]["latest_reply"]) == (2, loud["ts"])
    thread = (await client.conversations_replies(channel="C0PUB", ts=parent))["messages"]
    assert [m["text"] for m in thread] == ["parent", "reply", "loud"]
    await client.chat_delete(channel="C0PUB", ts=reply["ts"])
    thread = (await client.conversations_replies(channel="C0PUB", ts=parent))["messages"]
    assert thread[0]["reply_count"] == 1
    await client.chat_delete(channel="C0PUB", ts=parent)
    history = (await client.conversations_history(channel="C0PUB"))["messages"]
    assert history[-1]["subtype"] == "tombstone"


async def test_metadata_is_kept_and_given_back_only_on_request(client: AsyncWebClient) -> None:
    metadata = {"event_type": "card", "event_payload": {"submission": "142"}}
    await client.chat_postMessage(channel="C0PUB", text="a", metadata=metadata)
    plain = await client.conversations_history(channel="C0PUB")
    full = await client.conversations_history(channel="C0PUB", include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_an_update_with_text_alone_removes_the_blocks(client: AsyncWebClient) -> None:
    metadata = {"event_type": "card", "event_payload": {"submission": "142"}}
    posted = await client.chat_postMessage(channel="C0PUB", text="a", blocks=[section("x")], metadata=metadata)
    blocks_alone = {"channel": "C0PUB", "ts": posted["ts"], "blocks": [section("y")]}
    with_blocks = await client.api_call("chat.update", json=blocks_alone)
    assert (with_blocks["text"], with_blocks["message"]["blocks"][0]["text"]["text"]) == ("a", "y")
    assert "edited" not in with_blocks["message"]
    text_only = await client.chat_update(channel="C0PUB", ts=posted["ts"], text="b")
    assert "blocks" not in text_only["message"]
    assert text_only["message"]["edited"]["user"] == "U0BOT"
    assert text_only["message"]["metadata"] == metadata


async def test_what_cannot_be_updated(client: AsyncWebClient, sandbox: Sandbox) -> None:
    posted = (await client.chat_postMessage(channel="C0PUB", text="a"))["ts"]
    theirs = (await sandbox.person("U0MINA").say("C0PUB", "mine"))["ts"]
    hidden = (await client.chat_postEphemeral(channel="C0PUB", user="U0MINA", text="psst"))["message_ts"]
    assert await code_of(client.chat_update(channel="C0PUB", ts=posted, text="x" * 4001)) == "msg_too_long"
    assert await code_of(client.chat_update(channel="C0PUB", ts=theirs, text="b")) == "cant_update_message"
    assert await code_of(client.chat_update(channel="C0PUB", ts=hidden, text="b")) == "message_not_found"
    assert await code_of(client.api_call("chat.update", json={"channel": "C0PUB", "ts": posted})) == "no_text"
    assert await code_of(client.chat_delete(channel="C0PUB", ts=theirs)) == "cant_delete_message"


async def test_an_ephemeral_is_seen_by_one_person_and_is_no_history(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await client.chat_postEphemeral(channel="C0REVIEW", user="U0MINA", text="psst")
    (seen,) = await sandbox.person("U0MINA").messages("C0REVIEW")
    assert (seen["text"], seen["ephemeral"]) == ("psst", True)
    assert await sandbox.person("U0JONAS").messages("C0REVIEW") == []
    assert (await client.conversations_history(channel="C0REVIEW"))["messages"] == []
    refused = client.chat_postEphemeral(channel="C0REVIEW", user="U0OLLIE", text="psst")
    assert await code_of(refused) == "user_not_in_channel"


async def test_history_is_cut_by_time_and_paged(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel="C0PUB", text=str(n)))["ts"] for n in range(5)]
    page = await client.conversations_history(channel="C0PUB", limit=2)
    assert ([m["text"] for m in page["messages"]], page["has_more"]) == (["4", "3"], True)
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel="C0PUB", limit=9, cursor=cursor)
    assert ([m["text"] for m in rest["messages"]], rest["has_more"]) == (["2", "1", "0"], False)
    cut = await client.conversations_history(channel="C0PUB", oldest=stamps[1], latest=stamps[3])
    assert [m["text"] for m in cut["messages"]] == ["2"]
    closed = await client.conversations_history(channel="C0PUB", oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert [m["text"] for m in closed["messages"]] == ["3", "2", "1"]


async def test_permalinks_and_reactions(client: AsyncWebClient, sandbox: Sandbox) -> None:
    ts = (await client.chat_postMessage(channel="C0PUB", text="a"))["ts"]
    link = (await client.chat_getPermalink(channel="C0PUB", message_ts=ts))["permalink"]
    assert link == f"{sandbox.url}/archives/C0PUB/p{ts.replace('.', '')}"
    await client.reactions_add(channel="C0PUB", timestamp=ts, name="eyes")
    assert await code_of(client.reactions_add(channel="C0PUB", timestamp=ts, name="eyes")) == "already_reacted"
    got = (await client.reactions_get(channel="C0PUB", timestamp=ts))["message"]["reactions"]
    assert got == [{"name": "eyes", "users": ["U0BOT"], "count": 1}]
    await client.reactions_remove(channel="C0PUB", timestamp=ts, name="eyes")
    assert await code_of(client.reactions_remove(channel="C0PUB", timestamp=ts, name="eyes")) == "no_reaction"


async def test_a_reply_to_a_reply_stays_in_the_thread(sandbox: Sandbox) -> None:
    mina = sandbox.person("U0MINA")
    parent = (await mina.say("C0PUB", "parent"))["ts"]
    reply = (await mina.say("C0PUB", "reply", thread_ts=parent))["ts"]
    assert (await mina.say("C0PUB", "again", thread_ts=reply))["thread_ts"] == parent
    assert [m["text"] for m in await mina.messages("C0PUB", parent)] == ["parent", "reply", "again"]
