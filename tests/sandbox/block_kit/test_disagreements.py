"""Every listed disagreement is a real one, and the documentation lists them all."""

from pathlib import Path
from typing import Any

import pytest
import slackblocks
from slack_sdk.models.basic_objects import JsonObject
from slackblocks._core import resolve

from tests.sandbox.block_kit.disagreement import Rule
from tests.sandbox.block_kit.disagreements import RULES, table
from tests.sandbox.block_kit.judging import pointers, problems


def as_sent(made: Any) -> Any:
    """What the source itself would send; it raises what it refuses."""
    if isinstance(made, list):
        return [as_sent(one) for one in made]
    return made.to_dict() if isinstance(made, JsonObject) else resolve(made)


def payload_of(made: Any) -> Any:
    """The blocks of a message, or the view."""
    sent = as_sent(made)
    return sent if isinstance(sent, list) or "blocks" in sent else [sent]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.what)
def test_what_the_source_takes_is_refused_here(rule: Rule) -> None:
    found = problems(payload_of(rule.example()), rule.surface)
    assert any(rule.says in problem for problem in found)
    assert all(pointer.startswith(("/blocks", "/view")) for pointer in pointers(found))


BOTH = {
    "two elements of a block with the same action_id": lambda: slackblocks.ActionsBlock(
        [slackblocks.Button("b", "a")] * 2
    ),
    "two blocks with the same block_id": lambda: slackblocks.Message("C", blocks=[slackblocks.DividerBlock("d")] * 2),
    "two options with the same value": lambda: slackblocks.OverflowMenu("a", [slackblocks.Option("t", "v")] * 2),
    "an initial option that is not on offer": lambda: slackblocks.StaticSelectMenu(
        "a",
        [slackblocks.Option(slackblocks.PlainText("t"), "v")],
        initial_option=slackblocks.Option("t", "other"),
    ),
    "multi-selects in an actions block": lambda: slackblocks.ActionsBlock([slackblocks.UserMultiSelectMenu()]),
    "more than 9,600 characters in the blocks of a message": lambda: slackblocks.Message(
        "C", blocks=[slackblocks.SectionBlock("x" * 3000) for _ in range(4)]
    ),
    "150 emoji in a header: characters are counted as code points": lambda: slackblocks.HeaderBlock("😀" * 150),
    "any text as an address": lambda: slackblocks.ImageBlock("nowhere", "a"),
    "a file block in a message": lambda: slackblocks.Message("C", blocks=[slackblocks.FileBlock("F1")]),
    "two tables in one message": lambda: slackblocks.Message(
        "C", blocks=[slackblocks.TableBlock([[slackblocks.RawText("t")]]) for _ in range(2)]
    ),
    "more than 10,000 characters in a table": lambda: slackblocks.TableBlock([[slackblocks.RawText("x" * 10_001)]]),
    "a file input outside modals": lambda: slackblocks.Message(
        "C", blocks=[slackblocks.InputBlock("l", slackblocks.FileInput())]
    ),
    "focus_on_load on two elements of a view": lambda: slackblocks.HomeTabView(
        [slackblocks.InputBlock("l", slackblocks.DatePicker(focus_on_load=True)) for _ in range(2)]
    ),
}


def test_what_both_take_is_built_by_both() -> None:
    assert BOTH.keys() == {rule.what for rule in RULES if rule.source == "both"}
    for made in BOTH.values():
        assert as_sent(made())


def test_the_documentation_lists_every_disagreement() -> None:
    assert table() in Path("docs/block-kit.md").read_text(encoding="utf-8")
