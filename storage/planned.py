"""What goes out, went out, or is to go out on some accounts between two times, as light as a calendar needs it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from storage.lifecycle import OPEN, Delivery, Editorial
from storage.publications import Publication
from storage.submissions import Revision, Submission


class Standing(StrEnum):
    """Where a publication stands, as far as a calendar tells it."""

    REVIEW = "review"
    """Approvers owe decisions."""
    CHANGES = "changes"
    """It was sent back."""
    APPROVED = "approved"
    """It goes out at its time."""
    LIVE = "live"
    """It is out."""
    TROUBLE = "trouble"
    """It missed its time, failed, or nobody is sure."""


@dataclass(frozen=True)
class Planned:
    """One publication."""

    publication_id: int
    submission_id: int
    account_id: int
    at: datetime | None
    """When it went out, else when it is due; nothing: as soon as it is approved."""
    standing: Standing
    author_id: str
    version: int
    link: str | None
    changed_at: datetime


@dataclass(frozen=True)
class Which:
    """Which of them; what is empty does not matter."""

    account_ids: Collection[int]
    standing: Standing | None = None
    campaign: str = ""
    author_id: str = ""


_IN_TROUBLE = (Delivery.MISSED, Delivery.FAILED, Delivery.UNKNOWN)
_IS_CURRENT: Any = and_(
    col(Revision.submission_id) == col(Submission.id), col(Revision.number) == col(Submission.revision)
)
_SENT = (Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN)


def between(
    session: Session, which: Which, *, since: datetime, until: datetime, limit: int | None = None
) -> Sequence[Planned]:
    """Due from the one time on and before the other, in order."""
    in_span = and_(col(Publication.due_at) >= since, col(Publication.due_at) < until)
    return _found(session, which, in_span, limit)


def at_once(session: Session, which: Which, limit: int) -> Sequence[Planned]:
    """What goes out as soon as it is approved, oldest first."""
    waits = and_(col(Publication.due_at).is_(None), Publication.state == Delivery.SCHEDULED)
    return _found(session, which, waits, limit)


def _found(session: Session, which: Which, condition: Any, limit: int | None) -> list[Planned]:
    query = (
        select(Publication, Submission.state, Submission.author_id, Submission.version)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(col(Publication.account_id).in_(sorted(which.account_ids)), condition, *_conditions(which))
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    if which.campaign:
        query = query.join(Revision, _IS_CURRENT).where(Revision.campaign == which.campaign)
    return [
        _planned(row, Editorial(state), author, version) for row, state, author, version in session.exec(query).all()
    ]


def _conditions(which: Which) -> list[Any]:
    is_there = or_(col(Publication.state).in_(_SENT), col(Submission.state).in_(OPEN))
    found = [Publication.state != Delivery.CANCELLED, col(Publication.taken_down_at).is_(None), is_there]
    if which.author_id:
        found.append(Submission.author_id == which.author_id)
    if which.standing:
        found.append(_stands(which.standing))
    return found


def _stands(standing: Standing) -> Any:
    waits = col(Publication.state).in_([Delivery.SCHEDULED, Delivery.PUBLISHING])
    editorial = {Standing.REVIEW: Editorial.IN_REVIEW, Standing.CHANGES: Editorial.CHANGES_REQUESTED}
    if standing == Standing.LIVE:
        return Publication.state == Delivery.PUBLISHED
    if standing == Standing.TROUBLE:
        return col(Publication.state).in_(_IN_TROUBLE)
    return and_(waits, Submission.state == editorial.get(standing, Editorial.APPROVED))


def _planned(row: Publication, editorial: Editorial, author_id: str, version: int) -> Planned:
    return Planned(
        publication_id=row.number,
        submission_id=row.submission_id,
        account_id=row.account_id,
        at=row.published_at or row.due_at,
        standing=_standing(row.state, editorial),
        author_id=author_id,
        version=version,
        link=row.link,
        changed_at=row.changed_at,
    )


def _standing(state: Delivery, editorial: Editorial) -> Standing:
    if state in _IN_TROUBLE:
        return Standing.TROUBLE
    if state == Delivery.PUBLISHED:
        return Standing.LIVE
    waiting = {Editorial.IN_REVIEW: Standing.REVIEW, Editorial.CHANGES_REQUESTED: Standing.CHANGES}
    return waiting.get(editorial, Standing.APPROVED)


def authors(session: Session, brand_id: int, limit: int) -> list[str]:
    """Who wrote for the brand most lately; user ids."""
    query = (
        select(Submission.author_id)
        .where(Submission.brand_id == brand_id)
        .order_by(col(Submission.submitted_at).desc())
    )
    return list(dict.fromkeys(session.exec(query.limit(limit)).all()))


def texts(session: Session, numbers: Collection[int]) -> dict[int, str]:
    """The common text of each submission's current version, by its number."""
    query = (
        select(Submission.id, Revision.text)
        .join(Revision, _IS_CURRENT)
        .where(col(Submission.id).in_(sorted(set(numbers))))
    )
    return {number: text for number, text in session.exec(query).all() if number is not None}
