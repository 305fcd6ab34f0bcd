"""What a campaign is for, how far it is to go, and who looks after it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, and_, col, func, select

from storage.lifecycle import Delivery
from storage.publications import Publication, of_its
from storage.results import Result
from storage.submissions import Revision, Submission
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


def of_brand(session: Session, brand_id: int) -> dict[str, Campaign]:
    """Details by name; campaigns of which nobody wrote any are not in it."""
    found = session.exec(select(Campaign).where(Campaign.brand_id == brand_id)).all()
    return {one.name: one for one in found}


@dataclass(frozen=True)
class Share:
    """What one author contributed to a campaign."""

    author_id: str
    posts: int = 0
    """Publications that are live."""
    views: int = 0
    engagement: int = 0


def shares(session: Session, brand_id: int, name: str) -> list[Share]:
    """By author, in the order of their ids."""
    is_current = and_(
        col(Revision.submission_id) == col(Submission.id), col(Revision.number) == col(Submission.revision)
    )
    live = (
        select(Submission.author_id, func.count(col(Publication.id)))
        .join(Revision, is_current)
        .join(Publication, col(Publication.submission_id) == col(Submission.id))
        .where(
            of_its(Submission.brand_id) == brand_id,
            Revision.campaign == name,
            of_its(Publication.state) == Delivery.PUBLISHED,
            col(Publication.taken_down_at).is_(None),
        )
        .group_by(col(Submission.author_id))
    )
    posts: dict[str, int] = {author: count for author, count in session.exec(live).all()}
    sums = (
        select(Result.author_id, func.sum(Result.views), func.sum(Result.engagement))
        .where(Result.brand_id == brand_id, Result.campaign == name)
        .group_by(col(Result.author_id))
    )
    figures = {author: (int(views or 0), int(reactions or 0)) for author, views, reactions in session.exec(sums).all()}
    return [Share(one, posts.get(one, 0), *figures.get(one, (0, 0))) for one in sorted({*posts, *figures})]
