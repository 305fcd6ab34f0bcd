"""Texts that are used again: captions, signatures, groups of hashtags."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage import desk_words
from storage.desk_words import Found
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


def snippet(session: Session, snippet_id: int, *, for_update: bool = False) -> Snippet | None:
    return session.get(Snippet, snippet_id, with_for_update=for_update or None)


def named(session: Session, brand_id: int, language: str, name: str) -> Snippet | None:
    query = select(Snippet).where(Snippet.brand_id == brand_id, Snippet.language == language, Snippet.name == name)
    return session.exec(query).first()


def has_any(session: Session, brand_id: int) -> bool:
    """In use."""
    query = select(Snippet.id).where(Snippet.brand_id == brand_id, col(Snippet.is_active).is_(True))
    return session.exec(query.limit(1)).first() is not None


def hashtag_groups(session: Session, brand_id: int) -> dict[str, str]:
    """Those in use, by name."""
    query = select(Snippet).where(
        Snippet.brand_id == brand_id, Snippet.kind == SnippetKind.HASHTAGS, col(Snippet.is_active).is_(True)
    )
    return {one.name: one.text for one in session.exec(query.order_by(col(Snippet.name))).all()}


def find(session: Session, brand_id: int, typed: str, *, limit: int = 20) -> list[Snippet]:
    """In use, by words of name and text; by their names, where no word was typed."""
    if desk_words.words_in(typed):
        ids = desk_words.search(session, brand_id, Found.SNIPPET, typed, limit=limit)
        known = {one.id: one for one in session.exec(select(Snippet).where(col(Snippet.id).in_(ids))).all()}
        return [known[number] for number in ids if number in known]
    query = select(Snippet).where(Snippet.brand_id == brand_id, col(Snippet.is_active).is_(True))
    return list(session.exec(query.order_by(col(Snippet.name)).limit(limit)).all())


def of_brand(session: Session, brand_id: int, *, limit: int) -> list[Snippet]:
    """By name, those in use first."""
    query = select(Snippet).where(Snippet.brand_id == brand_id)
    return list(session.exec(query.order_by(col(Snippet.is_active).desc(), col(Snippet.name)).limit(limit)).all())


def index(session: Session, one: Snippet) -> None:
    """It is found by what it says now; not at all, where it is out of use."""
    assert one.id is not None, "it is stored"
    texts = (one.name, one.text) if one.is_active else ()
    desk_words.put(session, one.brand_id, Found.SNIPPET, one.id, *texts)
