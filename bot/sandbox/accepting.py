"""Blocks and views on their way in: checked as Slack checks them, then filled in as Slack fills them in."""

from typing import Any

from bot.sandbox.block_kit import filling, payload
from bot.sandbox.world import World

Json = dict[str, Any]


def blocks(world: World, given: Any) -> list[Json]:
    """Answer a message's blocks, accepted. Refuses with invalid_blocks."""
    payload.check_message(given, lambda reference: may_show_file(world, reference))
    return filling.fill(given)


def view(world: World, given: Any, kind: str) -> Json:
    """Answer a view, accepted; it must be of `kind`, modal or home. Refuses with invalid_arguments."""
    payload.check_view(given, kind, lambda reference: may_show_file(world, reference))
    filling.fill(given["blocks"])
    for name in ("title", "submit", "close"):
        if given.get(name):
            given[name].setdefault("emoji", True)
    return dict(given)


def may_show_file(world: World, reference: Json) -> bool:
    """Tell whether an image may show this file: only one that has been shared somewhere."""
    if reference.get("id"):
        stored = world.files.get(reference["id"])
        return stored is not None and bool(stored.shares)
    url = str(reference.get("url", ""))
    return any(f.shares and f"/{f.id}" in url for f in world.files.values())
