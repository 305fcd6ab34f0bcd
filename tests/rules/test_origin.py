"""Where somebody was, told from the payload."""

from typing import Any

import pytest

from handlers.origin import origin_of
from handlers.request import Request

BUTTON = {"type": "block_actions", "channel": {"id": "C0REVIEW"}, "message": {"ts": "1.2"}}
SAID = {"type": "event_callback"}


async def unheard(**_answer: Any) -> None:
    """Nobody listens."""


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (BUTTON, "card"),
        ({**BUTTON, "message": {"ts": "1.3", "thread_ts": "1.2"}}, "thread"),
        ({**BUTTON, "channel": {"id": "D0MINA"}}, "message"),
        ({**BUTTON, "message": None, "channel": None, "view": {"type": "home"}}, "home"),
        ({"type": "block_actions", "view": {"type": "modal"}}, "form"),
        ({"type": "view_submission", "view": {"type": "modal"}}, "form"),
        ({"command": "/greenlight", "channel_id": "C0REVIEW", "text": "pause"}, "command"),
        ({"type": "message_action", "channel": {"id": "C0REVIEW"}, "message": {"ts": "1.2"}}, "shortcut"),
        ({"type": "shortcut"}, "shortcut"),
        ({**SAID, "event": {"type": "message", "channel": "C0REVIEW", "thread_ts": "1.2"}}, "thread"),
        ({**SAID, "event": {"type": "message", "channel": "D0MINA"}}, "message"),
        ({**SAID, "event": {"type": "user_change", "user": {"id": "U0MINA"}}}, ""),
        ({}, ""),
    ],
)
def test_a_payload_tells_where_somebody_was(body: dict[str, Any], place: str) -> None:
    assert origin_of(Request(body=body, acknowledge=unheard)) == place
