"""The library: images and videos that a brand may use, with what must be known before using them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, Session, SQLModel, col, func, or_, select

from storage import desk_words
from storage.desk_words import Found
from storage.lifecycle import Delivery, Editorial
from storage.publications import Publication
from storage.submissions import Revision, RevisionMedia, Submission

TO_COME = (Delivery.SCHEDULED, Delivery.MISSED)
"""What may go out yet."""


class Asset(SQLModel, table=True):
    """One image or video of a brand. Its bytes are a row of `media`, stored once however often they are used."""

    __table_args__ = (
        UniqueConstraint("brand_id", "sha256"),
        Index("asset_newest", "brand_id", "id"),
        Index(
            "asset_expiring",
            "expires_at",
            sqlite_where=text("expires_at IS NOT NULL"),
            postgresql_where=text("expires_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    sha256: str = Field(foreign_key="media.sha256")
    name: str
    alt_text: str = ""
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    rights: str = ""
    """Whose it is, and what it may be used for."""
    expires_at: datetime | None = None
    """From here on it may not be used; nothing: for ever."""
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    told_at: datetime | None = None
    """People with something scheduled were told that it may not be used any more."""
    added_by: str
    added_at: datetime


class Unusable(StrEnum):
    """Why something of the library may not be used."""

    WITHDRAWN = "withdrawn"
    """Somebody took it out of the library."""
    EXPIRED = "expired"
    """Its last day has passed, or will have by the time that is meant."""


def why_not(asset: Asset, at: datetime) -> Unusable | None:
    """Nothing where it may be used then."""
    if asset.withdrawn_at is not None:
        return Unusable.WITHDRAWN
    return Unusable.EXPIRED if asset.expires_at is not None and asset.expires_at <= at else None


def asset(session: Session, asset_id: int, *, for_update: bool = False) -> Asset | None:
    return session.get(Asset, asset_id, with_for_update=for_update or None)


def of_hashes(session: Session, brand_id: int, hashes: Iterable[str]) -> dict[str, Asset]:
    """What of these bytes the brand's library knows."""
    query = select(Asset).where(Asset.brand_id == brand_id, col(Asset.sha256).in_(list(hashes)))
    return {one.sha256: one for one in session.exec(query).all()}


def has_any(session: Session, brand_id: int) -> bool:
    return session.exec(select(Asset.id).where(Asset.brand_id == brand_id).limit(1)).first() is not None


def find(
    session: Session, brand_id: int, typed: str, *, usable_at: datetime | None = None, limit: int = 20
) -> list[Asset]:
    """By words of name, tags and alt text; the newest, where no word was typed. `usable_at`: nothing else."""
    if desk_words.words_in(typed):
        ids = desk_words.search(
            session, brand_id, Found.ASSET, typed, limit=limit, conditions=_usable(usable_at) if usable_at else ()
        )
        known = {one.id: one for one in session.exec(select(Asset).where(col(Asset.id).in_(ids))).all()}
        return [known[number] for number in ids if number in known]
    query = select(Asset).where(Asset.brand_id == brand_id, *(_may_be_used(usable_at) if usable_at else ()))
    return list(session.exec(query.order_by(col(Asset.id).desc()).limit(limit)).all())


def _may_be_used(at: datetime) -> tuple[Any, ...]:
    return col(Asset.withdrawn_at).is_(None), or_(col(Asset.expires_at).is_(None), col(Asset.expires_at) > at)


def _usable(at: datetime) -> tuple[Callable[[Any], Any], ...]:
    return (lambda item_id: select(Asset.id).where(col(Asset.id) == item_id, *_may_be_used(at)).exists(),)


def index(session: Session, one: Asset) -> None:
    """It is found by what it says now."""
    assert one.id is not None, "it is stored"
    desk_words.put(session, one.brand_id, Found.ASSET, one.id, one.name, *one.tags, one.alt_text)


def expired_untold(session: Session, *, now: datetime, limit: int = 50) -> list[int]:
    """What may not be used since lately, and nobody was told."""
    query = (
        select(Asset.id)
        .where(
            text("expires_at IS NOT NULL"),
            col(Asset.expires_at) <= now,
            col(Asset.told_at).is_(None),
            col(Asset.withdrawn_at).is_(None),
        )
        .order_by(col(Asset.expires_at))
        .limit(limit)
    )
    return [number for number in session.exec(query).all() if number is not None]


def going_out_with(session: Session, brand_id: int, sha256: str) -> list[int]:
    """Numbers of approved submissions of the brand that are still to go out somewhere with these bytes."""
    query = (
        select(Submission.id)
        .join(Revision, (col(Revision.submission_id) == Submission.id) & (col(Revision.number) == Submission.revision))
        .join(RevisionMedia, col(RevisionMedia.revision_id) == Revision.id)
        .where(
            RevisionMedia.sha256 == sha256,
            Submission.brand_id == brand_id,
            Submission.state == Editorial.APPROVED,
            select(Publication.id)
            .where(Publication.submission_id == Submission.id, col(Publication.state).in_(TO_COME))
            .exists(),
        )
        .order_by(col(Submission.id))
    )
    return [number for number in dict.fromkeys(session.exec(query).all()) if number is not None]


def called(session: Session, brand_id: int, name: str) -> Asset | None:
    """The newest of this name, in whatever case it is written."""
    is_called_so = or_(Asset.name == name, func.lower(Asset.name) == name.lower())
    query = select(Asset).where(Asset.brand_id == brand_id, is_called_so)
    return session.exec(query.order_by(col(Asset.withdrawn_at).is_not(None), col(Asset.id).desc()).limit(1)).first()
