"""What is told about a first comment that was not written, or of which nobody can tell. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.home_rows import number
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.problem import Problem
from handlers.snapshot import OnAccount, Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words, escaped
from storage.lifecycle import Delivery

MISSING = (Delivery.FAILED, Delivery.UNKNOWN)


def _missing(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """To author and thread, with the text ready to copy; nothing when it is settled meanwhile."""
    found = [one for one in snap.on if one.publication_id == data["publication"]] if snap else []
    one = next((one for one in found if one.is_live and one.comment in MISSING), None)
    if snap is None or one is None:
        return None
    name = parts.link(one.link, one.account) if one.link else Safe(escaped(one.account))
    key = "afterwards.comment_unsure" if one.comment == Delivery.UNKNOWN else "afterwards.comment_failed"
    line = reader.words.mrkdwn(key, number=number(snap), account=name)
    why = _why(one, reader.words)
    text = parts.quoted(snap.content.variant(one.account_id).first_comment)
    return Drawn(line, [parts.section(Safe(" ".join([line, *why]))), text, *_button(snap, one, reader.words)])


def _why(one: OnAccount, words: Words) -> list[Safe]:
    if one.comment_problem not in set(Problem) or one.comment_problem == Problem.CANT:
        return []
    return [words.mrkdwn(f"history.problem_{one.comment_problem}")]


def _button(snap: Snapshot, one: OnAccount, words: Words) -> list[Block]:
    """Where nothing of ours can write it, nothing is offered."""
    if one.comment_problem in (Problem.CANT, Problem.CHANGED):
        return []
    target = str(Target(snap.number, one.publication_id))
    confirm = _confirm(one, words) if one.comment == Delivery.UNKNOWN else None
    return [parts.actions(parts.button(words("afterwards.comment_again"), wire.COMMENT_AGAIN, target, confirm=confirm))]


def _confirm(one: OnAccount, words: Words) -> Block:
    """Here a wrong press doubles a comment, so it is asked about."""
    return parts.confirm(
        words("afterwards.comment_again_title"),
        words("publication.send_again_text", account=parts.shortened(one.account, 60)),
        words("afterwards.comment_again"),
        words("publication.not_yet"),
    )


SAYINGS: dict[str, Draw] = {"comment_missing": _missing}
