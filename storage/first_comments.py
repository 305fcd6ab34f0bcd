"""First comments: what is written under a publication once it is live, once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Session, SQLModel, and_, col, or_, select

from storage.brands import Account
from storage.inserting import insert_into
from storage.lifecycle import Delivery, Editorial, check_delivery
from storage.pauses import keeps_back
from storage.publications import Publication, of_its
from storage.submissions import Revision, RevisionAccount, Submission
from storage.values import by_value


class FirstComment(SQLModel, table=True):
    """Where the first comment of one publication stands; the same states as its publication has."""

    __tablename__ = "first_comment"
    __table_args__ = (
        Index(
            "first_comment_due",
            "due_at",
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
        Index(
            "first_comment_leased",
            "lease_until",
            sqlite_where=text("state = 'publishing'"),
            postgresql_where=text("state = 'publishing'"),
        ),
        CheckConstraint(
            "state IN ('scheduled','publishing','published','failed','unknown','missed','cancelled')",
            name="first_comment_state",
        ),
    )

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    state: Delivery = Field(default=Delivery.SCHEDULED, sa_type=by_value(Delivery))
    attempt: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    """Machine time."""
    due_at: datetime | None = None
    """Calendar time."""
    remote_id: str | None = None
    link: str | None = None
    problem: str | None = None
    problem_detail: str | None = None
    changed_at: datetime


@dataclass(frozen=True)
class ToWrite:
    """A first comment in hand: what fences its finish, and where it goes."""

    publication_id: int
    submission_id: int
    account_id: int
    remote_id: str
    attempt: int
    owner: str


def plan(session: Session, live: Collection[int], *, now: datetime) -> None:
    """Of those publications, which have just come to life, whichever have a first comment are given their row."""
    if not live:
        return
    query = (
        select(Publication.id)
        .join(
            Revision,
            and_(
                col(Revision.submission_id) == col(Publication.submission_id),
                col(Revision.fingerprint) == col(Publication.fingerprint),
            ),
        )
        .join(
            RevisionAccount,
            and_(
                col(RevisionAccount.revision_id) == col(Revision.id),
                col(RevisionAccount.account_id) == col(Publication.account_id),
            ),
        )
        .where(col(Publication.id).in_(sorted(live)), RevisionAccount.first_comment != "")
        .distinct()
    )
    numbers = session.exec(query).all()
    if numbers:
        first = {"state": Delivery.SCHEDULED, "attempt": 0, "due_at": now, "changed_at": now}
        new = insert_into(session.get_bind().dialect.name, FirstComment)
        once = new.on_conflict_do_nothing(index_elements=["publication_id"])
        session.connection().execute(once, [{"publication_id": number, **first} for number in numbers])


def is_due(session: Session, *, now: datetime) -> bool:
    """Whether there is anything to take; asked every few seconds, so without a write."""
    query = select(FirstComment.publication_id).where(
        text("first_comment.state = 'scheduled'"), col(FirstComment.due_at) <= now
    )
    return bool(session.exec(query.limit(1)).all())


def drop(session: Session, *, now: datetime) -> None:
    """Those whose publication was deleted, or whose submission was taken back, are not waited for any more."""
    query = (
        select(FirstComment)
        .join(Publication, col(Publication.id) == col(FirstComment.publication_id))
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .where(
            text("first_comment.state = 'scheduled'"),
            col(FirstComment.due_at) <= now,
            or_(col(Publication.taken_down_at).is_not(None), of_its(Submission.state) == Editorial.WITHDRAWN),
        )
        .with_for_update(skip_locked=True, of=[FirstComment])
    )
    for comment in session.exec(query).all():
        move(comment, Delivery.CANCELLED, now=now)


def take(
    session: Session, *, now: datetime, machine_now: datetime, owner: str, lease_until: datetime, limit: int = 20
) -> list[ToWrite]:
    """What may be written now, each once: `now` is calendar time, the two others are the machine's.

    A pause, a rest and a broken account keep it for later.
    """
    drop(session, now=now)
    query = (
        select(FirstComment, Publication)
        .join(Publication, col(Publication.id) == col(FirstComment.publication_id))
        .join(Submission, col(Submission.id) == col(Publication.submission_id))
        .join(Account, col(Account.id) == col(Publication.account_id))
        .where(
            # Written out, not bound: SQLite uses the partial index only for the very words of its condition.
            text("first_comment.state = 'scheduled'"),
            col(FirstComment.due_at) <= now,
            of_its(Publication.state) == Delivery.PUBLISHED,
            # Only a pause that lasts now: one that is over has held it back long enough.
            ~keeps_back(now, Submission.brand_id, Publication.account_id, now=now),
            col(Account.broken_since).is_(None),
            or_(col(Account.rests_until).is_(None), col(Account.rests_until) <= machine_now),
        )
        .order_by(col(FirstComment.due_at))
        .limit(limit)
        .with_for_update(skip_locked=True, of=[FirstComment])
    )
    found = session.exec(query).all()
    for comment, _ in found:
        move(comment, Delivery.PUBLISHING, now=now)
        comment.attempt += 1
        comment.lease_owner, comment.lease_until = owner, lease_until
    return [
        ToWrite(one.number, one.submission_id, one.account_id, one.remote_id or "", comment.attempt, owner)
        for comment, one in found
    ]


def move(comment: FirstComment, target: Delivery, *, now: datetime) -> None:
    """Guarded by the table of allowed moves."""
    check_delivery(comment.state, target)
    comment.state, comment.changed_at = target, now
    if target != Delivery.PUBLISHING:
        comment.lease_owner = comment.lease_until = None


def held(session: Session, one: ToWrite) -> FirstComment | None:
    """It, locked, if it is still its owner's at that attempt: the fence before every finish."""
    comment = locked(session, one.publication_id)
    if comment is None or comment.state != Delivery.PUBLISHING:
        return None
    return comment if (comment.lease_owner, comment.attempt) == (one.owner, one.attempt) else None


def locked(session: Session, publication_id: int) -> FirstComment | None:
    query = select(FirstComment).where(FirstComment.publication_id == publication_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()


def abandoned(session: Session, *, machine_now: datetime, limit: int = 50) -> list[ToWrite]:
    """In the hands of a process that is gone: the lease ran out without a finish."""
    query = (
        select(FirstComment, Publication)
        .join(Publication, col(Publication.id) == col(FirstComment.publication_id))
        .where(text("first_comment.state = 'publishing'"), col(FirstComment.lease_until) < machine_now)
        .order_by(col(FirstComment.lease_until))
        .limit(limit)
    )
    return [_again(comment, one) for comment, one in session.exec(query).all()]


def _again(comment: FirstComment, one: Publication) -> ToWrite:
    owner = comment.lease_owner or ""
    return ToWrite(one.number, one.submission_id, one.account_id, one.remote_id or "", comment.attempt, owner)


def of_publications(session: Session, ids: Iterable[Any]) -> dict[int, FirstComment]:
    """By publication."""
    query = select(FirstComment).where(col(FirstComment.publication_id).in_(list(ids)))
    return {one.publication_id: one for one in session.exec(query).all()}
