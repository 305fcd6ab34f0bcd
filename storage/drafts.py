"""Drafts: what a person typed, kept through every failure until it becomes a submission or is thrown away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select


class Draft(SQLModel, table=True):
    """The composer's fields, as typed. With a submission_id it is the edit of that submission, from `revision` on."""

    id: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    brand_id: int = Field(foreign_key="brand.id")
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    revision: int | None = None
    copy_of: int | None = None
    text: str = ""
    note: str = ""
    accounts: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    goes_out: str = "approved"
    """`approved`: as soon as it is approved; `chosen`: at the date and time below; `slot`: in the next free slot;
    `suggested`: at the suggested time.
    """
    queue: str = ""
    """The queue whose next free slot is meant."""
    date: str | None = None
    time: str | None = None
    campaign: str | None = None
    images: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """In order: sha256, name, alt_text and size of each; or, until it was fetched, where Slack keeps the file."""
    variants: dict[str, dict[str, Any]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """What an account has of its own, by its id: text, date, time, first_comment."""
    flags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    warning: str = ""
    labels: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime
    saved_at: datetime


def draft(session: Session, draft_id: str) -> Draft | None:
    """The draft, held until the end of the transaction: of two images that arrive at the same instant, each is added to
    what the other left.
    """
    query = select(Draft).where(Draft.id == draft_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()


def of_person(session: Session, person_id: str, limit: int = 10) -> Sequence[Draft]:
    """Newest first."""
    query = select(Draft).where(Draft.person_id == person_id).order_by(col(Draft.saved_at).desc()).limit(limit)
    return session.exec(query).all()


def of_edit(session: Session, person_id: str, submission_id: int) -> Draft | None:
    """This person's unfinished edit of a submission."""
    query = select(Draft).where(Draft.person_id == person_id, Draft.submission_id == submission_id)
    return session.exec(query.order_by(col(Draft.saved_at).desc())).first()


def discard(session: Session, draft_id: str) -> None:
    found = draft(session, draft_id)
    if found is not None:
        session.delete(found)
