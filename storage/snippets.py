"""Texts that are used again: captions, signatures, groups of hashtags."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.values import by_value


class SnippetKind(StrEnum):
    """What a snippet is."""

    CAPTION = "caption"
    """A sentence or more."""
    SIGNATURE = "signature"
    """What a text ends with."""
    HASHTAGS = "hashtags"
    """Hashtags that go together."""


class Snippet(SQLModel, table=True):
    """One text of a brand, in one language; `{{name}}` in it is to be filled in."""

    __table_args__ = (UniqueConstraint("brand_id", "language", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    language: str
    kind: SnippetKind = Field(default=SnippetKind.CAPTION, sa_type=by_value(SnippetKind))
    name: str
    text: str
    is_active: bool = True
    added_by: str
    changed_by: str
    changed_at: datetime
