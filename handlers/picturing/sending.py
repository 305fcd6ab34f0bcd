"""Pictures on their way to people: as files in a direct message or a thread, each with its words."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slack_sdk.errors import SlackClientError

from handlers.desk import Desk
from handlers.slack import SlackError

MOST_ALT = 1000
"""Characters of a file's description (docs.slack.dev/reference/methods/files.completeUploadExternal)."""


@dataclass(frozen=True)
class Drawing:
    """A file for people: a picture, or a table."""

    name: str
    title: str
    content: bytes
    alt_text: str = ""
    """What the picture says, in words."""


async def drawn(desk: Desk, draw: Callable[[], bytes]) -> bytes:
    """Runs a drawing in a thread; one at a time, as images are."""
    async with desk.drawing:
        return await asyncio.to_thread(draw)


async def to_person(desk: Desk, user_id: str, files: Sequence[Drawing], comment: str) -> None:
    """Into somebody's direct messages. Raises SlackError."""
    try:
        opened = await desk.client.conversations_open(users=user_id)
    except SlackClientError as trouble:
        raise SlackError("not_opened", str(trouble)) from trouble
    await to_channel(desk, str(opened["channel"]["id"]), files, comment)


async def to_channel(
    desk: Desk, channel: str, files: Sequence[Drawing], comment: str, thread_ts: str | None = None
) -> None:
    """Into a channel, or a thread of it, as one message. Raises SlackError."""
    uploads = [
        {"content": one.content, "filename": one.name, "title": one.title, "alt_txt": one.alt_text[:MOST_ALT] or None}
        for one in files
    ]
    await desk.slack.call(
        "files.upload_v2", channel=channel, thread_ts=thread_ts, initial_comment=comment, file_uploads=uploads
    )
