"""The form by which a message's images and videos get into the library, and what became of them. Pure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any

from handlers import wire
from handlers.blocks import composer_errors, parts
from handlers.blocks.brand_fields import option
from handlers.blocks.library import ALT, LONGEST_ALT, NAME, for_all
from handlers.blocks.library_shown import LONGEST_NAME, Added, Opening
from handlers.blocks.parts import Block
from handlers.composing.flaws import Trouble
from handlers.composing.form import File
from handlers.words.catalogue import Words

BRAND = "brand"
MOST = 10
ROOM = 2900
"""Characters of a view's private_metadata that are used; Slack takes 3,000
(docs.slack.dev/reference/views/modal-views)."""


def that_fit(files: Iterable[File]) -> list[File]:
    """As many as travel along in the form."""
    found: list[File] = []
    for one in files:
        if len(found) < MOST and len(packed([*found, one])) <= ROOM:
            found.append(one)
    return found


def packed(files: Sequence[File]) -> str:
    return json.dumps([astuple(one) for one in files], separators=(",", ":"))


def unpacked(metadata: str) -> list[File]:
    """Nothing for anything that we did not write ourselves."""
    try:
        listed = json.loads(metadata)
    except ValueError:
        return []
    return [File(*one) for one in listed if _is_file(one)] if isinstance(listed, list) else []


def _is_file(one: Any) -> bool:
    if not isinstance(one, list) or len(one) != 5:
        return False
    return isinstance(one[3], int) and all(isinstance(part, str) for part in (*one[:3], one[4]))


def form(opening: Opening, files: Sequence[File], left: Sequence[str], words: Words) -> Block:
    """A name and an alt text for each; tags, rights and the last day for all of them."""
    blocks = [parts.context(words("library.add_intro"))]
    if left:
        blocks.append(parts.context(words("library.add_left", names=", ".join(left))))
    blocks += _brand(opening, words)
    for place, one in enumerate(files):
        blocks += _of_one(place, one, words)
    return parts.modal(
        wire.LIBRARY_ADDING,
        words("library.add_title"),
        [*blocks, *for_all(None, words)],
        submit=words("library.add"),
        close=words("answer.close"),
        metadata=packed(files),
    )


def _brand(opening: Opening, words: Words) -> list[Block]:
    if len(opening.brands) < 2:
        return []
    options = [option(name, str(number)) for number, name in opening.brands[:100]]
    chosen = next((one for one in options if one["value"] == str(opening.brand_id)), None)
    element = {"type": "static_select", "options": options, **({"initial_option": chosen} if chosen else {})}
    return [parts.field(BRAND, words("composer.brand"), element)]


def _of_one(place: int, file: File, words: Words) -> list[Block]:
    name = parts.text_input(
        f"{NAME}_{place}", words("library.name"), initial=file.name[:LONGEST_NAME], max_length=LONGEST_NAME
    )
    alt_text = parts.text_input(
        f"{ALT}_{place}",
        words("library.alt_text"),
        hint=words("library.alt_text_hint") if place == 0 else "",
        is_long=True,
        is_optional=True,
        max_length=LONGEST_ALT,
    )
    return [name, alt_text]


def done(added: Added, troubles: Sequence[Trouble], brand_id: int, words: Words) -> Block:
    """What is there now, what was there already, and what was left out and why."""
    lines = [
        words.mrkdwn(f"library.added_{what}", names=", ".join(names))
        for what, names in (("new", added.new), ("known", added.known), ("withdrawn", added.withdrawn))
        if names
    ]
    blocks = [*parts.sections([*lines, *(composer_errors.sentence(one, words) for one in troubles)])]
    button = parts.button(words("library.button"), wire.LIBRARY, str(brand_id))
    return parts.reading(words("library.add_title"), [*blocks, parts.actions(button)], close=words("answer.close"))
