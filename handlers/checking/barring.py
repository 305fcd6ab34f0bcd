"""What is to go out with something that may not be used any more is held, and goes on once it may.

Transactions only.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from handlers.checking import holding
from handlers.checking.unusable import in_the_way
from storage import brands, history, library, outbox, people, submissions
from storage.brands import Role
from storage.library import Asset
from storage.lifecycle import Editorial
from storage.outbox import Place, Urgency
from storage.submissions import Hold, Submission

MOST_NAMED = 20
"""Submissions that one message names."""


def at_approval(session: Session, submission: Submission, *, now: datetime) -> None:
    """What was approved with something that may not be used waits until that is put right."""
    found = in_the_way(session, submission)
    if found:
        # It outweighs what is only asked about later: that is asked once this is put right.
        submission.holds = Hold.ASSET
        asset = library.asset(session, found[0].asset_id)
        if asset is not None:
            _tell(session, asset, [submission], now)


def look_again(session: Session, submission: Submission, *, now: datetime) -> None:
    """Its time was moved: what was in the way may not be any more, or is now. The caller advances its card."""
    if submission.state != Editorial.APPROVED:
        return
    if submission.holds == Hold.ASSET:
        if not in_the_way(session, submission):
            holding.release(session, submission, Hold.ASSET)
    elif submission.holds != Hold.BROKEN:
        at_approval(session, submission, now=now)


def settle(session: Session, asset: Asset, *, by: str, now: datetime) -> None:
    """After every change of what it may be used for: what goes out with it is held, or goes on. People hear of it."""
    is_over = library.why_not(asset, now) is not None
    held, free = _held_and_free(session, asset)
    _tell(session, asset, held, now, besides=by)
    asset.told_at = now if is_over else None
    history.add_all(session, [_entry("held", one, asset, by, now) for one in held])
    history.add_all(session, [_entry("released", one, asset, by, now) for one in free])


def _held_and_free(session: Session, asset: Asset) -> tuple[list[Submission], list[Submission]]:
    """Locked, in the order of their numbers."""
    numbers = library.going_out_with(session, asset.brand_id, asset.sha256)
    held, free = [], []
    for submission in submissions.lock_all(session, numbers).values():
        if in_the_way(session, submission):
            held += [submission] if holding.hold(session, submission, Hold.ASSET) else []
        elif holding.release(session, submission, Hold.ASSET):
            free.append(submission)
    return held, free


def _entry(what: str, submission: Submission, asset: Asset, by: str, now: datetime) -> history.Entry:
    return history.Entry(f"submission.{what}", by, now, submission.number, {"name": asset.name})


def _tell(session: Session, asset: Asset, held: Sequence[Submission], now: datetime, besides: str = "") -> None:
    """Each author of theirs, and the admins; nobody twice, and not who did it."""
    by_person: dict[str, list[int]] = {}
    for submission in held:
        by_person.setdefault(submission.author_id, []).append(submission.number)
    for user_id in brands.named(session, asset.brand_id, Role.ADMIN) if held else ():
        by_person[user_id] = [one.number for one in held]
    for user_id in sorted(by_person.keys() - people.gone(session) - {besides}):
        _say(session, asset, user_id, by_person[user_id], now)


def _say(session: Session, asset: Asset, user_id: str, numbers: list[int], now: datetime) -> None:
    outbox.say(
        session,
        f"asset:{asset.id}:{now.isoformat()}:{numbers[0]}:{user_id}",
        "asset_in_the_way",
        place=Place.DIRECT,
        recipient=user_id,
        urgency=Urgency.TASK,
        now=now,
        asset=asset.id,
        name=asset.name,
        numbers=numbers[:MOST_NAMED],
        more=max(0, len(numbers) - MOST_NAMED),
        is_withdrawn=asset.withdrawn_at is not None,
        by=asset.withdrawn_by or history.BOT,
    )
