"""Finds a channel in the workspace, and who is in it."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import answered
from handlers.slack import SlackRefused

KINDS = "public_channel,private_channel"
PAGE = 200
"""Slack recommends no more at a time (docs.slack.dev/apis/web-api/pagination)."""


async def find_channel(web: AsyncWebClient, wanted: str) -> Mapping[str, Any] | None:
    """The channel with this id, or with this name behind a #; nothing where the bot sees none. Raises SlackError."""
    if wanted.startswith("#"):
        return await _by_name(web, wanted.removeprefix("#"))
    try:
        return dict((await answered(web.conversations_info(channel=wanted)))["channel"])
    except SlackRefused as refused:
        if refused.code == "channel_not_found":
            return None
        raise


async def _by_name(web: AsyncWebClient, name: str) -> Mapping[str, Any] | None:
    """Of several with that name, a living one: an archived channel's name may be given to a new one."""
    archived = None
    async for channel in _channels(web):
        if channel.get("name") == name and not channel.get("is_archived"):
            return channel
        if channel.get("name") == name:
            archived = channel
    return archived


async def _channels(web: AsyncWebClient) -> AsyncIterator[Mapping[str, Any]]:
    cursor: str | None = None
    while cursor != "":
        page = await answered(web.conversations_list(types=KINDS, limit=PAGE, cursor=cursor))
        for channel in page["channels"]:
            yield channel
        cursor = _next(page)


async def members_of(web: AsyncWebClient, channel_id: str) -> frozenset[str]:
    """User ids of everybody in a channel, bots included. Raises SlackError."""
    members: set[str] = set()
    cursor: str | None = None
    while cursor != "":
        page = await answered(web.conversations_members(channel=channel_id, limit=PAGE, cursor=cursor))
        members.update(page["members"])
        cursor = _next(page)
    return frozenset(members)


def _next(page: Mapping[str, Any]) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")
