"""What Slack adds to blocks that it accepts: ids where none were given, and defaults of text objects."""

import secrets
from typing import Any

from bot.sandbox.block_kit import walking

Json = dict[str, Any]
WITHOUT_ACTION = ("image", "plain_text", "mrkdwn")


def fill(blocks: list[Json]) -> list[Json]:
    """Fill in `blocks` in place, and answer them. A markdown block never keeps the id it was given."""
    for block, at in walking.blocks(blocks, ""):
        if not block.get("block_id") or block["type"] == "markdown":
            block["block_id"] = short_id()
        for part, _ in walking.parts(block, at):
            if part["type"] not in WITHOUT_ACTION and not part.get("action_id"):
                part["action_id"] = short_id()
    _fill_part(blocks)
    return blocks


def short_id() -> str:
    """Answer an id like those that Slack makes up for blocks and actions."""
    return secrets.token_urlsafe(4)[:5]


def _fill_part(part: Any) -> None:
    if isinstance(part, list):
        for item in part:
            _fill_part(item)
    elif isinstance(part, dict):
        kind = part.get("type")
        if kind == "plain_text":
            part.setdefault("emoji", True)
        elif kind == "mrkdwn":
            part.setdefault("verbatim", False)
        else:
            for value in part.values():
                if isinstance(value, dict | list):
                    _fill_part(value)
