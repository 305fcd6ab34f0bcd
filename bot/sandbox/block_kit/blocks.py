"""Blocks: what each may hold, and on which surface it may stand.

docs.slack.dev/reference/block-kit/blocks. Block types that are not in these tables are refused.
"""

from bot.sandbox.block_kit.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from bot.sandbox.block_kit.objects import ID, SLACK_FILE, WEB_URL, plain, text
from bot.sandbox.block_kit.rich_text import RICH_TEXT
from bot.sandbox.block_kit.rules import (
    Check,
    Json,
    Problems,
    Shape,
    anything,
    at_least_one,
    exactly_one,
    flag,
    items,
    one_of,
    string,
    typed,
    unique,
)

_BLOCK: dict[str, Check] = {"type": anything, "block_id": ID}


def _different_actions(value: Json, at: str, problems: Problems) -> None:
    elements = [e for e in value.get("elements") or () if isinstance(e, dict)]
    named = [(e["action_id"], f"{at}/elements/{i}/action_id") for i, e in enumerate(elements) if e.get("action_id")]
    unique(named, "action_id", problems)


_CONTEXT_PARTS = {
    "image": IMAGE,
    "plain_text": Shape({"type": anything, "text": string(3000, 1), "emoji": flag}, ("text",)),
    "mrkdwn": Shape({"type": anything, "text": string(3000, 1), "verbatim": flag}, ("text",)),
}
EVERYWHERE: dict[str, Shape] = {
    "section": Shape(
        _BLOCK
        | {
            "text": text(3000),
            "fields": items(text(2000), 1, 10),
            "accessory": typed(IN_SECTION, "accessory type"),
            "expand": flag,
        },
        (),
        (at_least_one("text", "fields"),),
    ),
    "header": Shape(_BLOCK | {"text": plain(150)}, ("text",)),
    "divider": Shape(_BLOCK),
    "context": Shape(_BLOCK | {"elements": items(typed(_CONTEXT_PARTS, "element type"), 1, 10)}, ("elements",)),
    "actions": Shape(
        _BLOCK | {"elements": items(typed(IN_ACTIONS, "element type"), 1, 25)}, ("elements",), (_different_actions,)
    ),
    "image": Shape(
        _BLOCK | {"image_url": WEB_URL, "slack_file": SLACK_FILE, "alt_text": string(2000, 1), "title": plain(2000)},
        ("alt_text",),
        (exactly_one("image_url", "slack_file"),),
    ),
    "input": Shape(
        _BLOCK
        | {
            "label": plain(2000),
            "hint": plain(2000),
            "element": typed(IN_INPUT, "element type"),
            "optional": flag,
            "dispatch_action": flag,
        },
        ("label", "element"),
    ),
    "rich_text": Shape(_BLOCK | {"elements": RICH_TEXT}, ("elements",)),
    "video": Shape(
        _BLOCK
        | {
            "title": plain(200),
            "video_url": WEB_URL,
            "thumbnail_url": WEB_URL,
            "alt_text": string(2000, 1),
            "title_url": WEB_URL,
            "author_name": string(50),
            "provider_name": string(50),
            "provider_icon_url": WEB_URL,
            "description": plain(200),
        },
        ("title", "video_url", "thumbnail_url", "alt_text"),
    ),
}
IN_MESSAGES = EVERYWHERE | {
    "markdown": Shape(_BLOCK | {"text": string(12_000, 1)}, ("text",)),
    "file": Shape(_BLOCK | {"external_id": ID, "source": one_of("remote")}, ("external_id", "source")),
    "table": Shape(
        _BLOCK | {"rows": items(items(anything, 1, 20), 1, 100), "column_settings": items(anything, 1, 20)},
        ("rows",),
    ),
}
IN_MODALS = EVERYWHERE | {
    "alert": Shape(
        _BLOCK | {"text": text(200), "level": one_of("default", "info", "warning", "error", "success")}, ("text",)
    ),
}
ON_SURFACE = {"message": IN_MESSAGES, "modal": IN_MODALS, "home": EVERYWHERE}
