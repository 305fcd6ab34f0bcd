"""Decisions: one approver's word on one revision."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from sqlalchemy import JSON, Column, Index, bindparam, insert
from sqlmodel import Field, Session, SQLModel, and_, col, func, select

from storage.history import Words
from storage.lifecycle import Editorial
from storage.submissions import Revision, Submission, current_revision, revision_numbered
from storage.values import by_value


class Verdict(StrEnum):
    """What an approver said."""

    APPROVE = "approve"
    """Yes to exactly this revision."""
    REQUEST_CHANGES = "request_changes"
    """Not like this; the reason says what to change."""
    REJECT = "reject"
    """No; the reason says why."""


class Label(StrEnum):
    """What kind of reason it was, for a decision that is no yes."""

    TONE = "tone"
    CLAIM = "claim"
    """A claim without support."""
    WRONG_ACCOUNT = "wrong_account"
    MISSING_ASSET = "missing_asset"
    TIMING = "timing"
    OTHER = "other"


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
    label: Label | None = Field(default=None, sa_type=by_value(Label))
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
    stages: tuple[int, ...] = ()
    on_behalf_of: str | None = None
    label: Label | None = None
    is_own_work: bool = False
    counts: bool = True
    """It is about the current revision, or about one before whose decisions still count, and was not taken back."""


@dataclass(frozen=True)
class Footing:
    """On what ground somebody decides."""

    stages: tuple[int, ...]
    """The steps that it is for."""
    on_behalf_of: str | None = None
    is_own_work: bool = False


ONLY_STEP = Footing((0,))
"""For a brand without steps of its own."""


def record(
    session: Session,
    submission: Submission,
    approver_id: str,
    verdict: Verdict,
    footing: Footing = ONLY_STEP,
    *,
    now: datetime,
    words_id: int | None = None,
    label: Label | None = None,
) -> None:
    """One decision on the current revision."""
    values = {
        "submission_id": submission.number,
        "revision": submission.revision,
        "approver_id": approver_id,
        "verdict": verdict,
        "words_id": words_id,
        "decided_at": now,
        "stages": list(footing.stages),
        "on_behalf_of": footing.on_behalf_of,
        "is_own_work": footing.is_own_work,
        "label": label,
    }
    session.connection().execute(_RECORD, values)


_RECORD = insert(Decision)


def counting(session: Session, submission: Submission, revision: Revision | None = None) -> Sequence[Decision]:
    """Decisions that count now, oldest first: those on the current revision, and those on earlier ones for stages that
    every change since has left alone. `revision` is the current one, where it is at hand.
    """
    current = session.exec(_COUNTING, params={"submission": submission.id, "revision": submission.revision}).all()
    revision = revision or current_revision(session, submission)
    return [*kept(session, submission.number, revision), *current] if revision.keeps else current


_COUNTING = (
    select(Decision)
    .where(
        Decision.submission_id == bindparam("submission"),
        Decision.revision == bindparam("revision"),
        col(Decision.undone_at).is_(None),
    )
    .order_by(col(Decision.id))
)


def kept(session: Session, submission_id: int, revision: Revision) -> list[Decision]:
    """Approvals of earlier revisions that still count; each names only the stages for which it does."""
    found: list[Decision] = []
    for number, stages in _kept_stages(session, submission_id, revision):
        rows = session.exec(_COUNTING, params={"submission": submission_id, "revision": number}).all()
        for row in rows:
            still = [one for one in row.stages if one in stages]
            if row.verdict == Verdict.APPROVE and still:
                found.append(Decision(**{**row.model_dump(), "stages": still}))
    return sorted(found, key=lambda row: row.id or 0)


def _kept_stages(session: Session, submission_id: int, revision: Revision) -> list[tuple[int, frozenset[int]]]:
    """Earlier revisions, newest first, each with the stages whose decisions on it have survived every change since."""
    chain: list[tuple[int, frozenset[int]]] = []
    stages, at = frozenset(revision.keeps), revision.number
    while stages and at > 1:
        at -= 1
        chain.append((at, stages))
        before = revision_numbered(session, submission_id, at)
        stages = stages & frozenset(before.keeps) if before else frozenset()
    return chain


def said_about(session: Session, submission_id: int, counting_ids: Container[int | None] = ()) -> list[Said]:
    """Every decision on any revision, oldest first, with its reason."""
    query = (
        select(Decision, Words.text)
        .join(Words, col(Words.id) == col(Decision.words_id), isouter=True)
        .where(Decision.submission_id == submission_id)
        .order_by(col(Decision.id))
    )
    return [_said(decision, text or "", decision.id in counting_ids) for decision, text in session.exec(query).all()]


def _said(decision: Decision, reason: str, counts: bool) -> Said:
    return Said(
        approver_id=decision.approver_id,
        verdict=decision.verdict,
        revision=decision.revision,
        decided_at=decision.decided_at,
        reason=reason,
        undone_at=decision.undone_at,
        stages=tuple(decision.stages),
        on_behalf_of=decision.on_behalf_of,
        label=decision.label,
        is_own_work=decision.is_own_work,
        counts=counts,
    )


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


OFTEN = 3
"""So many times within the days below are told to an author, privately."""

LOOKS_BACK = timedelta(days=90)


def label_met_often(session: Session, author_id: str, *, now: datetime) -> Label | None:
    """The kind of reason that an author's submissions met at least three times lately: the one met most often."""
    query = (
        select(Decision.label, func.count())
        .join(Submission, col(Submission.id) == col(Decision.submission_id))
        .where(
            Submission.author_id == author_id,
            # What was put up long before is no longer decided: its decisions need not be looked at.
            col(Submission.submitted_at) >= now - 2 * LOOKS_BACK,
            col(Decision.decided_at) >= now - LOOKS_BACK,
            col(Decision.label).is_not(None),
            Decision.label != Label.OTHER,
            col(Decision.undone_at).is_(None),
        )
        .group_by(col(Decision.label))
        .order_by(func.count().desc(), col(Decision.label))
    )
    found = session.exec(query).all()
    return Label(found[0][0]) if found and found[0][0] and found[0][1] >= OFTEN else None


ENOUGH = 10
"""Decisions from which on it can be told how long they usually take."""

LATEST = 50
"""Decisions that are looked at; how things were long ago says little."""


def usual_time(session: Session, brand_id: int) -> timedelta | None:
    """How long the brand's approvers usually take from a version to a decision on it: the median of the latest."""
    query = (
        select(Decision.decided_at, Revision.created_at)
        .join(
            Revision,
            and_(
                col(Revision.submission_id) == col(Decision.submission_id),
                col(Revision.number) == col(Decision.revision),
            ),
        )
        .join(Submission, col(Submission.id) == col(Decision.submission_id))
        .where(Submission.brand_id == brand_id)
        .order_by(col(Decision.id).desc())
        .limit(LATEST)
    )
    took = [(decided_at - created_at).total_seconds() for decided_at, created_at in session.exec(query).all()]
    return timedelta(seconds=median(took)) if len(took) >= ENOUGH else None
