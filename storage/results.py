"""How each publication did at its network's fixed age, flat: one row to reckon with, whatever becomes of the rest."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from storage.inserting import insert_into


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


def keep(session: Session, result: Result, tags: Iterable[str]) -> bool:
    """Written once; False when it was there."""
    new = insert_into(session.get_bind().dialect.name, Result)
    once = new.on_conflict_do_nothing(index_elements=["publication_id"]).returning(Result.publication_id)
    if session.connection().execute(once, result.model_dump()).first() is None:
        return False
    for tag in sorted(set(tags)):
        session.add(ResultTag(publication_id=result.publication_id, tag=tag))
    return True


def of_account(session: Session, account_id: int, *, since: datetime, limit: int) -> Sequence[Result]:
    """The newest on this account since then, oldest first."""
    query = select(Result).where(Result.account_id == account_id, col(Result.published_at) >= since)
    newest = query.order_by(col(Result.published_at).desc(), col(Result.publication_id).desc()).limit(limit)
    return session.exec(newest).all()[::-1]


def of_campaign(session: Session, brand_id: int, campaign: str) -> Sequence[Result]:
    """Everything of this campaign, oldest first."""
    query = select(Result).where(Result.brand_id == brand_id, Result.campaign == campaign)
    return session.exec(query.order_by(col(Result.published_at), col(Result.publication_id))).all()


def tags_of(session: Session, account_id: int, *, since: datetime) -> dict[int, list[str]]:
    """By publication, of this account since then."""
    query = (
        select(ResultTag.publication_id, ResultTag.tag)
        .join(Result, col(Result.publication_id) == col(ResultTag.publication_id))
        .where(Result.account_id == account_id, col(Result.published_at) >= since)
        .order_by(col(ResultTag.publication_id), col(ResultTag.tag))
    )
    found: dict[int, list[str]] = {}
    for publication_id, tag in session.exec(query).all():
        found.setdefault(publication_id, []).append(tag)
    return found


LOOKED_AT = 500
"""Results among which the best are looked for, newest first, so that it costs the same while the table grows."""


def best_of(session: Session, brand_id: int, *, since: datetime, limit: int) -> list[int]:
    """Numbers of the brand's submissions with the most engagement on one account since then, the best first."""
    query = select(Result).where(Result.brand_id == brand_id, col(Result.published_at) >= since)
    newest = session.exec(query.order_by(col(Result.published_at).desc()).limit(LOOKED_AT)).all()
    best = sorted(newest, key=lambda one: (-one.engagement, -one.publication_id))
    return list(dict.fromkeys(one.submission_id for one in best if one.engagement))[:limit]
