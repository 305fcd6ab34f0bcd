"""Decisions: one approver's word on one revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, bindparam, insert
from sqlmodel import Field, Session, SQLModel, col, select

from storage.history import Words
from storage.lifecycle import Editorial
from storage.submissions import Submission
from storage.values import by_value


class Verdict(StrEnum):
    """What an approver said."""

    APPROVE = "approve"
    """Yes to exactly this revision."""
    REQUEST_CHANGES = "request_changes"
    """Not like this; the reason says what to change."""
    REJECT = "reject"
    """No; the reason says why."""


class Decision(SQLModel, table=True):
    """Kept for ever. It counts while its revision is the current one and it was not taken back; then it is stale."""

    __table_args__ = (Index("decision_by_submission", "submission_id", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    revision: int
    approver_id: str
    verdict: Verdict = Field(sa_type=by_value(Verdict))
    words_id: int | None = Field(default=None, foreign_key="words.id")
    """The reason, in a table that can be erased."""
    decided_at: datetime
    undone_at: datetime | None = None
    stages: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Ids of the stages that it was made for; 0 is the only stage of a brand without steps of its own."""
    on_behalf_of: str | None = None
    """Who was away, when a stand-in decided."""
    label: str | None = None
    """One of Label: what kind of reason it was."""
    is_own_work: bool = False
    """By somebody who wrote the revision, because the brand allows it or it was practice."""


@dataclass(frozen=True)
class Said:
    """A decision as plain data, with its reason."""

    approver_id: str
    verdict: Verdict
    revision: int
    decided_at: datetime
    reason: str = ""
    undone_at: datetime | None = None


def record(
    session: Session,
    submission: Submission,
    approver_id: str,
    verdict: Verdict,
    *,
    now: datetime,
    words_id: int | None = None,
) -> None:
    """One decision on the current revision."""
    values = {
        "submission_id": submission.number,
        "revision": submission.revision,
        "approver_id": approver_id,
        "verdict": verdict,
        "words_id": words_id,
        "decided_at": now,
    }
    session.connection().execute(_RECORD, values)


_RECORD = insert(Decision)


def counting(session: Session, submission: Submission) -> Sequence[Decision]:
    """Decisions that count now, oldest first."""
    return session.exec(_COUNTING, params={"submission": submission.id, "revision": submission.revision}).all()


_COUNTING = (
    select(Decision)
    .where(
        Decision.submission_id == bindparam("submission"),
        Decision.revision == bindparam("revision"),
        col(Decision.undone_at).is_(None),
    )
    .order_by(col(Decision.id))
)


def said_about(session: Session, submission_id: int) -> list[Said]:
    """Every decision on any revision, oldest first, with its reason."""
    query = (
        select(Decision, Words.text)
        .join(Words, col(Words.id) == col(Decision.words_id), isouter=True)
        .where(Decision.submission_id == submission_id)
        .order_by(col(Decision.id))
    )
    return [
        Said(
            decision.approver_id,
            decision.verdict,
            decision.revision,
            decision.decided_at,
            text or "",
            decision.undone_at,
        )
        for decision, text in session.exec(query)
    ]


def awaiting(session: Session, brand_id: int, approver_id: str, limit: int) -> Sequence[Submission]:
    """In review, by somebody else, and without this person's approval of the current revision; oldest first.

    Whether the person may decide at all is not asked here.
    """
    said_yes = (
        select(Decision.id)
        .where(
            Decision.submission_id == Submission.id,
            Decision.revision == Submission.revision,
            Decision.approver_id == approver_id,
            Decision.verdict == Verdict.APPROVE,
            col(Decision.undone_at).is_(None),
        )
        .exists()
    )
    query = (
        select(Submission)
        .where(
            Submission.brand_id == brand_id,
            Submission.state == Editorial.IN_REVIEW,
            Submission.author_id != approver_id,
            ~said_yes,
        )
        .order_by(col(Submission.review_since), col(Submission.id))
        .limit(limit)
    )
    return session.exec(query).all()
