"""What only the whole payload shows: ids that come twice, sums over blocks, files nobody may see, focus.

docs.slack.dev/reference/block-kit/blocks. The text budget of a message is not documented: one report was refused at
11,341 characters, others were accepted at 9,600, so that is where we stop. Markdown and tables have documented
budgets of their own and do not count into it.
"""

from collections.abc import Callable
from typing import Any

from bot.sandbox.block_kit import walking
from bot.sandbox.block_kit.elements import ONLY_ON
from bot.sandbox.block_kit.problems import Json, Problems, units, wrong
from bot.sandbox.block_kit.together import unique
from bot.sandbox.block_kit.walking import Placed

MayShowFile = Callable[[Json], bool]
MESSAGE_TEXT_BUDGET = 9_600
BUDGETS = {"markdown": 12_000, "table": 10_000, "data_table": 20_000}
# How many blocks of a kind one message may hold.
FEW = {"data_visualization": 2, "table": 1}


def check_blocks(placed: list[Placed], surface: str, may_show_file: MayShowFile, problems: Problems) -> None:
    """Check blocks, those inside others included, on any surface."""
    unique([(b["block_id"], f"{at}/block_id") for b, at in placed if b.get("block_id")], "block_id", problems)
    for block, at in placed:
        for part, place in [(block, at), *walking.parts(block, at)]:
            _check_part(part, place, surface, may_show_file, problems)


def check_sums(placed: list[Placed], at: str, problems: Problems) -> None:
    """Check what the blocks of one message may hold together."""
    for kind, most in BUDGETS.items():
        if sum(characters(block) for block, _ in placed if block["type"] == kind) > most:
            said = f"must be less than {most + 1} characters in all {kind} blocks"
            wrong(problems, said, at, "max_length", most)
    for kind, most in FEW.items():
        for _, place in [(b, p) for b, p in placed if b["type"] == kind][most:]:
            wrong(problems, f"no more than {most} {kind} blocks allowed", place, "max_items", most)


def check_focus(placed: list[Placed], problems: Problems) -> None:
    """Check that only one element of a view wants to be in focus when it opens."""
    focused = [at for block, at in placed if any(part.get("focus_on_load") for part, _ in walking.parts(block, at))]
    for at in focused[1:]:
        wrong(problems, "focus_on_load may be set on one element only", at)


def text_of(blocks: list[Json]) -> int:
    """Count the characters that count into the text budget of a message."""
    return sum(characters(block, BUDGETS) for block in blocks if block["type"] not in BUDGETS)


def characters(value: Any, besides: Any = ()) -> int:
    """Count the characters of everything under `text` inside a value; `besides` names types that are left out."""
    if isinstance(value, list):
        return sum(characters(one, besides) for one in value)
    if not isinstance(value, dict) or value.get("type") in besides:
        return 0
    named = [
        units(inside) if name == "text" and isinstance(inside, str) else characters(inside, besides)
        for name, inside in value.items()
    ]
    return sum(named)


def _check_part(part: Json, at: str, surface: str, may_show_file: MayShowFile, problems: Problems) -> None:
    kind = part["type"]
    if part.get("slack_file") and not may_show_file(part["slack_file"]):
        wrong(problems, "invalid slack file", f"{at}/slack_file")
    if surface not in ONLY_ON.get(kind, (surface,)):
        wrong(problems, f"unsupported element type: {kind}", f"{at}/type", "surface", list(ONLY_ON[kind]), surface)
