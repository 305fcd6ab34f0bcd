"""Paging by cursor. docs.slack.dev/apis/web-api/pagination"""

import base64
import binascii
from typing import Any

from bot.sandbox.refusals import Refused
from bot.sandbox.web_api.call import Call

Json = dict[str, Any]


def page(call: Call, items: list[Any], *, usual: int = 100, most: int = 1000) -> tuple[list[Any], Json]:
    """Answer the part of `items` that the call asks for, and the response_metadata that leads to the next."""
    limit = call.number("limit", usual)
    if not 1 <= limit <= most:
        raise Refused("invalid_limit")
    start = _position(call.text("cursor"))
    end = start + limit
    more = encoded(end) if end < len(items) else ""
    return items[start:end], {"next_cursor": more}


def encoded(position: int) -> str:
    """Answer the cursor for a position."""
    return base64.b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        position = int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Refused("invalid_cursor") from None
    if position < 0:
        raise Refused("invalid_cursor")
    return position
