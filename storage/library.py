"""The library: images and videos that a brand may use, with what must be known before using them."""

from datetime import datetime

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class Asset(SQLModel, table=True):
    """One image or video of a brand. Its bytes are a row of `media`, stored once however often they are used."""

    __table_args__ = (
        UniqueConstraint("brand_id", "sha256"),
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
