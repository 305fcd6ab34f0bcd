"""Who is away, until when, and who stands in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.values import by_value


class NoticedBy(StrEnum):
    """How we know that somebody is away."""

    SAID = "said"
    """They said so themselves, or an admin did."""
    STATUS = "status"
    """Their Slack status says so."""
    DO_NOT_DISTURB = "do_not_disturb"
    """Slack holds their notifications back."""


class Absence(SQLModel, table=True):
    """One time away."""

    __table_args__ = (Index("absence_of_person", "user_id", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: str
    starts_at: datetime
    ends_at: datetime | None = None
    """Calendar time; empty: until they say that they are back."""
    stand_in: str | None = None
    """The user id of who decides meanwhile; empty: nobody."""
    noticed_by: NoticedBy = Field(default=NoticedBy.SAID, sa_type=by_value(NoticedBy))
    said_by: str | None = None


def covered_by(session: Session, user_id: str, *, now: datetime) -> tuple[str, ...]:
    """User ids of those who are away now and for whom this person stands in."""
    query = select(Absence.user_id).where(
        Absence.stand_in == user_id,
        Absence.starts_at <= now,
        or_(col(Absence.ends_at).is_(None), col(Absence.ends_at) > now),
    )
    return tuple(dict.fromkeys(session.exec(query.order_by(col(Absence.id))).all()))
