"""Whole payloads: a message's blocks, or a view. Refused as Slack refuses them, with JSON pointers.

docs.slack.dev/reference/block-kit/blocks, docs.slack.dev/surfaces/modals, docs.slack.dev/reference/views
"""

import json
from typing import Any

from bot.sandbox.block_kit import totals, walking
from bot.sandbox.block_kit.objects import GROUP, OPTION, plain
from bot.sandbox.block_kit.problems import Json, Problem, Problems, wrong
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, string, typed
from bot.sandbox.block_kit.surfaces import ON_SURFACE
from bot.sandbox.block_kit.together import exactly_one
from bot.sandbox.block_kit.totals import MayShowFile
from bot.sandbox.refusals import Refused

VIEW_BYTES = 250_000
# Lists of blocks of one message, each with the JSON pointer of its place.
Placed = list[tuple[Any, str]]
# (fewest, most) blocks on each surface.
_COUNT = {"message": (0, 50), "modal": (1, 100), "home": (1, 100)}
_BLOCKS: dict[str, Check] = {kind: items(typed(ON_SURFACE[kind]), *count) for kind, count in _COUNT.items()}
_ANY_VIEW: dict[str, Check] = {
    "type": anything,
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_MODAL: dict[str, Check] = {
    "title": plain(24),
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}
# docs.slack.dev/reference/block-kit/block-elements/select-menu-element: what an external select shows.
_OFFER = Shape(
    {"options": items(OPTION, 0, 100), "option_groups": items(GROUP, 0, 100)},
    (),
    (exactly_one("options", "option_groups"),),
)
_VIEWS: dict[str, Shape] = {
    "modal": Shape(_ANY_VIEW | _MODAL | {"blocks": _BLOCKS["modal"]}, ("title", "blocks")),
    "home": Shape(_ANY_VIEW | {"blocks": _BLOCKS["home"]}, ("blocks",)),
}


def check_message(blocks: Any, may_show_file: MayShowFile) -> None:
    """Refuse blocks that Slack would refuse in a message, with invalid_blocks or msg_blocks_too_long."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    problems = message_problems(blocks, may_show_file)
    if problems:
        raise _refused("invalid_blocks", problems)
    check_together([(blocks, "/blocks")])


def check_together(lists: Placed) -> None:
    """Refuse lists of blocks that are too much for one message, with invalid_blocks or msg_blocks_too_long."""
    problems = _sums(lists)
    if problems:
        raise _refused("invalid_blocks", problems)
    too_long = _too_much_text(lists)
    if too_long:
        raise _refused("msg_blocks_too_long", [too_long])


def check_view(view: Any, kind: str, may_show_file: MayShowFile) -> None:
    """Refuse a view that Slack would refuse as a modal or home, with invalid_arguments or view_too_large."""
    if too_large(view):
        raise Refused("view_too_large")
    problems = view_problems(view, kind, may_show_file)
    if problems:
        raise _refused("invalid_arguments", problems)


def check_offer(offer: Any) -> None:
    """Refuse what an app answers to an external select, unless it is up to 100 options or groups of them."""
    problems: Problems = []
    _OFFER(offer, "", problems)
    if problems:
        raise _refused("invalid_options", problems)


def message_problems(blocks: Any, may_show_file: MayShowFile, at: str = "/blocks") -> Problems:
    """Answer what is wrong with blocks of a message, but for what they may hold together."""
    problems: Problems = []
    _BLOCKS["message"](blocks, at, problems)
    if not problems:
        totals.check_blocks(list(walking.blocks(blocks, at)), "message", may_show_file, problems)
    return problems


def problems_together(lists: Placed) -> Problems:
    """Answer what is wrong with the blocks of one message taken together: its own, and those of its attachments."""
    too_long = _too_much_text(lists)
    return _sums(lists) or ([too_long] if too_long else [])


def view_problems(view: Any, kind: str, may_show_file: MayShowFile) -> Problems:
    """Answer everything that is wrong with a view that has to be of `kind`, modal or home, but for its size."""
    problems: Problems = []
    if not isinstance(view, dict) or view.get("type") != kind or kind not in _VIEWS:
        wrong(problems, f"must be a view of type {kind}", "/view/type", "enum", sorted(_VIEWS))
        return problems
    _VIEWS[kind](view, "/view", problems)
    if not problems:
        placed = list(walking.blocks(view["blocks"], "/view/blocks"))
        totals.check_blocks(placed, kind, may_show_file, problems)
        totals.check_focus(placed, problems)
        _check_submit(view, problems)
    return problems


def too_large(view: Any) -> Problem | None:
    """Answer the problem of a view that is larger than Slack takes, 250 kB, or None."""
    size = len(json.dumps(view, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    rule = {"type": "max_length", "expected": VIEW_BYTES, "got": size}
    return Problem(f"more than {VIEW_BYTES} bytes", "/view", rule) if size > VIEW_BYTES else None


def _sums(lists: Placed) -> Problems:
    problems: Problems = []
    placed = [one for blocks, at in lists for one in walking.blocks(blocks, at)]
    totals.check_sums(placed, lists[0][1] if lists else "/blocks", problems)
    return problems


def _too_much_text(lists: Placed) -> Problem | None:
    most = totals.MESSAGE_TEXT_BUDGET
    count = sum(totals.text_of(blocks) for blocks, _ in lists)
    rule = {"type": "max_length", "expected": most, "got": count}
    return Problem(f"more than {most} characters in all blocks", lists[0][1], rule) if count > most else None


def _check_submit(view: Json, problems: Problems) -> None:
    if view["type"] == "modal" and not view.get("submit") and any(b["type"] == "input" for b in view["blocks"]):
        wrong(problems, "missing required field: submit", "/view", "required", "submit")


def _refused(code: str, problems: Problems) -> Refused:
    errors = [str(problem) for problem in problems]
    return Refused(code, errors=errors, response_metadata={"messages": [f"[ERROR] {error}" for error in errors]})
