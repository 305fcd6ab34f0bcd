"""Sending something as it is although the second check held it. Transactions only."""

from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.checking import holding
from handlers.confirming.asking import Confirmed
from handlers.deciding.verdicts import check_revision
from handlers.permissions import Action
from handlers.snapshot import snapshot
from handlers.wire import Target
from storage import history
from storage.findings import Fate
from storage.submissions import Hold


def overrule(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> Confirmed:
    """It goes out all the same. Raises Stranger or Denied."""
    entry = access.enter(session, user_id, target, Action.OVERRULE, practice=practice)
    check_revision(session, entry, target)
    submission = entry.submission
    if submission.holds != Hold.BROKEN:
        raise Denied("nothing_held", submission=submission.number)
    for row in holding.open_breakage(session, submission):
        row.fate, row.settled_at = Fate.OVERRULED, now
    holding.release(session, submission, Hold.BROKEN)
    history.add(
        session,
        "check.overruled",
        actor_id=user_id,
        at=now,
        submission_id=submission.number,
        revision=entry.revision.number,
    )
    snap = snapshot(session, submission.number)
    assert snap is not None, "it was just locked"
    return Confirmed(snap, entry.person.language)
