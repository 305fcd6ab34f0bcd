"""Windows of time in which a job has its one run, and the heartbeat that people see in the digest."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

PUBLISHING = "publish"
"""The heartbeat of the publishing rounds."""


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
    """True for the first in this window. Two replicas at once: the second fails on the key and runs again."""
    if is_taken(session, job, window):
        return False
    session.add(Slot(job=job, window=window, taken_at=now))
    session.flush()
    return True


def is_taken(session: Session, job: str, window: str) -> bool:
    return session.get(Slot, (job, window)) is not None


def last_slot(session: Session, job: str) -> Slot | None:
    """The newest window that was taken; windows of one job are written so that they sort by time."""
    return session.exec(select(Slot).where(Slot.job == job).order_by(col(Slot.window).desc()).limit(1)).first()


def beat(session: Session, name: str, *, now: datetime) -> None:
    found = session.get(Heartbeat, name)
    if found is None:
        session.add(Heartbeat(name=name, at=now))
    else:
        found.at = now


def last_beat(session: Session, name: str) -> datetime | None:
    found = session.get(Heartbeat, name)
    return found.at if found else None
