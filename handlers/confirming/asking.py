"""Asking whether an old approval still holds, and the answer. Transactions only."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.checking.holding import another_reason
from handlers.deciding import holding
from handlers.deciding.verdicts import check_revision
from handlers.permissions import Action
from handlers.snapshot import Snapshot, snapshot
from handlers.wire import Target
from storage import cards, history, outbox, submissions, under_way
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.submissions import Hold, Submission

MOST = 100

AHEAD = holding.BEFORE * 6
"""How far ahead of its time anything can be asked about: a long weekend lies between."""


def list_to_ask(session: Session, *, now: datetime) -> list[int]:
    """Numbers of the submissions about which it is time to ask; `ask` looks once more, under their lock."""
    until = now + AHEAD
    old = under_way.growing_old(session, due_before=until, approved_before=until - holding.AGED, limit=MOST)
    return [number for number in old if _is_time(session, session.get_one(Submission, number), now)]


def _is_time(session: Session, submission: Submission, now: datetime) -> bool:
    asks_from = holding.asks_from(session, submission)
    return asks_from is not None and asks_from <= now and holding.is_to_be_held(session, submission)


def ask(session: Session, number: int, *, now: datetime) -> bool:
    """Holds it where that is due, and asks when it is time; whether it has asked."""
    submission = submissions.lock(session, number)
    if submission is None or submission.state != Editorial.APPROVED or submission.holds == Hold.ASKED:
        return False
    if not _is_time(session, submission, now):
        return False
    submission.holds = Hold.ASKED
    _say(session, submission, now)
    cards.advance(session, submission)
    approved_at = submission.approved_at.isoformat() if submission.approved_at else None
    history.add(
        session, "confirmation.asked", actor_id=history.BOT, at=now, submission_id=number, approved_at=approved_at
    )
    return True


def _say(session: Session, submission: Submission, now: datetime) -> None:
    outbox.say(
        session,
        f"confirmation:{submission.number}:{submission.version}",
        "confirmation_asked",
        place=Place.THREAD,
        recipient="",
        urgency=Urgency.TASK,
        now=now,
        submission_id=submission.number,
        approved_at=submission.approved_at.isoformat() if submission.approved_at else None,
    )


@dataclass(frozen=True)
class Confirmed:
    """What came of a confirmation, for the answer."""

    snap: Snapshot
    language: str

    @property
    def came_late(self) -> bool:
        """Its time has passed: somebody chooses when it goes out."""
        return any(one.state == Delivery.MISSED for one in self.snap.on)


def confirm(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> Confirmed:
    """It is still right. Raises Stranger or Denied."""
    entry = access.enter(session, user_id, target, Action.CONFIRM, practice=practice)
    check_revision(session, entry, target)
    submission = entry.submission
    if submission.holds not in (Hold.CONFIRMATION, Hold.ASKED):
        raise Denied("nothing_to_confirm", submission=submission.number)
    submission.holds, submission.approved_at = another_reason(session, submission), now
    cards.advance(session, submission)
    history.add(
        session,
        "confirmation.given",
        actor_id=user_id,
        at=now,
        submission_id=submission.number,
        revision=entry.revision.number,
        fingerprint=entry.revision.fingerprint,
    )
    snap = snapshot(session, submission.number)
    assert snap is not None, "it was just locked"
    return Confirmed(snap, entry.person.language)
