"""A modal in which something of a brand is looked up by its words: the library, snippets, saved answers. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.blocks import parts
from handlers.blocks.brand_fields import option
from handlers.blocks.parts import Block
from handlers.request import Request
from handlers.typed import decode
from handlers.typed.decode import FieldManner
from handlers.words.catalogue import Words

FIND = "find"
LONGEST_FIND = 100


@dataclass(frozen=True)
class Looked:
    """What a look is about, as it travels in the modal. A claim."""

    brand_id: int = 0
    """0: the brand that is nearest."""
    typed: str = ""

    def __str__(self) -> str:
        return json.dumps([self.brand_id, self.typed])

    @classmethod
    def parse(cls, metadata: str) -> "Looked":
        """The usual for anything that we did not write ourselves."""
        try:
            brand_id, typed = json.loads(metadata)
        except (ValueError, TypeError):
            return cls()
        is_ours = isinstance(brand_id, int) and 0 <= brand_id < 10**9 and isinstance(typed, str)
        return cls(brand_id, typed[:LONGEST_FIND]) if is_ours else cls()


@dataclass(frozen=True)
class Frame:
    """What surrounds the rows."""

    callback_id: str
    brand_action: str
    area: str
    """The area of the words that name it: `library.title`, `library.find_hint`…"""
    looked: Looked
    brands: Sequence[tuple[int, str]]
    """Those that this person may read about."""


def view(
    frame: Frame, rows: Sequence[Block], words: Words, *, below: Sequence[Block] = (), more: bool = False
) -> Block:
    """Which brand, the field to find with, what was found, and what can be done besides."""
    looked, area = frame.looked, frame.area
    if not rows:
        rows = [parts.section(words(f"{area}.nothing_found" if looked.typed else f"{area}.none"))]
    further = [parts.context(words("library.more"))] if more else []
    hint = words(f"{area}.find_hint")
    find = parts.text_input(
        FIND, words("library.find"), initial=looked.typed, hint=hint, is_optional=True, max_length=LONGEST_FIND
    )
    return parts.modal(
        frame.callback_id,
        words(f"{area}.title"),
        [*_brand(frame), find, *rows, *further, *below],
        submit=words("library.find"),
        close=words("answer.close"),
        metadata=str(looked),
    )


def _brand(frame: Frame) -> list[Block]:
    if len(frame.brands) < 2:
        return []
    options = [option(name, str(number)) for number, name in frame.brands[:100]]
    chosen = next((one for one in options if one["value"] == str(frame.looked.brand_id)), options[0])
    element = {"type": "static_select", "action_id": frame.brand_action, "options": options, "initial_option": chosen}
    return [parts.actions(element)]


def found_in(request: Request, manner: FieldManner) -> Looked:
    """What is looked for in the form that was sent."""
    typed = manner.text(str(request.field(FIND).get("value") or ""))
    return Looked(Looked.parse(request.metadata).brand_id, decode.storable(typed).strip()[:LONGEST_FIND])


def turned_in(request: Request) -> Looked:
    """The same words in the brand that was chosen."""
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    return Looked(number(chosen), Looked.parse(request.metadata).typed)


def number(value: str) -> int:
    """An id in a button, or 0 for what is none."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
