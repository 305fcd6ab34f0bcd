"""Whose Slack rings: mentions, direct messages, followed threads. Never for an edit, never for an ephemeral."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Usergroup


async def why(sandbox: Sandbox, user: str) -> list[str]:
    """Answer why a person's Slack has rung, in order."""
    return [n["why"] for n in await sandbox.person(user).notifications()]


async def badge(sandbox: Sandbox, user: str, channel: str) -> tuple[int, int]:
    """Answer what a person's list of channels shows: unread, mentions."""
    channels = (await sandbox.person(user).screen())["channels"]
    (row,) = [c for c in channels if c["id"] == channel]
    return row["unread"], row["mentions"]


async def test_a_plain_message_is_unread_and_rings_nobody(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await client.chat_postMessage(channel="C0REVIEW", text="hello")
    assert await badge(sandbox, "U0MINA", "C0REVIEW") == (1, 0)
    assert await why(sandbox, "U0MINA") == []
    await sandbox.person("U0MINA").read("C0REVIEW")
    assert await badge(sandbox, "U0MINA", "C0REVIEW") == (0, 0)


async def test_mentions_ring_in_text_mrkdwn_and_rich_text_but_not_in_plain_text(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    rich = {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U0ADA"}]}
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U0JONAS> please"}},
        {"type": "section", "text": {"type": "plain_text", "text": "<@U0PRIYA> please"}},
        {"type": "rich_text", "elements": [rich]},
    ]
    await client.chat_postMessage(channel="C0REVIEW", text="<@U0MINA|mina> wrote", blocks=blocks)
    assert [await why(sandbox, u) for u in ("U0MINA", "U0JONAS", "U0PRIYA", "U0ADA")] == [
        ["mention"],
        ["mention"],
        [],
        ["mention"],
    ]
    assert await badge(sandbox, "U0JONAS", "C0REVIEW") == (1, 1)


async def test_escaped_tokens_ring_nobody(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await client.chat_postMessage(channel="C0REVIEW", text="&lt;!channel&gt; &lt;@U0JONAS&gt;")
    assert await why(sandbox, "U0JONAS") == []
    await client.chat_postMessage(channel="C0REVIEW", text="<!channel>")
    assert await why(sandbox, "U0JONAS") == ["channel"]


async def test_someone_outside_the_channel_is_not_told(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await client.chat_postMessage(channel="C0REVIEW", text="<@U0OLLIE> look")
    assert await why(sandbox, "U0OLLIE") == []


async def test_a_user_group_rings_its_people(client: AsyncWebClient, sandbox: Sandbox) -> None:
    sandbox.world.workspace.usergroups.append(Usergroup("S0TEAM", "approvers", "Approvers", ["U0JONAS"]))
    await client.chat_postMessage(channel="C0REVIEW", text="<!subteam^S0TEAM> look")
    assert (await why(sandbox, "U0JONAS"), await why(sandbox, "U0PRIYA")) == (["mention"], [])
    assert (await client.usergroups_users_list(usergroup="S0TEAM"))["users"] == ["U0JONAS"]
    assert (await client.usergroups_list(include_users=True))["usergroups"][0]["users"] == ["U0JONAS"]


async def test_direct_messages_ring(client: AsyncWebClient, sandbox: Sandbox) -> None:
    posted = await client.chat_postMessage(channel="U0MINA", text="hello")
    assert await why(sandbox, "U0MINA") == ["dm"]
    assert await badge(sandbox, "U0MINA", posted["channel"]) == (1, 1)


async def test_an_edit_rings_nobody_whatever_it_mentions(client: AsyncWebClient, sandbox: Sandbox) -> None:
    posted = await client.chat_postMessage(channel="C0REVIEW", text="hello")
    await sandbox.person("U0JONAS").read("C0REVIEW")
    await client.chat_update(channel="C0REVIEW", ts=posted["ts"], text="<@U0JONAS> <!channel>")
    assert await why(sandbox, "U0JONAS") == []
    assert await badge(sandbox, "U0JONAS", "C0REVIEW") == (0, 0)


async def test_an_ephemeral_rings_nobody(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await client.chat_postEphemeral(channel="C0REVIEW", user="U0JONAS", text="<@U0JONAS>")
    assert await why(sandbox, "U0JONAS") == []
    assert await badge(sandbox, "U0JONAS", "C0REVIEW") == (0, 0)


async def test_replies_ring_for_author_repliers_and_mentioned(client: AsyncWebClient, sandbox: Sandbox) -> None:
    parent = (await sandbox.person("U0MINA").say("C0REVIEW", "what do you think, @Priya Nair?"))["ts"]
    await sandbox.person("U0JONAS").say("C0REVIEW", "good", thread_ts=parent)
    await client.chat_postMessage(channel="C0REVIEW", text="noted", thread_ts=parent)
    assert await why(sandbox, "U0MINA") == ["thread", "thread"]
    assert await why(sandbox, "U0PRIYA") == ["mention", "thread", "thread"]
    assert await why(sandbox, "U0JONAS") == ["thread"]
    assert await why(sandbox, "U0ADA") == []
    assert await badge(sandbox, "U0ADA", "C0REVIEW") == (1, 0)
    assert (await sandbox.person("U0JONAS").notifications())[0]["thread_ts"] == parent


async def test_a_deleted_message_leaves_no_badge(client: AsyncWebClient, sandbox: Sandbox) -> None:
    posted = await client.chat_postMessage(channel="C0REVIEW", text="<@U0JONAS>")
    await client.chat_delete(channel="C0REVIEW", ts=posted["ts"])
    assert await badge(sandbox, "U0JONAS", "C0REVIEW") == (0, 0)
