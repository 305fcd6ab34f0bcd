"""Misspellings that were found in texts, so that a transaction can read what only a program of its own can tell."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.inserting import insert_into

Found = Sequence[Sequence[str]]
"""Each word, and what it should be."""


class SpellingLook(SQLModel, table=True):
    """One text that was looked at."""

    __tablename__ = "spelling_look"

    sha256: str = Field(primary_key=True)
    found: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    looked_at: datetime = Field(index=True)
    """Machine time."""


def known(session: Session, hashes: Iterable[str]) -> dict[str, Found]:
    """Of those that were looked at."""
    query = select(SpellingLook).where(col(SpellingLook.sha256).in_(list(hashes)))
    return {one.sha256: one.found for one in session.exec(query).all()}


def note(session: Session, looks: Mapping[str, Found], *, now: datetime, forget_before: datetime) -> None:
    """Remembers these, and forgets old ones."""
    session.exec(delete(SpellingLook).where(col(SpellingLook.looked_at) < forget_before))
    new = insert_into(session.get_bind().dialect.name, SpellingLook).on_conflict_do_nothing()
    for sha256, found in sorted(looks.items()):
        values = {"sha256": sha256, "found": [list(pair) for pair in found], "looked_at": now}
        session.connection().execute(new, values)
