"""The one gate: what may go out now, and what will not go out by itself any more.

Nothing reaches a network except through claim_due: approved, the approved fingerprint equal to the publication's, held
by nothing, not paused, on an account that is not broken, due, and not past the grace. Whatever a form, a button or a
command does, it cannot go around that statement.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, true, update
from sqlmodel import Session, and_, col, func, or_, select

from storage.brands import Account, Brand
from storage.connections import is_broken
from storage.lifecycle import Delivery, Editorial
from storage.pauses import keeps_back
from storage.publications import Claimed, Publication, of_its
from storage.submissions import Submission


def claim_due(
    session: Session,
    brands: Iterable[Brand],
    *,
    now: datetime,
    machine_now: datetime,
    owner: str,
    lease_until: datetime,
    limit: int,
    besides: Collection[int] = (),
) -> list[Claimed]:
    """Takes what is due, in one statement: this is the gate. `now` is calendar time, `machine_now` and `lease_until`
    are machine time: networks that want to be left alone count by it.

    `besides`: accounts whose turn it is not.
    Whoever gets a row owns it until the lease ends. SKIP LOCKED lets replicas on PostgreSQL share the work.
    """
    due = _due(list(brands), now=now, machine_now=machine_now, limit=limit, besides=besides)
    statement = (
        update(Publication)
        .where(col(Publication.id).in_(select(due.c.id)), col(Publication.state) == Delivery.SCHEDULED)
        .values(
            state=Delivery.PUBLISHING,
            attempt=Publication.attempt + 1,
            lease_owner=owner,
            lease_until=lease_until,
            changed_at=now,
        )
        .returning(
            col(Publication.id),
            col(Publication.submission_id),
            col(Publication.account_id),
            col(Publication.attempt),
        )
        .execution_options(synchronize_session=False)
    )
    rows = sorted(session.exec(statement).all())
    return [Claimed(row[0], row[1], row[2], row[3], owner) for row in rows]


def _due(rules: Sequence[Brand], *, now: datetime, machine_now: datetime, limit: int, besides: Collection[int]) -> CTE:
    """What may go out: every condition of the gate stands here."""
    return (
        select(Publication.id)
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.SCHEDULED,
            col(Publication.due_at) <= now,
            col(Publication.due_at) >= now - max((brand.grace for brand in rules), default=timedelta(0)),
            or_(*(_within_grace(brand, now) for brand in rules)),
            of_its(Submission.state) == Editorial.APPROVED,
            Submission.approved_fingerprint == Publication.fingerprint,
            col(Submission.holds).is_(None),
            ~_is_paused(now),
            ~is_broken(Publication.account_id),
            ~_rests(machine_now),
            of_its(Publication.account_id).not_in(besides) if besides else true(),
        )
        .order_by(col(Publication.due_at), col(Publication.id))
        .limit(limit)
        # A submission on which somebody is acting at this moment is left for the next round as well.
        .with_for_update(skip_locked=True, of=[Publication, Submission])
        # A subquery would be run for every row on PostgreSQL, each time finding others that are not taken yet: a limit
        # of 5 claimed 300. What stands before the statement is run once.
        .cte("due")
    )


def _within_grace(brand: Brand, now: datetime) -> Any:
    """Of this brand, and not too late by its rule."""
    return and_(
        of_its(Submission.brand_id) == brand.id,
        col(Publication.due_at) >= now - brand.grace,
        func.coalesce(Publication.planned_at, Publication.due_at) >= now - brand.grace,
    )


def _is_paused(now: datetime) -> Any:
    return keeps_back(Publication.due_at, Submission.brand_id, Publication.account_id, now=now)


def _rests(machine_now: datetime) -> Any:
    """Its network asked to be left alone until later, whichever process heard so."""
    return (
        select(Account.id)
        .where(col(Account.id) == col(Publication.account_id), col(Account.rests_until) > machine_now)
        .exists()
    )


@dataclass(frozen=True)
class Late:
    """A publication that will not go out by itself any more."""

    publication: Publication
    is_paused: bool
    """A pause passed it over."""


def past_their_time(
    session: Session, brands: Iterable[Brand], *, now: datetime, limit: int = 50, of_submission: int | None = None
) -> list[Late]:
    """Scheduled, and too late: an approved one when its grace is over or a pause has passed it over, any other from its
    due time on.
    """
    query = (
        select(Publication, _is_paused(now))
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            Publication.state == Delivery.SCHEDULED,
            col(Publication.due_at) <= now,
            or_(_unapproved(), _is_paused(now), *(_beyond_grace(brand, now) for brand in brands)),
        )
        .order_by(col(Publication.due_at))
        .limit(limit)
    )
    if of_submission is not None:
        query = query.where(Publication.submission_id == of_submission)
    return [Late(publication, bool(is_paused)) for publication, is_paused in session.exec(query).all()]


def _unapproved() -> Any:
    return or_(
        Submission.state != Editorial.APPROVED,
        func.coalesce(Submission.approved_fingerprint, "") != Publication.fingerprint,
    )


def _beyond_grace(brand: Brand, now: datetime) -> Any:
    return and_(
        of_its(Submission.brand_id) == brand.id,
        func.coalesce(Publication.planned_at, Publication.due_at) < now - brand.grace,
    )


def next_due_at(session: Session, after: datetime) -> datetime | None:
    """The earliest due time among the scheduled, later than `after`: what the wake-up is aimed at."""
    query = select(func.min(Publication.due_at)).where(
        Publication.state == Delivery.SCHEDULED, col(Publication.due_at) > after
    )
    return session.exec(query).one()
