"""Answers to what customers ask. A new or changed one is approved like everything that speaks for the brand."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.values import by_value


class AnswerState(StrEnum):
    """Where an answer stands."""

    IN_REVIEW = "in_review"
    """Approvers owe a decision; the one that it replaces is still in use."""
    APPROVED = "approved"
    """In use."""
    CHANGES_REQUESTED = "changes_requested"
    """Its proposer owes a better one."""
    REJECTED = "rejected"
    """Not to be used."""
    REPLACED = "replaced"
    """A newer one is in use."""
    RETIRED = "retired"
    """Its owner or an admin took it out of use."""


class SavedAnswer(SQLModel, table=True):
    """One version of one answer."""

    __tablename__ = "saved_answer"
    __table_args__ = (Index("answer_by_state", "brand_id", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    language: str
    question: str
    text: str
    owner_id: str
    """Who is asked from time to time whether it is still right."""
    state: AnswerState = Field(default=AnswerState.IN_REVIEW, sa_type=by_value(AnswerState))
    replaces_id: int | None = Field(default=None, foreign_key="saved_answer.id")
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""
    reviewed_at: datetime | None = None
    """When somebody last said that it is right."""
    asked_at: datetime | None = None
    """When its owner was asked last."""
    channel_id: str | None = None
    ts: str | None = None
    """Its card in the review channel."""
