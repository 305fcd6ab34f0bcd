"""What was approved long before its time is held until somebody says that it is still right. Transactions only.

The hold stands from the approval on, in the record that the gate reads: nothing can slip while the clock is off. People
see it the day before.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import hours_of, working_hours
from handlers.checks.aging import names_what_ages
from storage import brands, publications
from storage.brands import Brand
from storage.lifecycle import Delivery
from storage.publications import Publication
from storage.submissions import Hold, Revision, Submission, content_of, current_revision

AGED = timedelta(days=30)
"""An approval that is older than this when its time comes is asked about."""

BEFORE = timedelta(days=1)
HALF_A_DAY = timedelta(hours=4)
"""Working time that is left for the answer: what goes out on a Monday is asked about on Friday."""


def hold_if_aged(session: Session, submission: Submission, revision: Revision, rows: Iterable[Publication]) -> None:
    """At the approval: what will be too old by its time is held from the beginning."""
    if _will_be_aged(submission, rows) and _names_what_ages(session, revision):
        submission.holds = Hold.CONFIRMATION


def is_to_be_held(session: Session, submission: Submission) -> bool:
    """It is, or its time was moved so far since that it has to be."""
    if submission.holds is not None:
        return True
    if not _will_be_aged(submission, publications.of_submission(session, submission.number)):
        return False
    return _names_what_ages(session, current_revision(session, submission))


def _names_what_ages(session: Session, revision: Revision) -> bool:
    """In any of its texts."""
    return any(names_what_ages(text) for text in content_of(session, revision).texts)


def _will_be_aged(submission: Submission, rows: Iterable[Publication]) -> bool:
    approved_at = submission.approved_at
    due = [row.due_at for row in rows if row.state == Delivery.SCHEDULED and row.due_at is not None]
    return approved_at is not None and any(when - approved_at > AGED for when in due)


def asks_from(session: Session, submission: Submission) -> datetime | None:
    """When it is time to ask; nothing where nothing of it is to go out."""
    rows = publications.of_submission(session, submission.number)
    due = [row.due_at for row in rows if row.state == Delivery.SCHEDULED and row.due_at is not None]
    return asked_before(min(due), brands.brand(session, submission.brand_id)) if due else None


def asked_before(due_at: datetime, brand: Brand) -> datetime:
    """The day before, and early enough to leave half a day's work."""
    return min(due_at - BEFORE, working_hours.back(due_at, HALF_A_DAY, hours_of.of_brand(brand)))
