"""The limits of a call's arguments: at the limit it is served, one over it is refused."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.contract.ground import Ground

Json = dict[str, Any]
TEXT = {"type": "plain_text", "text": "Hello"}
LINE = {"type": "divider"}


def message(**more: Any) -> Json:
    return {"channel": "C0REVIEW", **more}


def modal(ground: Ground, **more: Any) -> Json:
    return {"trigger_id": ground.trigger, "view": {"type": "modal", "title": TEXT, "blocks": [LINE], **more}}


def title(length: int) -> Json:
    return {"type": "plain_text", "text": "x" * length}


# The method, its arguments for a size, the largest size that is served, and the refusal of one more.
EDGES: list[tuple[str, Any, int, str]] = [
    ("chat.postMessage", lambda g, n: message(attachments=[{"text": "x"}] * n), 100, "too_many_attachments"),
    ("chat.postMessage", lambda g, n: message(blocks=[LINE] * n), 50, "invalid_blocks"),
    ("chat.postMessage", lambda g, n: message(markdown_text="x" * n), 12_000, "msg_too_long"),
    ("chat.update", lambda g, n: message(ts=g.ts, text="x" * n), 4_000, "msg_too_long"),
    ("views.open", lambda g, n: modal(g, blocks=[LINE] * n), 100, "invalid_arguments"),
    ("views.open", lambda g, n: modal(g, private_metadata="x" * n), 3_000, "invalid_arguments"),
    ("views.open", lambda g, n: modal(g, callback_id="x" * n), 255, "invalid_arguments"),
    ("views.open", lambda g, n: modal(g, external_id="x" * n), 255, "invalid_arguments"),
    ("views.open", lambda g, n: modal(g, title=title(n)), 24, "invalid_arguments"),
    ("conversations.history", lambda g, n: message(limit=n), 999, "invalid_limit"),
    ("conversations.list", lambda g, n: {"limit": n}, 999, "invalid_limit"),
    ("conversations.members", lambda g, n: message(limit=n), 1_000, "invalid_limit"),
    ("conversations.replies", lambda g, n: message(ts=g.ts, limit=n), 1_000, "invalid_limit"),
    ("users.conversations", lambda g, n: {"limit": n}, 999, "invalid_limit"),
    ("users.list", lambda g, n: {"limit": n}, 1_000, "invalid_limit"),
]


@pytest.mark.parametrize(("name", "args", "most", "error"), EDGES, ids=[f"{edge[0]}-{edge[2]}" for edge in EDGES])
async def test_a_limit_is_reached_and_not_passed(
    name: str, args: Any, most: int, error: str, sandbox: Sandbox, ground: Ground
) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(name, json=args(ground, most + 1))
    assert refused.value.response["error"] == error
    assert (await client.api_call(name, json=args(ground, most)))["ok"]


async def test_a_text_that_is_too_long_to_post_is_cut(sandbox: Sandbox) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    posted = await client.chat_postMessage(channel="C0REVIEW", text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000


async def test_a_fourth_modal_is_one_too_many(sandbox: Sandbox, ground: Ground) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    for _ in range(2):
        await client.views_push(**modal(ground) | {"trigger_id": sandbox.world.issue_trigger("U0MINA")})
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(**modal(ground))
