"""What people see of a message or a modal, as lines of text; and the buttons in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.demo import cast

Json = Mapping[str, Any]

NAMES = {member.id: member.real_name for member in cast.workspace().members}


def lines(payload: Json) -> list[str]:
    """Every text in it, in the order in which it is read; buttons in brackets."""
    blocks = payload.get("blocks") or []
    found = [line for block in blocks for line in _block(block)]
    return [line for text in (found or [str(payload.get("text") or "")]) for line in text.split("\n") if line.strip()]


def _block(block: Json) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield "".join(_rich(block))
    elif block["type"] in ("section", "header"):
        yield from (text["text"] for text in [block.get("text"), *(block.get("fields") or [])] if text)
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"] if "text" in element)
    elif block["type"] == "actions":
        yield " ".join(f"[{_label(element)}]" for element in block["elements"])
    elif block["type"] == "input":
        yield f"{block['label']['text']}: {_typed(block['element'])}".rstrip()


def _typed(element: Json) -> str:
    """What a field holds when it opens."""
    option = element.get("initial_option")
    chosen = [*([option] if option else []), *(element.get("initial_options") or [])]
    return str(element.get("initial_value") or ", ".join(one["text"]["text"] for one in chosen))


def as_read(line: str) -> str:
    """mrkdwn as it is read: names for mentions, words for links, no entities."""
    line = re.sub(r"<@(\w+)>", lambda found: f"@{NAMES.get(found[1], found[1])}", line)
    line = re.sub(r"<[^<>|]+\|([^<>]*)>", r"\1", line)
    line = re.sub(r"\*([^*\n]+)\*", r"\1", line)
    return line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _rich(block: Json) -> Iterator[str]:
    for element in block.get("elements", ()):
        if "elements" in element:
            yield from _rich(element)
        else:
            yield str(element.get("text") or element.get("url") or "")


def _label(element: Json) -> str:
    text = element.get("text")
    return str(text["text"]) if text else "⋯"


def button(messages: Iterable[Json], action_id: str) -> tuple[Json, Json, Json]:
    """The newest message with this button: message, block and button. Raises LookupError when there is none."""
    for message in reversed(list(messages)):
        for block in message.get("blocks") or []:
            for element in [*(block.get("elements") or []), *([block["accessory"]] if "accessory" in block else [])]:
                if element.get("action_id") == action_id:
                    return message, block, element
    raise LookupError(f"No message here has the button {action_id}.")


def fields(view: Json, kind: str) -> list[tuple[str, str]]:
    """(block id, action id) of every input of this kind in a modal, from top to bottom."""
    return [
        (block["block_id"], block["element"]["action_id"])
        for block in view["blocks"]
        if block["type"] == "input" and block["element"]["type"] == kind
    ]
