"""Everything that a brand ever put up, for tables."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, and_, col, select

from storage.brands import Account
from storage.submissions import Revision, Submission


def numbers_since(session: Session, brand_id: int, since: datetime | None) -> Sequence[int]:
    """Of its submissions, oldest first."""
    query = select(Submission.id).where(Submission.brand_id == brand_id)
    if since is not None:
        query = query.where(col(Submission.submitted_at) >= since)
    return [number for number in session.exec(query.order_by(col(Submission.id))).all() if number is not None]


def with_revisions(session: Session, numbers: Sequence[int]) -> Sequence[tuple[Submission, Revision]]:
    """Each with its current one, in the order of their numbers."""
    query = (
        select(Submission, Revision)
        .join(Revision, and_(col(Revision.submission_id) == Submission.id, col(Revision.number) == Submission.revision))
        .where(col(Submission.id).in_(numbers))
        .order_by(col(Submission.id))
    )
    return session.exec(query).all()


def accounts_of(session: Session) -> Sequence[Account]:
    """Every account that ever was: old submissions keep the names of theirs."""
    return session.exec(select(Account)).all()
