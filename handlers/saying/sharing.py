"""Images into a card's thread, in Slack's three steps; there everybody in the channel can see them."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from handlers.blocks.saying import Drawn
from handlers.desk import Desk
from storage import media


async def share(desk: Desk, channel: str, thread_ts: str | None, drawn: Drawn) -> str:
    """Shares them as one message. Raises a SlackError."""
    contents = await desk.database.read(_contents, [image.sha256 for image in drawn.images])
    uploads = [
        {"content": contents[image.sha256], "filename": image.name, "title": image.name, "alt_txt": image.alt_text}
        for image in drawn.images
    ]
    # The SDK's own three steps in one; it has no method of this name at Slack, and is paced like one.
    answer = await desk.slack.call(
        "files.upload_v2", channel=channel, thread_ts=thread_ts, initial_comment=drawn.text, file_uploads=uploads
    )
    return str(answer["files"][0]["id"])


def is_share_of(message: Mapping[str, Any], drawn: Drawn | None) -> bool:
    """Files carry no metadata, so an earlier share is known by its comment and its files' names."""
    if drawn is None or not drawn.images:
        return False
    names = [str(file.get("name")) for file in message.get("files") or []]
    return message.get("text") == drawn.text and names == [image.name for image in drawn.images]


def _contents(session: Session, hashes: list[str]) -> dict[str, bytes]:
    found = (media.load(session, sha256) for sha256 in hashes)
    return {one.sha256: one.content for one in found if one is not None}
