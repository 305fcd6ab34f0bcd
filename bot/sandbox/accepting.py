"""Blocks and views on their way in: checked as Slack checks them, then filled in as Slack fills them in."""

from typing import Any

from bot.sandbox.block_kit import filling, payload
from bot.sandbox.block_kit.problems import Problems
from bot.sandbox.refusals import Refused
from bot.sandbox.world import World

Json = dict[str, Any]
# docs.slack.dev/messaging: a hard cap.
MOST_ATTACHMENTS = 100


def blocks(world: World, given: Any) -> list[Json]:
    """Answer a message's blocks, accepted. Refuses with invalid_blocks."""
    payload.check_message(given, lambda reference: may_show_file(world, reference))
    return filling.fill(given)


def attachments(world: World, given: Any) -> list[Json]:
    """Answer a message's attachments, accepted: at most 100, the blocks in them checked like any others."""
    if not isinstance(given, list) or not all(isinstance(a, dict) for a in given):
        raise Refused("invalid_attachments")
    if len(given) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    for number, attachment in enumerate(given, 1):
        attachment.setdefault("id", number)
        if "blocks" in attachment:
            attachment["blocks"] = blocks(world, attachment["blocks"])
    return given


def together(said: Json) -> None:
    """Refuse a message whose blocks, those of its attachments included, hold more than Slack takes."""
    lists = [(said["blocks"], "/blocks")] if said.get("blocks") else []
    for number, attachment in enumerate(said.get("attachments") or ()):
        if attachment.get("blocks"):
            lists.append((attachment["blocks"], f"/attachments/{number}/blocks"))
    payload.check_together(lists)


def view(world: World, given: Any, kind: str) -> Json:
    """Answer a view, accepted; it must be of `kind`, modal or home. Refuses with invalid_arguments."""
    payload.check_view(given, kind, lambda reference: may_show_file(world, reference))
    filling.fill(given["blocks"])
    for name in ("title", "submit", "close"):
        if given.get(name):
            given[name].setdefault("emoji", True)
    return dict(given)


def problems_of_blocks(world: World, given: Any, at: str = "/blocks") -> Problems:
    """Answer what is wrong with a message's blocks, without accepting them."""
    found = payload.message_problems(given, lambda reference: may_show_file(world, reference), at)
    return found or payload.problems_together([(given, at)])


def problems_of_view(world: World, given: Any) -> Problems:
    """Answer what is wrong with a view of either kind, without accepting it."""
    kind = "home" if isinstance(given, dict) and given.get("type") == "home" else "modal"
    too_large = payload.too_large(given)
    if too_large:
        return [too_large]
    return payload.view_problems(given, kind, lambda reference: may_show_file(world, reference))


def may_show_file(world: World, reference: Json) -> bool:
    """Tell whether an image may show this file: only one that has been shared somewhere."""
    if reference.get("id"):
        stored = world.files.get(reference["id"])
        return stored is not None and bool(stored.shares)
    url = str(reference.get("url", ""))
    return any(f.shares and f"/{f.id}" in url for f in world.files.values())
