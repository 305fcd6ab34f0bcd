"""What is too late does not go out by itself any more: it has missed its time, and people are told.

An approved publication is late when its grace is over or a pause has passed it over, any other from its time on.
Nothing here publishes. Somebody presses Publish now, or chooses a new time; or the brand's late rule does, if it has
another than to ask.
"""

import logging
from datetime import datetime

from sqlmodel import Session

from handlers.desk import Desk
from handlers.posting import lateness
from handlers.publication import endings
from handlers.publication.endings import Aftermath
from storage import brands, gate, submissions
from storage.lifecycle import Editorial
from storage.publications import Publication
from storage.submissions import Submission

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Marks what has missed its time; how many submissions that was."""
    late = await desk.database.read(list_late, now=now)
    for number in late:
        try:
            await desk.database.write(miss, number, now=now)
        except Exception:
            log.exception("Submission %s has missed its time, and could not be marked", number)
    if late:
        desk.wake.deliver()
    return len(late)


def list_late(session: Session, *, now: datetime) -> list[int]:
    """Numbers of the submissions, each once, most overdue first."""
    found = gate.past_their_time(session, brands.all_active(session), now=now)
    return list(dict.fromkeys(one.publication.submission_id for one in found))


def miss(session: Session, number: int, *, now: datetime) -> bool:
    """All publications of one submission that are late, in one message; False when nothing is late any more."""
    submission = submissions.lock(session, number)
    if submission is None:
        return False
    brand = brands.brand(session, submission.brand_id)
    late = gate.past_their_time(session, [brand], now=now, of_submission=number)
    if late:
        after = Aftermath(now)
        cases = endings.cases_of(session, [(submission, one.publication) for one in late], after)
        was_paused = any(one.is_paused for one in late)
        if _may_go_out(submission, late[0].publication):
            lateness.missed_approved(session, brand, cases, was_paused=was_paused)
        else:
            endings.missed(cases, was_approved=False, was_paused=was_paused)
        after.write(session)
    return bool(late)


def _may_go_out(submission: Submission, publication: Publication) -> bool:
    return submission.state == Editorial.APPROVED and submission.approved_fingerprint == publication.fingerprint
