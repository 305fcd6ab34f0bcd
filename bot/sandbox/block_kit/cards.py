"""The newer blocks that hold others: alerts, cards, carousels, containers, tasks and plans.

docs.slack.dev/reference/block-kit/blocks/card-block and its neighbours
"""

from bot.sandbox.block_kit.blocks import BLOCK, CLASSIC
from bot.sandbox.block_kit.buttons import BUTTON, IMAGE
from bot.sandbox.block_kit.objects import WEB_URL, plain, text
from bot.sandbox.block_kit.problems import Json, Problems, wrong
from bot.sandbox.block_kit.rich_text import RICH_TEXT_VALUE
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, matching, one_of, string, typed
from bot.sandbox.block_kit.tables import TABLE
from bot.sandbox.block_kit.together import at_least_one, not_both, only_with, unique

_ICONS = (
    "archive|book|bookmark|bot|bug|calendar|call|caret-left|caret-right|check|clipboard|code|comment|compass|copy|cube"
    "|download|edit|email|eye-closed|eye-open|file|flag|folder|gear|globe|heart|help|image|info|key|lightbulb|link|map"
    "|mobile|new-window|pin|plus|refine|refresh|rocket|save|screen|share|sparkle|star|star-filled|tag|thumbs-down"
    "|thumbs-up|trash|upload|user|warning"
)
_PICTURE = typed({"image": IMAGE})
_ICON = typed({"icon": Shape({"type": anything, "name": matching(_ICONS, "the name of an icon")}, ("name",))})


def _different_actions(value: Json, at: str, problems: Problems) -> None:
    pressed = enumerate(value.get("actions") or ())
    unique(
        [(e["action_id"], f"{at}/actions/{i}/action_id") for i, e in pressed if "action_id" in e], "action_id", problems
    )


ALERT: dict[str, Check] = {
    "alert": Shape(
        BLOCK | {"text": text(200), "level": one_of("default", "info", "warning", "error", "success")}, ("text",)
    )
}
CARD: dict[str, Check] = {
    "card": Shape(
        BLOCK
        | {
            "hero_image": _PICTURE,
            "icon": _PICTURE,
            "slack_icon": _ICON,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "actions": items(typed({"button": BUTTON}, "element type"), 1, 3),
        },
        (),
        (at_least_one("hero_image", "title", "actions", "body"), not_both("icon", "slack_icon"), _different_actions),
    )
}
CAROUSEL: dict[str, Check] = {
    "carousel": Shape(BLOCK | {"elements": items(typed(CARD), 1, 10)}, ("elements",)),
}
CONTAINER: dict[str, Check] = {
    "container": Shape(
        BLOCK
        | {
            "child_blocks": items(typed(CLASSIC | TABLE), 1, 10),
            "title": plain(150),
            "rich_text_title": RICH_TEXT_VALUE,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": _PICTURE,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        ("child_blocks",),
        (
            at_least_one("title", "rich_text_title"),
            only_with("default_collapsed", "is_collapsible"),
            not_both("is_collapsible", "has_header_divider"),
        ),
    )
}
_SOURCE = typed({"url": Shape({"type": anything, "url": WEB_URL, "text": string(3000, 1)}, ("url", "text"))})
_TASK: dict[str, Check] = BLOCK | {
    "task_id": string(255, 1),
    "title": string(3000, 1),
    "details": RICH_TEXT_VALUE,
    "output": RICH_TEXT_VALUE,
    "sources": items(_SOURCE, 0, 100),
    "status": one_of("pending", "in_progress", "complete", "error"),
}


def _has_begun(value: Json, at: str, problems: Problems) -> None:
    if value["status"] == "pending":
        wrong(
            problems,
            "only tasks of a plan may be pending",
            f"{at}/status",
            "enum",
            ["in_progress", "complete", "error"],
        )


def _different_tasks(value: Json, at: str, problems: Problems) -> None:
    unique([(t["task_id"], f"{at}/tasks/{i}/task_id") for i, t in enumerate(value["tasks"])], "task_id", problems)


_NEEDED = ("task_id", "title", "status")
TASK_CARD: dict[str, Check] = {"task_card": Shape(_TASK, _NEEDED, (_has_begun,))}
PLAN: dict[str, Check] = {
    "plan": Shape(
        BLOCK | {"title": string(3000, 1), "tasks": items(Shape(_TASK, _NEEDED), 0, 50)},
        ("title", "tasks"),
        (_different_tasks,),
    )
}
