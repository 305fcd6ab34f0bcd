"""Every block of a payload, those inside others too, and every part of each, with the JSON pointer of its place."""

from collections.abc import Iterator

from bot.sandbox.block_kit.problems import Json

Placed = tuple[Json, str]
_INSIDE = {"container": "child_blocks", "carousel": "elements"}
# Where a block holds one part, and where it holds several.
_ONE = ("element", "accessory", "icon", "hero_image")
_SEVERAL = ("elements", "actions")


def blocks(given: list[Json], at: str) -> Iterator[Placed]:
    """Yield each block, then those that it holds."""
    for number, block in enumerate(given):
        place = f"{at}/{number}"
        yield block, place
        inside = _INSIDE.get(block["type"])
        if inside:
            yield from blocks(block[inside], f"{place}/{inside}")


def parts(block: Json, at: str) -> Iterator[Placed]:
    """Yield the elements and images of one block; not the blocks inside it, and not the pieces of rich text."""
    if block["type"] in ("rich_text", "carousel"):
        return
    for name in _ONE:
        if isinstance(block.get(name), dict):
            yield block[name], f"{at}/{name}"
    for name in _SEVERAL:
        for number, part in enumerate(block.get(name) or ()):
            yield part, f"{at}/{name}/{number}"
