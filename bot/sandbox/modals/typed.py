"""The state of a view or message: initial values, what was typed over them, and complete `state.values`."""

from typing import Any

from bot.sandbox.block_kit import walking
from bot.sandbox.modals import elements
from bot.sandbox.records import Values

Json = dict[str, Any]


def blocks_of(message: Json) -> list[Json]:
    """Answer the blocks of a message, then those of its attachments."""
    blocks = list(message.get("blocks") or ())
    for attachment in message.get("attachments") or ():
        blocks += attachment.get("blocks") or ()
    return blocks


def complete(blocks: list[Json], typed: Values) -> Values:
    """Answer `state.values`: every element that keeps a value, as typed or as it began."""
    values: Values = {}
    for block, element in elements.stateful(blocks):
        kept = typed.get(block["block_id"], {}).get(element["action_id"])
        reported = kept if kept is not None else elements.initial(element)
        values.setdefault(block["block_id"], {})[element["action_id"]] = reported
    return values


def at_first(blocks: list[Json], channel: str | None) -> Values:
    """Answer what is filled in when a view opens from a channel: selects that begin with the current conversation."""
    values: Values = {}
    for block, element in elements.stateful(blocks):
        if channel and element.get("default_to_current_conversation") and not elements.begins(element):
            put(values, block["block_id"], element["action_id"], elements.holding(element, channel))
    return values


def carried_over(blocks: list[Json], typed: Values) -> Values:
    """Answer what stays typed when a view is updated: same block_id, same action_id, same kind, still on offer."""
    kept: Values = {}
    for block, element in elements.stateful(blocks):
        reported = typed.get(block["block_id"], {}).get(element["action_id"])
        if reported is not None and elements.is_still_possible(element, reported):
            kept.setdefault(block["block_id"], {})[element["action_id"]] = reported
    return kept


def put(typed: Values, block_id: str, action_id: str, reported: Json) -> None:
    """Remember what one element reports from now on."""
    typed.setdefault(block_id, {})[action_id] = reported


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """Answer the block and element with these ids, or None."""
    for block, _ in walking.blocks(blocks, ""):
        if block.get("block_id") == block_id:
            for element in elements.elements(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None
