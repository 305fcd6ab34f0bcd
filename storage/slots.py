"""Windows of time in which a job has its one run, and the heartbeat that people see in the digest."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from storage.inserting import insert_into

PUBLISHING = "publish"
"""The heartbeat of the publishing rounds."""


def digest_of(brand_id: int) -> str:
    """The job whose windows are a brand's daily digests."""
    return f"digest-{brand_id}"


class Slot(SQLModel, table=True):
    """Taken in the same transaction as the effect: whoever inserts it does the work, everybody else is too late."""

    job: str = Field(primary_key=True)
    window: str = Field(primary_key=True)
    taken_at: datetime


class Heartbeat(SQLModel, table=True):
    """When a part of the machine last did its work, calendar time."""

    name: str = Field(primary_key=True)
    at: datetime


def take_slot(session: Session, job: str, window: str, *, now: datetime) -> bool:
    """True for the first in this window. Of two replicas at once, the second waits for the first, and is too late."""
    values = {"job": job, "window": window, "taken_at": now}
    new = insert_into(session.get_bind().dialect.name, Slot).on_conflict_do_nothing().returning(Slot.job)
    return session.connection().execute(new, values).first() is not None


def is_taken(session: Session, job: str, window: str) -> bool:
    return session.get(Slot, (job, window)) is not None


def last_slot(session: Session, job: str) -> Slot | None:
    """The newest window that was taken; windows of one job are written so that they sort by time."""
    return session.exec(select(Slot).where(Slot.job == job).order_by(col(Slot.window).desc()).limit(1)).first()


def beat(session: Session, name: str, *, now: datetime) -> None:
    """Newer than before, or the first; two replicas may beat at once."""
    new = insert_into(session.get_bind().dialect.name, Heartbeat)
    newer = new.on_conflict_do_update(index_elements=["name"], set_={"at": new.excluded.at})
    session.connection().execute(newer, {"name": name, "at": now})


def last_beat(session: Session, name: str) -> datetime | None:
    found = session.get(Heartbeat, name)
    return found.at if found else None
