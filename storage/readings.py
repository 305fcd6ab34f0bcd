"""How publications did, at fixed ages. Raw readings are kept for later analysis."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint, text, update
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.brands import Account
from storage.inserting import insert_into
from storage.lifecycle import Delivery
from storage.publications import Publication, of_its


class Reading(SQLModel, table=True):
    """One look at a publication's figures; nothing for what the network does not offer."""

    __table_args__ = (UniqueConstraint("publication_id", "age_hours"),)

    id: int | None = Field(default=None, primary_key=True)
    publication_id: int = Field(foreign_key="publication.id")
    age_hours: int
    read_at: datetime
    views: int | None = None
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    clicks: int | None = None
    raw: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """The network's own answer."""


@dataclass(frozen=True)
class ToRead:
    """A publication whose figures are to be read now."""

    publication_id: int
    submission_id: int
    account_id: int
    remote_id: str
    published_at: datetime


def take(
    session: Session, *, now: datetime, machine_now: datetime, again_at: datetime, limit: int = 20
) -> list[ToRead]:
    """What is to be read now. Nobody else takes it before `again_at`, by the calendar; a dead process costs so much.

    Accounts that their network wants to be left alone wait.
    """
    due = (
        select(Publication.id)
        .join(Account, col(Account.id) == col(Publication.account_id))
        .where(
            # Written out, not bound: SQLite uses the partial index only for the very words of its condition.
            text("publication.read_next_at IS NOT NULL"),
            col(Publication.read_next_at) <= now,
            of_its(Publication.state) == Delivery.PUBLISHED,
            or_(col(Account.rests_until).is_(None), col(Account.rests_until) <= machine_now),
        )
        .order_by(col(Publication.read_next_at))
        .limit(limit)
        .with_for_update(skip_locked=True, of=[Publication])
        .cte("due")
    )
    statement = (
        update(Publication)
        .where(col(Publication.id).in_(select(due.c.id)))
        .values(read_next_at=again_at)
        .returning(
            col(Publication.id),
            col(Publication.submission_id),
            col(Publication.account_id),
            col(Publication.remote_id),
            col(Publication.published_at),
        )
        .execution_options(synchronize_session=False)
    )
    rows = session.exec(statement).all()
    return [ToRead(*row) for row in sorted(rows) if row.remote_id and row.published_at]


def keep(session: Session, reading: Reading) -> bool:
    """False when this publication was read at this age already."""
    new = insert_into(session.get_bind().dialect.name, Reading)
    once = new.on_conflict_do_nothing(index_elements=["publication_id", "age_hours"]).returning(Reading.id)
    values = reading.model_dump(exclude={"id"})
    return session.connection().execute(once, values).first() is not None


def read_next(session: Session, publication_id: int, at: datetime | None) -> None:
    """When, by the calendar; nothing: never again."""
    session.exec(
        update(Publication)
        .where(col(Publication.id) == publication_id, col(Publication.taken_down_at).is_(None))
        .values(read_next_at=at)
        .execution_options(synchronize_session=False)
    )


def of_publications(session: Session, ids: Iterable[int]) -> dict[int, list[Reading]]:
    """By publication, the youngest age first."""
    query = select(Reading).where(col(Reading.publication_id).in_(list(ids)))
    found: dict[int, list[Reading]] = {}
    for reading in session.exec(query.order_by(col(Reading.publication_id), col(Reading.age_hours))).all():
        found.setdefault(reading.publication_id, []).append(reading)
    return found
