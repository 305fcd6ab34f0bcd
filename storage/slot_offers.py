"""Slots that became free, each offered to one author whose submission waits for a later one."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class SlotOffer(SQLModel, table=True):
    """A freed slot of one account. It is never taken by itself: somebody presses, or it lapses."""

    __tablename__ = "slot_offer"
    __table_args__ = (UniqueConstraint("account_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    at: datetime
    freed_at: datetime
    freed_by: int = Field(foreign_key="submission.id")
    """The submission that left it."""
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    """The one that it was offered to; nothing: to nobody yet."""
    offered_to: str | None = None
    """A user id."""
    answered_at: datetime | None = None
    is_taken: bool = False
