"""What a person can do about one account on which something went wrong; the others are never touched. Pure.

The same buttons stand below the message that tells it, on the card, and on the author's own picture of it.
"""

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.problem import Problem
from handlers.snapshot import OnAccount, Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words
from storage.lifecycle import Delivery, Editorial

MOST = 5
"""Accounts that are shown so on one picture; each of the others has its message in the thread."""

NOT_ABOUT_THE_CONTENT = frozenset(
    {
        Problem.NOT_ALLOWED,
        Problem.GONE,
        Problem.CHANGED,
        Problem.NO_PUBLISHER,
        Problem.UNREACHABLE,
        Problem.PAUSED,
        Problem.NO_PUBLIC_MEDIA,
        Problem.LIMITED,
    }
)
"""Problems that another version would have as well; what a network refuses may be mended in the next."""


def per_account(snap: Snapshot, words: Words) -> list[Block]:
    """A line and its buttons for each account that waits for a person."""
    waiting = [one for one in snap.on if is_waiting(snap, one)][:MOST]
    return [block for one in waiting for block in _row(snap, one, words)]


def is_waiting(snap: Snapshot, one: OnAccount) -> bool:
    """A person has to say what becomes of it; while we look it up ourselves, nobody has to."""
    if one.state == Delivery.UNKNOWN:
        return one.is_put_to_people
    is_open = snap.state == Editorial.APPROVED and snap.holds is None
    return is_open and one.state in (Delivery.FAILED, Delivery.MISSED)


def _row(snap: Snapshot, one: OnAccount, words: Words) -> list[Block]:
    state = words(f"card.delivery_{one.state}")
    line = words.mrkdwn("afterwards.settle_row", account=parts.shortened(one.account, 80), state=state)
    is_told = one.state == Delivery.FAILED and one.problem in set(Problem)
    why = [words.mrkdwn(f"history.problem_{one.problem}")] if is_told else []
    place = f"{one.publication_id}.{snap.version}"
    return [
        parts.section(Safe(" ".join([line, *why])), block_id=f"trouble.{place}"),
        parts.actions(*buttons(snap, one, words), block_id=f"settle.{place}"),
    ]


def buttons(snap: Snapshot, one: OnAccount, words: Words) -> list[Block]:
    """By where it stands."""
    of_state = {Delivery.FAILED: after_failure, Delivery.UNKNOWN: after_doubt, Delivery.MISSED: _after_missing}
    return of_state[one.state](snap, one, words)


def after_failure(snap: Snapshot, one: OnAccount, words: Words) -> list[Block]:
    target = _target(snap, one)
    edit = parts.button(words("card.menu_edit"), wire.EDIT, str(Target(snap.number, snap.revision)))
    again = parts.button(words("publication.send_again"), wire.SEND_AGAIN, target)
    leave = parts.button(words("publication.leave_it"), wire.LEAVE_IT, target)
    if one.problem == Problem.CHANGED:
        return [edit, leave]
    return [again, leave] if one.problem in NOT_ABOUT_THE_CONTENT else [again, edit, leave]


def after_doubt(snap: Snapshot, one: OnAccount, words: Words) -> list[Block]:
    target, confirm = _target(snap, one), _confirm_sending_again(one, words)
    return [
        parts.button(words("publication.it_is_live"), wire.IT_IS_LIVE, target, style="primary"),
        parts.button(words("publication.send_again"), wire.SEND_AGAIN, target, confirm=confirm),
        parts.button(words("publication.leave_it"), wire.LEAVE_IT, target),
    ]


def _after_missing(snap: Snapshot, one: OnAccount, words: Words) -> list[Block]:
    target = _target(snap, one)
    return [
        parts.button(words("publication.publish_now"), wire.PUBLISH_NOW, target, style="primary"),
        parts.button(words("publication.new_time"), wire.NEW_TIME, target),
        parts.button(words("publication.leave_it"), wire.LEAVE_IT, target),
    ]


def _target(snap: Snapshot, one: OnAccount) -> str:
    return str(Target(snap.number, one.publication_id))


def _confirm_sending_again(one: OnAccount, words: Words) -> Block:
    """Here a wrong press doubles a post, so it is asked about."""
    return parts.confirm(
        words("publication.send_again_title"),
        words("publication.send_again_text", account=parts.shortened(one.account, 60)),
        words("publication.send_again"),
        words("publication.not_yet"),
    )
