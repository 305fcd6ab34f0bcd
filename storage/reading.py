"""The record as it was written, a page at a time, with the words and the names that still exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from storage.database import Database
from storage.people import Person
from storage.record import Event, Words

PAGE = 2000
"""Entries read in one transaction."""


@dataclass(frozen=True)
class Wanted:
    """Which entries; nothing named: all of them."""

    brand_id: int | None = None
    submission_id: int | None = None


def entries(database: Database, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """One after the other, as plain values; between two pages nobody is kept waiting."""
    after = 0
    while True:
        rows = database.read_sync(_page, wanted, after)
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1]["id"]


def _page(session: Session, wanted: Wanted, after: int) -> list[dict[str, Any]]:
    query = (
        select(SQLModel.metadata.tables["event"], col(Words.text).label("words"), col(Person.name).label("actor_name"))
        .join(Words, col(Words.id) == col(Event.words_id), isouter=True)
        .join(Person, col(Person.user_id) == col(Event.actor_id), isouter=True)
        .where(col(Event.id) > after)
        .order_by(col(Event.id))
        .limit(PAGE)
    )
    if wanted.brand_id is not None:
        query = query.where(col(Event.brand_id) == wanted.brand_id)
    if wanted.submission_id is not None:
        query = query.where(col(Event.submission_id) == wanted.submission_id)
    return [dict(row) for row in session.connection().execute(query).mappings().all()]
