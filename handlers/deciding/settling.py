"""When the circumstances change while a submission waits: somebody left, a group was emptied, a step was taken out.

What is needed adapts to who is there. If that makes the decisions that were given enough, nobody would ever press
again, so the submission is approved here, by the bot, and the record says why.
"""

from datetime import datetime

from sqlmodel import Session

from handlers.deciding.verdicts import House, approved
from handlers.steps.matters import Matter, matter_of
from handlers.steps.progress import Progress
from storage import brands, cards, history, publications
from storage.lifecycle import Editorial
from storage.submissions import Submission

PRACTICE = "practice"


def settle(session: Session, submission: Submission, *, now: datetime, because: str = "fewer_are_left") -> Progress:
    """How far it has come; its approval, if that is all the way without another press. The caller has locked it."""
    matter = matter_of(session, submission, practice=_practice(session, submission))
    if submission.state == Editorial.IN_REVIEW:
        is_enough = matter.progress.is_complete and bool(matter.votes)
        if is_enough:
            approved(session, matter, now, House(matter.about.accounts, {}))
            submission.decided_at = now
        cards.advance(session, submission)
        if is_enough:
            _remember(session, matter, because, now)
    return matter.progress


def _remember(session: Session, matter: Matter, because: str, now: datetime) -> None:
    history.add(
        session,
        "submission.approved",
        actor_id=history.BOT,
        at=now,
        submission_id=matter.submission.number,
        revision=matter.revision.number,
        fingerprint=matter.revision.fingerprint,
        because=because,
    )


def _practice(session: Session, submission: Submission) -> frozenset[int]:
    ids = [row.account_id for row in publications.of_submission(session, submission.number)]
    accounts = brands.accounts_by_id(session, ids)
    return frozenset(number for number, account in accounts.items() if account.network == PRACTICE)
