"""Addresses under which calendar programs read what goes out. Only a hash of each secret is kept."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class CalendarFeed(SQLModel, table=True):
    """One person's feed of one brand."""

    __tablename__ = "calendar_feed"

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    person_id: str = Field(index=True)
    secret_sha256: str = Field(unique=True)
    created_at: datetime
    revoked_at: datetime | None = None
