"""Deletions of what is live, asked for by an admin: tried until the network has answered, or it is left to people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, text, update
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.brands import Account
from storage.publications import Publication


class Removal(SQLModel, table=True):
    """One publication that is to be deleted at its network. Asked for again, it begins anew."""

    __table_args__ = (
        Index(
            "removal_due",
            "try_at",
            sqlite_where=text("try_at IS NOT NULL"),
            postgresql_where=text("try_at IS NOT NULL"),
        ),
    )

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    asked_by: str
    asked_at: datetime
    """Calendar time."""
    tries: int = 0
    try_at: datetime | None = None
    """When to try next, machine time. Empty: it has come to an end, see the publication's `taken_down_at`."""
    problem: str | None = None
    """Why it came to nothing; a PublisherError code, or empty when nobody can tell whether it worked."""
    problem_detail: str | None = None


@dataclass(frozen=True)
class ToRemove:
    """A deletion that is to be tried now."""

    publication_id: int
    submission_id: int
    account_id: int
    remote_id: str
    tries: int
    """This one included."""


def is_due(session: Session, *, machine_now: datetime) -> bool:
    """Whether there is anything to take; asked every few seconds, so without a write."""
    query = select(Removal.publication_id).where(text("removal.try_at IS NOT NULL"), col(Removal.try_at) <= machine_now)
    return bool(session.exec(query.limit(1)).all())


def take(session: Session, *, machine_now: datetime, again_at: datetime, limit: int = 20) -> list[ToRemove]:
    """What is to be tried now. Nobody else takes it before `again_at`, machine time; a dead process costs so much."""
    query = (
        select(Removal, Publication)
        .join(Publication, col(Publication.id) == col(Removal.publication_id))
        .join(Account, col(Account.id) == col(Publication.account_id))
        .where(
            # Written out, not bound: SQLite uses the partial index only for the very words of its condition.
            text("removal.try_at IS NOT NULL"),
            col(Removal.try_at) <= machine_now,
            or_(col(Account.rests_until).is_(None), col(Account.rests_until) <= machine_now),
        )
        .order_by(col(Removal.try_at))
        .limit(limit)
        .with_for_update(skip_locked=True, of=[Removal])
    )
    found = session.exec(query).all()
    for removal, _ in found:
        removal.try_at, removal.tries = again_at, removal.tries + 1
    return [
        ToRemove(one.number, one.submission_id, one.account_id, one.remote_id or "", removal.tries)
        for removal, one in found
    ]


def ask(session: Session, publication_id: int, *, by: str, now: datetime, machine_now: datetime) -> None:
    """To be tried at once; what was tried before is forgotten. The publication is locked by the caller."""
    removal = session.get(Removal, publication_id)
    if removal is None:
        removal = Removal(publication_id=publication_id, asked_by=by, asked_at=now)
        session.add(removal)
    removal.asked_by, removal.asked_at, removal.tries, removal.try_at = by, now, 0, machine_now
    removal.problem = removal.problem_detail = None


def put_off(session: Session, publication_id: int, *, try_at: datetime) -> None:
    session.exec(
        update(Removal)
        .where(col(Removal.publication_id) == publication_id, col(Removal.try_at).is_not(None))
        .values(try_at=try_at)
        .execution_options(synchronize_session=False)
    )


def of_publication(session: Session, publication_id: int) -> Removal | None:
    return session.get(Removal, publication_id)


def under_way(session: Session, ids: Iterable[int]) -> set[int]:
    """Which of these publications are being deleted."""
    query = select(Removal.publication_id).where(
        col(Removal.publication_id).in_(list(ids)), col(Removal.try_at).is_not(None)
    )
    return set(session.exec(query).all())
