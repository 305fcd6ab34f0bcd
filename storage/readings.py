"""How publications did, at fixed ages. Raw readings are kept for later analysis."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


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
