"""What is too late does not go out by itself any more: it has missed its time, and people are told.

An approved publication is late when its grace is over, any other from its time on. Nothing here publishes: somebody
presses Publish now, or chooses a new time.
"""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.desk import Desk
from handlers.publication import endings
from handlers.publication.endings import Aftermath
from storage import brands, publications, submissions
from storage.lifecycle import Delivery, Editorial
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
    found = publications.past_their_time(session, brands.the_brand(session), now=now)
    return list(dict.fromkeys(publication.submission_id for publication in found))


def miss(session: Session, number: int, *, now: datetime) -> bool:
    """All publications of one submission that are late, in one message; False when nothing is late any more."""
    submission = submissions.lock(session, number)
    if submission is None:
        return False
    grace = brands.the_brand(session).grace
    late = [row for row in publications.of_submission(session, number) if _is_late(submission, row, now, grace)]
    if late:
        after = Aftermath(now)
        cases = endings.cases_of(session, [(submission, publication) for publication in late], after)
        endings.missed(cases, was_approved=_may_go_out(submission, late[0]))
        after.write(session)
    return bool(late)


def _is_late(submission: Submission, publication: Publication, now: datetime, grace: timedelta) -> bool:
    if publication.state != Delivery.SCHEDULED or publication.due_at is None or publication.meant_for is None:
        return False
    if _may_go_out(submission, publication):
        return publication.meant_for < now - grace
    return publication.due_at <= now


def _may_go_out(submission: Submission, publication: Publication) -> bool:
    return submission.state == Editorial.APPROVED and submission.approved_fingerprint == publication.fingerprint
