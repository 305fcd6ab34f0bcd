"""What reports count. Every question begins at an index of its window, so that the past may grow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import Session, and_, col, func, select

from storage.decisions import Decision, Label, Verdict
from storage.lifecycle import Delivery, Editorial
from storage.publications import Publication
from storage.results import Result, ResultTag
from storage.submissions import Revision, Submission

LOOKED_AT = 2000
"""How many of the newest are looked at one by one; a median of more says nothing else."""

MOST_GROUPS = 20
"""Groups of results of each kind that are told, the largest first."""


_wide: Any = select
"""Typed for four columns at most; here are more."""


class Span(NamedTuple):
    """What a report is about."""

    brand_id: int
    since: datetime
    until: datetime
    campaign: str | None = None
    """One campaign; nothing: all."""


class Times(NamedTuple):
    """How one submission went through review."""

    submission_id: int
    author_id: str
    state: Editorial
    submitted_at: datetime
    approved_at: datetime | None
    first_answer_at: datetime | None


class Said(NamedTuple):
    """One decision, and since when its revision waited."""

    submission_id: int
    revision: int
    approver_id: str
    verdict: Verdict
    decided_at: datetime
    created_at: datetime
    stages: list[int]


class Outcome(NamedTuple):
    """How some publications did together."""

    key: str
    posts: int
    engagement: int
    views: int | None


def by_state(session: Session, span: Span) -> dict[Editorial, int]:
    """Submissions put up in the span, by where they stand now."""
    query = select(Submission.state, func.count()).where(*_put_up(span)).group_by(col(Submission.state))
    return {Editorial(state): number for state, number in session.exec(query).all()}


def times(session: Session, span: Span) -> Sequence[Times]:
    """The newest that were put up in the span."""
    first = (
        select(func.min(Decision.decided_at))
        .where(Decision.submission_id == Submission.id, col(Decision.undone_at).is_(None))
        .scalar_subquery()
    )
    query = (
        _wide(
            col(Submission.id),
            col(Submission.author_id),
            col(Submission.state),
            col(Submission.submitted_at),
            col(Submission.approved_at),
            first,
        )
        .where(*_put_up(span))
        .order_by(col(Submission.submitted_at).desc())
        .limit(LOOKED_AT)
    )
    return [Times(*row) for row in session.exec(query).all()]


def said(session: Session, span: Span) -> Sequence[Said]:
    """The newest decisions on what was put up in the span, oldest first."""
    query = (
        _wide(
            col(Decision.submission_id),
            col(Decision.revision),
            col(Decision.approver_id),
            col(Decision.verdict),
            col(Decision.decided_at),
            col(Revision.created_at),
            col(Decision.stages),
        )
        .join(Submission, col(Submission.id) == col(Decision.submission_id))
        .join(Revision, _is_its_revision(Decision.revision))
        .where(*_put_up(span), col(Decision.undone_at).is_(None))
        .order_by(col(Submission.submitted_at).desc(), col(Decision.id).desc())
        .limit(LOOKED_AT)
    )
    return [Said(*row) for row in reversed(session.exec(query).all())]


def sent_back(session: Session, span: Span) -> tuple[int, int]:
    """How many were sent back at least once, and how many got any answer."""
    query = (
        select(
            func.count(func.distinct(Decision.submission_id)).filter(col(Decision.verdict) == Verdict.REQUEST_CHANGES),
            func.count(func.distinct(Decision.submission_id)),
        )
        .join(Submission, col(Submission.id) == col(Decision.submission_id))
        .where(*_put_up(span), col(Decision.undone_at).is_(None))
    )
    back, answered = session.exec(query).one()
    return int(back), int(answered)


def reasons(session: Session, span: Span) -> list[tuple[Label, int]]:
    """Why they were sent back, where somebody said so; the most frequent first."""
    query = (
        select(Decision.label, func.count())
        .join(Submission, col(Submission.id) == col(Decision.submission_id))
        .where(*_put_up(span), col(Decision.undone_at).is_(None), col(Decision.label).is_not(None))
        .group_by(col(Decision.label))
        .order_by(func.count().desc(), col(Decision.label))
    )
    return [(Label(label), number) for label, number in session.exec(query).all() if label is not None]


def _put_up(span: Span) -> list[Any]:
    wanted = [
        col(Submission.brand_id) == span.brand_id,
        col(Submission.submitted_at) >= span.since,
        col(Submission.submitted_at) < span.until,
    ]
    return wanted if span.campaign is None else [*wanted, _is_of(span.campaign)]


def _is_of(campaign: str) -> Any:
    found = select(Revision.id).where(_is_its_revision(Submission.revision), Revision.campaign == campaign)
    return found.correlate(Submission).exists()


def _is_its_revision(number: Any) -> Any:
    return and_(col(Revision.submission_id) == col(Submission.id), col(Revision.number) == number)


def live(session: Session, span: Span) -> Sequence[Publication]:
    """The newest that went live in the span."""
    query = _live(_of_brand(span), span).order_by(col(Publication.published_at).desc())
    found: Sequence[Publication] = session.exec(query.limit(LOOKED_AT)).all()
    return found


def count_live(session: Session, span: Span) -> int:
    """How many went live in the span."""
    return int(session.exec(_live(_of_brand(span).with_only_columns(func.count()), span)).one())


def _live(query: Any, span: Span) -> Any:
    return query.where(
        Publication.state == Delivery.PUBLISHED,
        col(Publication.published_at) >= span.since,
        col(Publication.published_at) < span.until,
    )


def in_trouble(session: Session, span: Span) -> dict[Delivery, int]:
    """What missed its time, failed, or is not sure, and came to that in the span."""
    query = _of_brand(span).where(
        # Written out, not bound: SQLite uses the partial index only for the very words of its condition.
        text("publication.state IN ('missed','failed','unknown')"),
        col(Publication.changed_at) >= span.since,
        col(Publication.changed_at) < span.until,
    )
    found: dict[Delivery, int] = {}
    for publication in session.exec(query.limit(LOOKED_AT)).all():
        found[publication.state] = found.get(publication.state, 0) + 1
    return found


def _of_brand(span: Span) -> Any:
    query = select(Publication).join(Submission, col(Submission.id) == col(Publication.submission_id))
    query = query.where(Submission.brand_id == span.brand_id)
    return query if span.campaign is None else query.where(_is_of(span.campaign))


def by_network(session: Session, span: Span) -> list[Outcome]:
    """Results by network, the largest first."""
    return _outcomes(session, span, col(Result.network))


def by_campaign(session: Session, span: Span) -> list[Outcome]:
    """Results by campaign; those of none have an empty key."""
    return _outcomes(session, span, func.coalesce(Result.campaign, ""))


def by_hour(session: Session, span: Span) -> list[Outcome]:
    """Results by three hours of the day where the readers are: 0, 3, … 21, in their order."""
    begins = (Result.hour_of_week % 24) - (Result.hour_of_week % 3)
    return sorted(_outcomes(session, span, begins), key=lambda one: int(one.key))


def by_tag(session: Session, span: Span) -> list[Outcome]:
    """Results by hashtag, the most used first."""
    query = _summed(ResultTag.tag).join(Result, col(Result.publication_id) == col(ResultTag.publication_id))
    query = query.where(*_published(span)).group_by(col(ResultTag.tag))
    rows = session.exec(query.order_by(func.count().desc(), col(ResultTag.tag)).limit(MOST_GROUPS)).all()
    return [_outcome(row) for row in rows]


def _outcomes(session: Session, span: Span, key: Any) -> list[Outcome]:
    query = _summed(key).where(*_published(span)).group_by(key)
    rows = session.exec(query.order_by(func.count().desc(), key).limit(MOST_GROUPS)).all()
    return [_outcome(row) for row in rows]


def _summed(key: Any) -> Any:
    return select(key, func.count(), func.sum(Result.engagement), func.sum(Result.views))


def _outcome(row: Any) -> Outcome:
    key, posts, engagement, views = row
    return Outcome(str(key), int(posts), int(engagement), None if views is None else int(views))


def _published(span: Span) -> list[Any]:
    wanted = [
        col(Result.brand_id) == span.brand_id,
        col(Result.published_at) >= span.since,
        col(Result.published_at) < span.until,
    ]
    return wanted if span.campaign is None else [*wanted, col(Result.campaign) == span.campaign]
