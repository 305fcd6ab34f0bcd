"""What Slack adds to blocks that it accepts: ids where none were given, and defaults of text objects."""

import secrets
from typing import Any

Json = dict[str, Any]
NEED_ACTION_ID = ("accessory", "element")


def fill(blocks: list[Json]) -> list[Json]:
    """Fill in `blocks` in place, and answer them."""
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = short_id()
        _fill_part(block)
        for name in NEED_ACTION_ID:
            if isinstance(block.get(name), dict):
                _name(block[name])
        if block.get("type") == "actions":
            for element in block["elements"]:
                _name(element)
    return blocks


def short_id() -> str:
    """Answer an id like those that Slack makes up for blocks and actions."""
    return secrets.token_urlsafe(4)[:5]


def _name(element: Json) -> None:
    if element.get("type") != "image" and not element.get("action_id"):
        element["action_id"] = short_id()


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
