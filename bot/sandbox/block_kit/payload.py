"""Whole payloads: a message's blocks, or a view. Refused as Slack refuses them, with JSON pointers.

Limits: docs.slack.dev/reference/block-kit/blocks, docs.slack.dev/surfaces/modals. The text budget of a message is
not documented: one report was refused at 11,341 characters, others were accepted at 9,600, so that is where we stop.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.block_kit.blocks import ON_SURFACE
from bot.sandbox.block_kit.objects import length_of, plain
from bot.sandbox.block_kit.rules import (
    Check,
    Json,
    Problems,
    Shape,
    anything,
    flag,
    items,
    string,
    typed,
    unique,
    units,
    wrong,
)
from bot.sandbox.refusals import Refused

MESSAGE_TEXT_BUDGET = 9_600
MARKDOWN_BUDGET = 12_000
VIEW_BYTES = 250_000
MayShowFile = Callable[[Json], bool]

_BLOCKS: dict[str, Check] = {
    "message": items(typed(ON_SURFACE["message"]), 0, 50),
    "modal": items(typed(ON_SURFACE["modal"]), 1, 100),
    "home": items(typed(ON_SURFACE["home"]), 1, 100),
}
_ANY_VIEW: dict[str, Check] = {
    "type": anything,
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_VIEWS: dict[str, Shape] = {
    "modal": Shape(
        _ANY_VIEW
        | {
            "blocks": _BLOCKS["modal"],
            "title": plain(24),
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
        ("title", "blocks"),
    ),
    "home": Shape(_ANY_VIEW | {"blocks": _BLOCKS["home"]}, ("blocks",)),
}


def check_message(blocks: Any, may_show_file: MayShowFile) -> None:
    """Refuse blocks that Slack would refuse in a message, with invalid_blocks or msg_blocks_too_long."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems: Problems = []
    _BLOCKS["message"](blocks, "/blocks", problems)
    if not problems:
        _check_whole(blocks, "/blocks", "message", may_show_file, problems)
    if problems:
        raise _refused("invalid_blocks", problems)
    if sum(length_of(block) for block in blocks) > MESSAGE_TEXT_BUDGET:
        raise Refused("msg_blocks_too_long", errors=[f"more than {MESSAGE_TEXT_BUDGET} characters in all blocks"])


def check_view(view: Any, kind: str, may_show_file: MayShowFile) -> None:
    """Refuse a view that Slack would refuse as a modal or home, with invalid_arguments or view_too_large."""
    problems: Problems = []
    if not isinstance(view, dict) or view.get("type") != kind:
        wrong(problems, f"must be a view of type {kind}", "/view/type")
        raise _refused("invalid_arguments", problems)
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    _VIEWS[kind](view, "/view", problems)
    if not problems:
        _check_whole(view["blocks"], "/view/blocks", kind, may_show_file, problems)
        _check_form(view, problems)
    if problems:
        raise _refused("invalid_arguments", problems)


def _check_whole(blocks: list[Json], at: str, surface: str, may_show_file: MayShowFile, problems: Problems) -> None:
    named = [(b["block_id"], f"{at}/{i}/block_id") for i, b in enumerate(blocks) if b.get("block_id")]
    unique(named, "block_id", problems)
    for part, place in _images(blocks, at):
        if part.get("slack_file") and not may_show_file(part["slack_file"]):
            wrong(problems, "invalid slack file", f"{place}/slack_file")
    markdown = sum(units(b["text"]) for b in blocks if b["type"] == "markdown")
    if markdown > MARKDOWN_BUDGET:
        wrong(problems, f"must be less than {MARKDOWN_BUDGET + 1} characters in all markdown blocks", at)
    for number, block in enumerate(blocks):
        if surface != "modal" and (block.get("element") or {}).get("type") == "file_input":
            wrong(problems, "unsupported element type: file_input", f"{at}/{number}/element/type")


def _check_form(view: Json, problems: Problems) -> None:
    blocks = view["blocks"]
    if view["type"] == "modal" and not view.get("submit") and any(b["type"] == "input" for b in blocks):
        wrong(problems, "missing required field: submit", "/view")
    focused = [f"/view/blocks/{i}" for i, b in enumerate(blocks) if _wants_focus(b)]
    for place in focused[1:]:
        wrong(problems, "focus_on_load may be set on one element only", place)


def _wants_focus(block: Json) -> bool:
    parts = [block.get("element"), block.get("accessory"), *(block.get("elements") or ())]
    return any(isinstance(part, dict) and part.get("focus_on_load") for part in parts)


def _images(blocks: list[Json], at: str) -> Iterator[tuple[Json, str]]:
    for number, block in enumerate(blocks):
        place = f"{at}/{number}"
        yield block, place
        if isinstance(block.get("accessory"), dict):
            yield block["accessory"], f"{place}/accessory"
        for inner, element in enumerate(block.get("elements") or ()):
            yield element, f"{place}/elements/{inner}"


def _refused(code: str, problems: Problems) -> Refused:
    messages = [f"[ERROR] {problem}" for problem in problems]
    return Refused(code, errors=problems, response_metadata={"messages": messages})
