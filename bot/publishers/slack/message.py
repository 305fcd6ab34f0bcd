"""A publication as a message in Slack: every character arrives as typed, and the message is found again. Pure.

Slack reads mrkdwn and <…> in a plain `text`. The elements of rich text are shown as they are, whatever they hold, so
that `*`, `<!channel>` and `@name` neither format nor ping (docs.slack.dev/reference/block-kit/blocks/rich-text-block).
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bot.publishers import web_addresses
from handlers.publisher import Outgoing

EVENT_TYPE = "greenlight_publication"

Block = dict[str, Any]
Message = Mapping[str, Any]


def blocks(outgoing: Outgoing) -> list[Block]:
    """The text as one rich text block, which also carries the mark: a message with images takes no metadata."""
    return [{**block(outgoing.text), "block_id": mark(outgoing)}]


def block(text: str) -> Block:
    """One that shows the text as it is."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": _elements(text)}]}


def counted(found: Message) -> dict[str, Any]:
    """What people did under a message, without their names."""
    reactions = {one.get("name"): one.get("count") for one in found.get("reactions") or []}
    return {"reactions": reactions, "reply_count": found.get("reply_count") or 0}


def _elements(text: str) -> list[Block]:
    elements: list[Block] = []
    end = 0
    for start, stop in web_addresses.found(text):
        elements += _words(text[end:start])
        elements.append({"type": "link", "url": text[start:stop], "text": text[start:stop]})
        end = stop
    return elements + _words(text[end:])


def _words(text: str) -> list[Block]:
    return [{"type": "text", "text": text}] if text else []


def notification(text: str) -> str:
    """For the notification and for clients without blocks: escaped, so that it holds no mention.

    Source: docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def metadata(outgoing: Outgoing) -> dict[str, Any]:
    payload = {
        "publication_id": outgoing.publication_id,
        "key": outgoing.idempotency_key,
        "text": _digest(outgoing.text),
    }
    return {"event_type": EVENT_TYPE, "event_payload": payload}


def mark(outgoing: Outgoing) -> str:
    """What a message of this publication is known by where it has no metadata; a block_id, so at most 255 long.

    The text is in it because ids begin anew with an empty database, and the channel may still hold older messages.
    """
    return f"{EVENT_TYPE}:{outgoing.publication_id}:{_digest(outgoing.text)}:{outgoing.idempotency_key}"[:255]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def is_of(message: Message, outgoing: Outgoing) -> bool:
    """Whether this message is the publication."""
    if message.get("metadata") == metadata(outgoing):
        return True
    return any(block.get("block_id") == mark(outgoing) for block in message.get("blocks") or [])
