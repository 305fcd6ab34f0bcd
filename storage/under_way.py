"""Lists of publications that people look at: what goes out next, what is live, what is in trouble or in hand.

Each starts at a small index of what it asks for, however long the past has grown.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, and_, col, or_, select

from storage.lifecycle import Delivery, Editorial
from storage.publications import Publication, of_its
from storage.submissions import Hold, Submission

PAUSED = "paused"
"""The problem of what a pause passed over; see handlers/publisher.py."""


def going_out(
    session: Session, brand_id: int, *, since: datetime, until: datetime, limit: int
) -> Sequence[Publication]:
    """Scheduled and approved, due between the two times, soonest first."""
    query = (
        select(Publication)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.SCHEDULED,
            of_its(Submission.brand_id) == brand_id,
            of_its(Submission.state) == Editorial.APPROVED,
            col(Publication.due_at) >= since,
            col(Publication.due_at) < until,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return session.exec(query).all()


def published_between(
    session: Session, brand_id: int, *, since: datetime, until: datetime, limit: int
) -> Sequence[Publication]:
    """Live since a time between the two, and not deleted meanwhile; earliest first."""
    query = (
        select(Publication)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.PUBLISHED,
            of_its(Submission.brand_id) == brand_id,
            col(Publication.published_at) >= since,
            col(Publication.published_at) < until,
            col(Publication.taken_down_at).is_(None),
        )
        .order_by(col(Publication.published_at), col(Publication.id))
        .limit(limit)
    )
    return session.exec(query).all()


def going_out_of(session: Session, author_id: str, *, since: datetime, limit: int) -> Sequence[int]:
    """Numbers of an author's approved submissions that have not gone out, soonest first, each once."""
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.SCHEDULED,
            col(Publication.due_at) >= since,
            of_its(Submission.author_id) == author_id,
            of_its(Submission.state) == Editorial.APPROVED,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return list(dict.fromkeys(session.exec(query)))


def being_sent_of(session: Session, author_id: str, limit: int) -> Sequence[int]:
    """Numbers of an author's submissions of which something is going out now, or lies in a person's hands."""
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(Publication.state == Delivery.PUBLISHING, of_its(Submission.author_id) == author_id)
        .order_by(col(Publication.lease_until), col(Publication.id))
        .limit(limit)
    )
    return list(dict.fromkeys(session.exec(query)))


def held_by(session: Session, user_id: str) -> Sequence[Publication]:
    """What this person has in hand to post."""
    query = select(Publication).where(
        Publication.state == Delivery.PUBLISHING,
        col(Publication.lease_until).is_(None),
        Publication.lease_owner == user_id,
    )
    return session.exec(query.order_by(col(Publication.id))).all()


def in_trouble(session: Session, brand_id: int, limit: int, *, author_id: str | None = None) -> Sequence[Publication]:
    """Missed, failed or not sure, and nobody has settled it yet; oldest first. With an author, only theirs.

    What was in a network's hands when its submission was taken back may still turn out doubtful, so that counts too.
    """
    query = (
        select(Publication)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            # Written out, not bound: SQLite uses the partial index only for the very words of its condition.
            text("publication.state IN ('missed','failed','unknown')"),
            of_its(Submission.brand_id) == brand_id,
            or_(
                of_its(Submission.state).in_([Editorial.APPROVED, Editorial.IN_REVIEW]),
                and_(of_its(Submission.state) == Editorial.WITHDRAWN, Publication.state == Delivery.UNKNOWN),
            ),
        )
        .order_by(col(Publication.changed_at), col(Publication.id))
        .limit(limit)
    )
    if author_id is not None:
        query = query.where(of_its(Submission.author_id) == author_id)
    return session.exec(query).all()


def in_hand(session: Session, brand_id: int, limit: int) -> Sequence[Publication]:
    """What a person is to post by hand and has not; longest first."""
    query = (
        select(Publication)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.PUBLISHING,
            col(Publication.lease_until).is_(None),
            of_its(Submission.brand_id) == brand_id,
        )
        .order_by(col(Publication.changed_at), col(Publication.id))
        .limit(limit)
    )
    return session.exec(query).all()


def approved_in(
    session: Session, brand_id: int | None, account_id: int | None, *, until: datetime | None, limit: int
) -> list[int]:
    """Numbers of the approved submissions that wait for their time in this scope; nothing named is everything."""
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(text("publication.state = 'scheduled'"), of_its(Submission.state) == Editorial.APPROVED)
        .distinct()
        .order_by(col(Publication.submission_id))
        .limit(limit)
    )
    if brand_id is not None:
        query = query.where(of_its(Submission.brand_id) == brand_id)
    if account_id is not None:
        query = query.where(Publication.account_id == account_id)
    if until is not None:
        query = query.where(col(Publication.due_at) < until)
    return list(session.exec(query).all())


def passed_over(session: Session, brand_ids: Sequence[int], limit: int) -> Sequence[Publication]:
    """What a pause kept from going out at its time, and nobody has decided about since; the earliest first."""
    query = (
        select(Publication)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            text("publication.state IN ('missed','failed','unknown')"),
            Publication.state == Delivery.MISSED,
            Publication.problem == PAUSED,
            of_its(Submission.brand_id).in_(brand_ids),
            of_its(Submission.state) == Editorial.APPROVED,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return session.exec(query).all()


def awaited(session: Session, brand_id: int, *, since: datetime, until: datetime, limit: int) -> list[int]:
    """Numbers of the submissions in review whose time comes between the two, soonest first."""
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            text("publication.state = 'scheduled'"),
            col(Publication.due_at) > since,
            col(Publication.due_at) <= until,
            of_its(Submission.brand_id) == brand_id,
            of_its(Submission.state) == Editorial.IN_REVIEW,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return list(dict.fromkeys(session.exec(query).all()))


def to_recheck(
    session: Session, brand_id: int, *, since: datetime, until: datetime, checked_before: datetime, limit: int
) -> list[int]:
    """Numbers of approved submissions that go out between the two and were last checked again before the third."""
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            text("publication.state = 'scheduled'"),
            col(Publication.due_at) > since,
            col(Publication.due_at) <= until,
            or_(col(Publication.rechecked_at).is_(None), col(Publication.rechecked_at) < checked_before),
            of_its(Submission.brand_id) == brand_id,
            of_its(Submission.state) == Editorial.APPROVED,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return list(dict.fromkeys(session.exec(query).all()))


def held_back(
    session: Session, brand_id: int, why: Hold, *, since: datetime, checked_before: datetime, limit: int
) -> list[int]:
    """Numbers of submissions that this keeps back, due from then on, and last checked again before the other time."""
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            text("publication.state = 'scheduled'"),
            col(Publication.due_at) >= since,
            col(Publication.rechecked_at) < checked_before,
            of_its(Submission.brand_id) == brand_id,
            of_its(Submission.holds) == why,
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return list(dict.fromkeys(session.exec(query).all()))


def growing_old(session: Session, *, due_before: datetime, approved_before: datetime, limit: int) -> list[int]:
    """Numbers of submissions that go out before long, were approved long ago, and about which nobody was asked: those
    that are held, and those whose time was moved since.
    """
    query = (
        select(Publication.submission_id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.SCHEDULED,
            col(Publication.due_at) < due_before,
            of_its(Submission.state) == Editorial.APPROVED,
            col(Submission.approved_at) < approved_before,
            or_(col(Submission.holds).is_(None), Submission.holds == Hold.CONFIRMATION),
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
    )
    return list(dict.fromkeys(session.exec(query).all()))
