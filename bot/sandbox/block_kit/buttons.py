"""Elements that are pressed: buttons, the overflow menu, a workflow's button, and those for answers of an assistant.

docs.slack.dev/reference/block-kit/block-elements
"""

from bot.sandbox.block_kit.objects import (
    CONFIRM,
    ID,
    SLACK_FILE,
    STYLE,
    URL,
    WEB_URL,
    WORKFLOW,
    different_values,
    option,
    plain,
)
from bot.sandbox.block_kit.rules import Check, Shape, anything, items, one_of, string
from bot.sandbox.block_kit.together import exactly_one, only_with

PRESSED: dict[str, Check] = {"type": anything, "action_id": ID, "confirm": CONFIRM}
_LABEL = string(75)
_ONLY_FOR = items(string(255, 1), 1, 10)

BUTTON = Shape(
    PRESSED
    | {
        "text": plain(75),
        "url": URL,
        "value": string(2000),
        "style": STYLE,
        "accessibility_label": _LABEL,
        "agent_prompt": string(4000),
        "agent_prompt_display": string(4000),
        "visible_to_user_ids": _ONLY_FOR,
    },
    ("text",),
    (only_with("agent_prompt_display", "agent_prompt"),),
)
OVERFLOW = Shape(PRESSED | {"options": items(option(with_url=True), 1, 5)}, ("options",), (different_values,))
WORKFLOW_BUTTON = Shape(
    PRESSED | {"text": plain(75), "workflow": WORKFLOW, "style": STYLE, "accessibility_label": _LABEL},
    ("text", "workflow", "action_id"),
)
_FEEDBACK = Shape({"text": plain(75), "value": string(2000), "accessibility_label": _LABEL}, ("text", "value"))
FEEDBACK_BUTTONS = Shape(
    {"type": anything, "action_id": ID, "positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
    ("positive_button", "negative_button"),
)
ICON_BUTTON = Shape(
    PRESSED
    | {
        "icon": one_of("trash"),
        "text": plain(3000),
        "value": string(2000),
        "accessibility_label": _LABEL,
        "visible_to_user_ids": _ONLY_FOR,
    },
    ("icon", "text"),
)
IMAGE = Shape(
    {"type": anything, "image_url": WEB_URL, "slack_file": SLACK_FILE, "alt_text": string(2000, 1)},
    ("alt_text",),
    (exactly_one("image_url", "slack_file"),),
)
