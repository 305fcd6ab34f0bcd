"""Answers to what customers ask. A new or changed one is approved like everything that speaks for the brand."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import desk_words
from storage.desk_words import Found
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


def answer(session: Session, answer_id: int, *, for_update: bool = False) -> SavedAnswer | None:
    return session.get(SavedAnswer, answer_id, with_for_update=for_update or None)


def in_use(session: Session, brand_id: int, asked: str, *, limit: int = 3) -> list[SavedAnswer]:
    """The likeliest for what was asked."""
    ids = desk_words.likely(session, brand_id, Found.ANSWER, asked, limit=limit)
    known = {one.id: one for one in session.exec(select(SavedAnswer).where(col(SavedAnswer.id).in_(ids))).all()}
    return [known[number] for number in ids if number in known]


def of_brand(session: Session, brand_id: int, states: Collection[AnswerState], *, limit: int) -> list[SavedAnswer]:
    """Newest first."""
    query = select(SavedAnswer).where(SavedAnswer.brand_id == brand_id, col(SavedAnswer.state).in_(states))
    return list(session.exec(query.order_by(col(SavedAnswer.id).desc()).limit(limit)).all())


def successor(session: Session, answer_id: int) -> SavedAnswer | None:
    """What is to take its place, and is not decided yet."""
    query = select(SavedAnswer).where(
        SavedAnswer.replaces_id == answer_id,
        col(SavedAnswer.state).in_((AnswerState.IN_REVIEW, AnswerState.CHANGES_REQUESTED)),
    )
    return session.exec(query).first()


def to_ask_about(session: Session, brand_id: int, *, reviewed_before: datetime, limit: int) -> list[int]:
    """In use, last reviewed before then, and nobody was asked since."""
    query = (
        select(SavedAnswer.id)
        .where(
            SavedAnswer.brand_id == brand_id,
            SavedAnswer.state == AnswerState.APPROVED,
            col(SavedAnswer.reviewed_at) <= reviewed_before,
            or_(col(SavedAnswer.asked_at).is_(None), col(SavedAnswer.asked_at) < col(SavedAnswer.reviewed_at)),
        )
        .order_by(col(SavedAnswer.reviewed_at))
        .limit(limit)
    )
    return [number for number in session.exec(query).all() if number is not None]


def index(session: Session, one: SavedAnswer) -> None:
    """What is in use is found by its words, and nothing else."""
    assert one.id is not None, "it is stored"
    texts = (one.question, one.text) if one.state == AnswerState.APPROVED else ()
    desk_words.put(session, one.brand_id, Found.ANSWER, one.id, *texts)
