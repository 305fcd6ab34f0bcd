"""When something goes out on an account, went out, or is wanted to: what its slots are taken by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, and_, col, or_, select

from storage.lifecycle import OPEN, Delivery, Editorial
from storage.publications import Publication
from storage.submissions import Submission

_LIVE = (Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN)


@dataclass(frozen=True)
class Booked:
    """One publication that takes its time."""

    at: datetime
    submission_id: int
    state: Delivery
    editorial: Editorial


def booked(
    session: Session, account_id: int, *, since: datetime, until: datetime, besides: int = 0
) -> Sequence[Booked]:
    """From the one time on and before the other, in order, without those of the submission `besides`.

    Live, or in a network's hands; or still to come, of a submission that is not over. What was rejected, taken back or
    deleted at its network takes nothing.
    """
    is_live = and_(col(Publication.state).in_(_LIVE), col(Publication.taken_down_at).is_(None))
    is_to_come = and_(col(Publication.state) == Delivery.SCHEDULED, col(Submission.state).in_(OPEN))
    query = (
        select(Publication.due_at, Publication.submission_id, Publication.state, Submission.state)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.account_id == account_id,
            col(Publication.due_at) >= since,
            col(Publication.due_at) < until,
            or_(is_live, is_to_come),
            col(Publication.submission_id) != besides,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
    )
    rows = session.exec(query).all()
    return [
        Booked(at, number, Delivery(state), Editorial(editorial))
        for at, number, state, editorial in rows
        if at is not None
    ]
