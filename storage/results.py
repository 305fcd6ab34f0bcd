"""How each publication did at its network's fixed age, flat: one row to reckon with, whatever becomes of the rest."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Result(SQLModel, table=True):
    """One live publication, read at a fixed age. Written once, when that reading comes in."""

    __table_args__ = (
        Index("result_by_account", "account_id", "published_at"),
        Index("result_by_brand", "brand_id", "published_at"),
        Index("result_by_campaign", "brand_id", "campaign", "published_at"),
    )

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    submission_id: int = Field(foreign_key="submission.id")
    brand_id: int = Field(foreign_key="brand.id")
    account_id: int = Field(foreign_key="account.id")
    author_id: str
    network: str
    campaign: str | None = None
    published_at: datetime
    hour_of_week: int
    """0 to 167 where its readers are; Monday from midnight to one is 0."""
    format: str
    """`text`, `link`, `image` or `video`."""
    age_hours: int
    """At which age it was read."""
    views: int | None = None
    engagement: int
    """Likes, reposts, replies and clicks together, of those that the network tells."""
    read_at: datetime


class ResultTag(SQLModel, table=True):
    """A hashtag that was in it, without its sign, folded."""

    __tablename__ = "result_tag"

    publication_id: int = Field(primary_key=True, foreign_key="result.publication_id")
    tag: str = Field(primary_key=True)
