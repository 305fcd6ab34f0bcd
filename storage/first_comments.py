"""First comments: what is written under a publication once it is live, once."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from storage.lifecycle import Delivery
from storage.values import by_value


class FirstComment(SQLModel, table=True):
    """Where the first comment of one publication stands; the same states as its publication has."""

    __tablename__ = "first_comment"
    __table_args__ = (
        Index(
            "first_comment_due",
            "due_at",
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
        CheckConstraint(
            "state IN ('scheduled','publishing','published','failed','unknown','missed','cancelled')",
            name="first_comment_state",
        ),
    )

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    state: Delivery = Field(default=Delivery.SCHEDULED, sa_type=by_value(Delivery))
    attempt: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    """Machine time."""
    due_at: datetime | None = None
    """Calendar time."""
    remote_id: str | None = None
    link: str | None = None
    problem: str | None = None
    problem_detail: str | None = None
    changed_at: datetime
