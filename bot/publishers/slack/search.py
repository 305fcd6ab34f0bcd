"""Whether a message got through: the one with the publication's mark, in a channel or a thread.

Protocol: docs.slack.dev/reference/methods/conversations.history and conversations.replies
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.publishers.slack import message
from bot.slack import answered
from handlers.publisher import Absent, CannotTell, Outgoing

PAGE = 200
PAGES = 10


@dataclass(frozen=True)
class Place:
    """A channel, or a thread in it."""

    channel: str
    thread_ts: str | None = None


async def find(slack: AsyncWebClient, outgoing: Outgoing, place: Place, since: datetime) -> str | Absent | CannotTell:
    """The message's ts. Reads a channel back to `since`, a thread to its end. Raises SlackError."""
    cursor = None
    for _ in range(PAGES):
        page = await _page(slack, place, cursor)
        messages = page.get("messages") or []
        for found in messages:
            if message.is_of(found, outgoing):
                return str(found["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor or _reaches_back(messages, since, place):
            return Absent()
    return CannotTell(f"there are more than {PAGES * PAGE} messages since the attempt")


async def _page(slack: AsyncWebClient, place: Place, cursor: str | None) -> Mapping[str, Any]:
    """A channel begins with its newest message, a thread with its oldest."""
    window: dict[str, Any] = {"channel": place.channel, "include_all_metadata": True, "limit": PAGE}
    if cursor:
        window["cursor"] = cursor
    if place.thread_ts:
        return await answered(slack.conversations_replies(ts=place.thread_ts, **window))
    return await answered(slack.conversations_history(**window))


def _reaches_back(messages: list[dict[str, Any]], since: datetime, place: Place) -> bool:
    """Whether what follows is older than the attempt.

    The page itself is always read to its end: where Slack's clock is another one, as in the demo, its newest messages
    can bear an older time.
    """
    return place.thread_ts is None and any(float(found["ts"]) < since.timestamp() for found in messages)
