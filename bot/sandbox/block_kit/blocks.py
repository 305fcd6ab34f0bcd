"""The blocks that are old and stand on every surface, and the ones for Markdown and for signing in.

docs.slack.dev/reference/block-kit/blocks
"""

from bot.sandbox.block_kit.buttons import IMAGE, OVERFLOW
from bot.sandbox.block_kit.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from bot.sandbox.block_kit.objects import ID, SHORT_URL, SLACK_FILE, WEB_URL, plain, text
from bot.sandbox.block_kit.problems import Json, Problems
from bot.sandbox.block_kit.rich_text import RICH_TEXT
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, string, typed
from bot.sandbox.block_kit.together import at_least_one, exactly_one, unique

BLOCK: dict[str, Check] = {"type": anything, "block_id": ID}


def different_actions(value: Json, at: str, problems: Problems) -> None:
    """Check that no two elements of a block have the same action_id."""
    elements = enumerate(value["elements"])
    named = [(e["action_id"], f"{at}/elements/{i}/action_id") for i, e in elements if e.get("action_id")]
    unique(named, "action_id", problems)


_CONTEXT_PARTS: dict[str, Check] = {"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}
CLASSIC: dict[str, Check] = {
    "section": Shape(
        BLOCK
        | {
            "text": text(3000),
            "fields": items(text(2000), 1, 10),
            "accessory": typed(IN_SECTION, "accessory type"),
            "expand": flag,
        },
        (),
        (at_least_one("text", "fields"),),
    ),
    "header": Shape(BLOCK | {"text": plain(150)}, ("text",)),
    "divider": Shape(BLOCK),
    "context": Shape(BLOCK | {"elements": items(typed(_CONTEXT_PARTS, "element type"), 1, 10)}, ("elements",)),
    "actions": Shape(
        BLOCK | {"elements": items(typed(IN_ACTIONS, "element type"), 1, 25)}, ("elements",), (different_actions,)
    ),
    "image": Shape(
        BLOCK | {"image_url": WEB_URL, "slack_file": SLACK_FILE, "alt_text": string(2000, 1), "title": plain(2000)},
        ("alt_text",),
        (exactly_one("image_url", "slack_file"),),
    ),
    "input": Shape(
        BLOCK
        | {
            "label": plain(2000),
            "hint": plain(2000),
            "element": typed(IN_INPUT, "element type"),
            "optional": flag,
            "dispatch_action": flag,
        },
        ("label", "element"),
    ),
    "rich_text": RICH_TEXT,
    "video": Shape(
        BLOCK
        | {
            "title": plain(200),
            "video_url": WEB_URL,
            "thumbnail_url": WEB_URL,
            "alt_text": string(2000, 1),
            "title_url": SHORT_URL,
            "author_name": string(50),
            "provider_name": string(50),
            "provider_icon_url": SHORT_URL,
            "description": plain(200),
        },
        ("title", "video_url", "thumbnail_url", "alt_text"),
    ),
}
MARKDOWN: dict[str, Check] = {"markdown": Shape(BLOCK | {"text": string(12_000, 1)}, ("text",))}
CONTEXT_ACTIONS: dict[str, Check] = {
    "context_actions": Shape(
        BLOCK | {"elements": items(typed(IN_CONTEXT_ACTIONS, "element type"), 1, 5)},
        ("elements",),
        (different_actions,),
    )
}
# Of this one only slack_sdk tells: neither its surfaces nor what stands in `fallback` are documented.
AUTH_PROVIDER: dict[str, Check] = {
    "auth_provider": Shape(
        BLOCK
        | {
            "value": string(150, 1),
            "name": plain(75),
            "is_connected": flag,
            "description": plain(150),
            "icon_url": WEB_URL,
            "auth_url": WEB_URL,
            "disconnect_url": WEB_URL,
            "connected_identity": plain(75),
            "connected_context": plain(75),
            "accessory": typed({"overflow": OVERFLOW}, "accessory type"),
            "fallback": items(typed(CLASSIC), 1, 50),
        },
        ("value", "name", "is_connected"),
    )
}
