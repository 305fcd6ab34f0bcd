"""What else is up, or went out, on an account around a time: for texts that say nearly the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, and_, col, func, select

from storage.lifecycle import Delivery, Editorial
from storage.publications import Publication, of_its
from storage.submissions import Revision, RevisionAccount, Submission

_MEANT = (Delivery.SCHEDULED, Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN, Delivery.MISSED)


@dataclass(frozen=True)
class Nearby:
    """One text on the account."""

    submission_id: int
    text: str


def texts_on(
    session: Session, account_id: int, *, besides: int, since: datetime, until: datetime, limit: int
) -> Sequence[Nearby]:
    """Current texts there, due from the one time on and before the other, latest first; `besides`: a submission."""
    query = _texts(account_id, besides).where(col(Publication.due_at) >= since, col(Publication.due_at) < until)
    return [Nearby(*row) for row in session.exec(query.order_by(col(Publication.due_at).desc()).limit(limit)).all()]


def texts_waiting_on(session: Session, account_id: int, *, besides: int, limit: int) -> Sequence[Nearby]:
    """The same of what goes out there as soon as it is approved, newest first."""
    query = _texts(account_id, besides).where(
        col(Publication.due_at).is_(None), of_its(Publication.state) == Delivery.SCHEDULED
    )
    return [Nearby(*row) for row in session.exec(query.order_by(col(Publication.id).desc()).limit(limit)).all()]


def _texts(account_id: int, besides: int) -> Any:
    return (
        select(Publication.submission_id, func.coalesce(RevisionAccount.text, Revision.text))
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .join(Revision, and_(col(Revision.submission_id) == Submission.id, col(Revision.number) == Submission.revision))
        .join(
            RevisionAccount,
            and_(col(RevisionAccount.revision_id) == Revision.id, col(RevisionAccount.account_id) == account_id),
        )
        .where(
            Publication.account_id == account_id,
            of_its(Publication.state).in_(_MEANT),
            col(Publication.taken_down_at).is_(None),
            Publication.submission_id != besides,
            of_its(Submission.state).in_([Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED, Editorial.APPROVED]),
        )
    )
