"""What lies in the hands of somebody who is gone comes back: it has failed, and people hear so. Transactions only."""

from datetime import datetime

from sqlmodel import Session

from handlers.problem import Problem
from handlers.publication import endings
from handlers.publication.endings import Aftermath
from storage import publications, submissions, under_way


def give_back(session: Session, user_id: str, *, now: datetime) -> None:
    """Everything that this person was to post by hand. Sent again, it goes to whoever is named by then."""
    held = under_way.held_by(session, user_id)
    locked = submissions.lock_all(session, [row.submission_id for row in held])
    rows = publications.held_all(session, [_claimed(row) for row in held])
    after = Aftermath(now)
    pairs = [(locked[row.submission_id], row) for row in rows.values()]
    for case in endings.cases_of(session, pairs, after):
        endings.failed(case, Problem.GONE)
    after.write(session)


def _claimed(row: publications.Publication) -> publications.Claimed:
    return publications.Claimed(row.number, row.submission_id, row.account_id, row.attempt, row.lease_owner or "")
