"""Co-authors: they may do with a submission what its author may, and decide nothing on it."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select


class CoAuthor(SQLModel, table=True):
    """Somebody who writes, or wrote, with the author."""

    __tablename__ = "co_author"

    submission_id: int = Field(primary_key=True, foreign_key="submission.id")
    user_id: str = Field(primary_key=True)
    since: datetime


def of_submission(session: Session, submission_id: int) -> tuple[str, ...]:
    """User ids, in the order in which they joined."""
    query = select(CoAuthor.user_id).where(CoAuthor.submission_id == submission_id)
    return tuple(session.exec(query.order_by(col(CoAuthor.since), CoAuthor.user_id)).all())


def add(session: Session, submission_id: int, user_id: str, *, now: datetime) -> bool:
    """False when they were one already."""
    if session.get(CoAuthor, (submission_id, user_id)) is not None:
        return False
    session.add(CoAuthor(submission_id=submission_id, user_id=user_id, since=now))
    session.flush()
    return True


def remove(session: Session, submission_id: int, user_id: str) -> None:
    """They are its author now; or they were none."""
    found = session.get(CoAuthor, (submission_id, user_id))
    if found is not None:
        session.delete(found)
        session.flush()
