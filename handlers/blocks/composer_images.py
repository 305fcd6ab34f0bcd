"""The second step: each image or video with its alt text, its place, and whether it stays. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer import title
from handlers.blocks.parts import Block
from handlers.composing.form import learn_from
from handlers.composing.saving import Arranged
from handlers.composing.sheet import Sheet
from handlers.request import Request
from handlers.typed.decode import FieldManner
from handlers.words.catalogue import Safe, Words

ALT = "alt."
PLACE = "place."
OUT = "out"
ALT_LIMIT = 1500
"""Characters of a description that every network here takes."""


def images(sheet: Sheet, words: Words, *, notice: str = "", edges: Mapping[str, Sequence[str]] | None = None) -> Block:
    """The form for the images that were fetched."""
    found = sheet.fetched
    blocks = [parts.context(notice or words("composer.images_intro"))]
    for rank, image in enumerate(found, 1):
        blocks += _image(rank, len(found), image, words, (edges or {}).get(str(image["sha256"]), ()))
    back = parts.button(words("composer.back"), wire.COMPOSER_BACK, sheet.place.draft_id)
    return parts.modal(
        wire.IMAGES,
        title(sheet, words),
        [*blocks, parts.actions(back, block_id="back")],
        submit=words("composer.submit"),
        close=words("composer.close"),
        metadata=str(sheet.place),
        tells_closing=True,
    )


def _image(rank: int, many: int, image: Mapping[str, Any], words: Words, edged_on: Sequence[str]) -> list[Block]:
    key = short(image)
    name = _name(rank, image, words)
    alt = parts.text_input(
        f"{ALT}{key}",
        words("composer.alt_text"),
        initial=str(image.get("alt_text") or "")[:ALT_LIMIT],
        hint=words("composer.alt_text_hint") if rank == 1 else "",
        is_long=True,
        is_optional=True,
        max_length=ALT_LIMIT,
    )
    edges = [parts.context(words("composer.edges", accounts=", ".join(edged_on)))] if edged_on else []
    return [parts.section(name), *edges, alt, _where(rank, many, key, words)]


def _name(rank: int, image: Mapping[str, Any], words: Words) -> Safe:
    about = {"place": rank, "name": parts.shortened(str(image["name"]), 100), "size": _size(image)}
    if not str(image.get("mime")).startswith("video/"):
        return words.mrkdwn("composer.image", **about)
    minutes, seconds = divmod(math.ceil(float(image.get("seconds") or 0)), 60)
    return words.mrkdwn("composer.video", **about, length=f"{minutes}:{seconds:02}")


def _where(rank: int, many: int, key: str, words: Words) -> Block:
    # The only image has no order to be in, but it may still go.
    names = (
        [words("composer.place", place=place) for place in range(1, many + 1)] if many > 1 else [words("composer.keep")]
    )
    options = [_option(name, str(place)) for place, name in enumerate(names, 1)]
    element: Block = {
        "type": "static_select",
        "options": [*options, _option(words("composer.take_out"), OUT)],
        "initial_option": options[rank - 1],
    }
    label = words("composer.place_label" if many > 1 else "composer.keep_label")
    return parts.field(f"{PLACE}{key}", label, element)


def _option(text: str, value: str) -> Block:
    return {"text": parts.plain(text, 75), "value": value}


def _size(image: Mapping[str, Any]) -> str:
    size = int(image.get("size") or 0)
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def short(image: Mapping[str, Any]) -> str:
    """Enough of the hash to tell ten images apart."""
    return str(image["sha256"])[:16]


def said_in(request: Request, sheet: Sheet, manner: FieldManner) -> dict[str, Arranged]:
    """What the form says, by the image's hash; of an image that it did not show, nothing."""
    learn_from(request.view, manner)
    shown = [image for image in sheet.fetched if request.has_field(f"{PLACE}{short(image)}")]
    return {str(image["sha256"]): _arranged(request, short(image), manner) for image in shown}


def _arranged(request: Request, key: str, manner: FieldManner) -> Arranged:
    option = request.field(f"{PLACE}{key}").get("selected_option") or {}
    value = str(option.get("value") or "")
    place = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
    return Arranged(manner.text(str(request.field(f"{ALT}{key}").get("value") or "")), place)
