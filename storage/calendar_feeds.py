"""Addresses under which calendar programs read what goes out. Only a hash of each secret is kept."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select


class CalendarFeed(SQLModel, table=True):
    """One person's feed of one brand."""

    __tablename__ = "calendar_feed"

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    person_id: str = Field(index=True)
    secret_sha256: str = Field(unique=True)
    created_at: datetime
    revoked_at: datetime | None = None


def of_secret(session: Session, secret_sha256: str) -> CalendarFeed | None:
    """The feed that this address is of, unless it was ended."""
    query = select(CalendarFeed).where(
        CalendarFeed.secret_sha256 == secret_sha256, col(CalendarFeed.revoked_at).is_(None)
    )
    return session.exec(query).first()


def of_person(session: Session, person_id: str, brand_id: int) -> CalendarFeed | None:
    """The one that this person has of the brand now."""
    query = select(CalendarFeed).where(
        CalendarFeed.person_id == person_id, CalendarFeed.brand_id == brand_id, col(CalendarFeed.revoked_at).is_(None)
    )
    return session.exec(query).first()


def begin(session: Session, person_id: str, brand_id: int, secret_sha256: str, *, now: datetime) -> None:
    """A new address; the one before it ends."""
    end(session, person_id, brand_id, now=now)
    session.add(CalendarFeed(brand_id=brand_id, person_id=person_id, secret_sha256=secret_sha256, created_at=now))


def end(session: Session, person_id: str, brand_id: int, *, now: datetime) -> bool:
    """False when there was none."""
    before = of_person(session, person_id, brand_id)
    if before is not None:
        before.revoked_at = now
        session.add(before)
    return before is not None
