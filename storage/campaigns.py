"""What a campaign is for, how far it is to go, and who looks after it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from storage.values import by_value


class Counts(StrEnum):
    """What a campaign's number counts."""

    POSTS = "posts"
    """Publications that are live."""
    VIEWS = "views"
    """How often they were seen, where a network says so."""
    ENGAGEMENT = "engagement"
    """Likes, reposts, replies and clicks together."""


class Campaign(SQLModel, table=True):
    """The details of one of the brand's campaigns; its name stands in `brand.campaigns`."""

    __table_args__ = (UniqueConstraint("brand_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    name: str
    goal: str = ""
    """One sentence."""
    number: int | None = None
    counts: Counts = Field(default=Counts.POSTS, sa_type=by_value(Counts))
    ends_on: str | None = None
    """An ISO date in the brand's zone."""
    owner_id: str | None = None
    advisers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """User ids of people of other teams who are asked for advice by default."""
    is_paid: bool = False
    """Its posts must say that they are paid for."""
    changed_by: str
    changed_at: datetime


def campaign(session: Session, brand_id: int, name: str) -> Campaign | None:
    """The details of a campaign; nothing where nobody wrote any."""
    return session.exec(select(Campaign).where(Campaign.brand_id == brand_id, Campaign.name == name)).first()
