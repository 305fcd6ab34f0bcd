"""Every type of block and element that a source knows is known here, and stands on no surface that a source denies."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.models.blocks import Block, BlockElement, InputInteractiveElement
from slackblocks import _surfaces
from slackblocks.blocks import ALLOWED_INPUT_ELEMENTS, BlockType
from slackblocks.elements import ElementType

from bot.sandbox.block_kit import blocks, elements
from bot.sandbox.block_kit.surfaces import ON_SURFACE
from tests.sandbox.block_kit.disagreements import RULES

KNOWN = {kind for known in ON_SURFACE.values() for kind in known}
# Pieces of other things: of a task card's sources, and of rich text.
PIECES = {"url", "text", "link", "emoji", "user", "usergroup", "team", "channel", "broadcast", "color", "date"}
PIECES |= {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
ELEMENTS = elements.IN_SECTION.keys() | elements.IN_ACTIONS.keys() | elements.IN_INPUT.keys()
ELEMENTS |= elements.IN_CONTEXT_ACTIONS.keys()
REFUSED = {rule.says.removeprefix("unsupported type: ") for rule in RULES if rule.says.startswith("unsupported type")}


def types(kind: type[Any]) -> Iterator[str]:
    """The types of all classes below this one."""
    for below in kind.__subclasses__():
        if isinstance(vars(below).get("type"), str):
            yield below.type
        yield from types(below)


def test_every_type_of_block_is_known() -> None:
    theirs = {kind.value for kind in BlockType} | set(types(Block))
    assert theirs - KNOWN == {"file", "call"}
    assert theirs - KNOWN <= REFUSED


def test_every_type_of_element_is_known() -> None:
    theirs = {kind.value for kind in ElementType} | set(types(BlockElement))
    assert theirs - PIECES == ELEMENTS


def test_inputs_take_what_both_sources_let_them_take() -> None:
    assert set(types(InputInteractiveElement)) == elements.IN_INPUT.keys()
    assert len(ALLOWED_INPUT_ELEMENTS) == len(elements.IN_INPUT)


@pytest.mark.parametrize("surface", ON_SURFACE)
def test_no_block_stands_where_slackblocks_denies_it(surface: str) -> None:
    theirs = next(allowed for name, allowed in _surfaces._BLOCK_TYPES_BY_SURFACE.items() if name == surface)
    ours = ON_SURFACE[surface].keys()
    # Only slack_sdk knows the block for signing in.
    assert ours - theirs == (blocks.AUTH_PROVIDER.keys() if surface == "home" else set())
    assert theirs - ours <= REFUSED
