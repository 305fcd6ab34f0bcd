"""The tables of the record: its entries, the words that people wrote, and where each brand's chain ends.

Entries are never changed nor deleted; the database itself refuses it (see storage/guards.py). Words are apart, so that
they can be erased.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.chain import GENESIS

HOUSE = 0
"""Stands in place of a brand for what concerns none, or all of them: that a person was forgotten, say."""


class Event(SQLModel, table=True):
    """One entry. Its kind reads `subject.past_verb`."""

    __table_args__ = (
        UniqueConstraint("brand_id", "seq", name="event_place_in_chain"),
        Index("event_by_submission", "submission_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int
    """Whose chain it stands in, or HOUSE. No foreign key: the record outlives what it is about."""
    seq: int
    """Within its chain, without gaps, from 1."""
    kind: str
    submission_id: int | None = None
    revision: int | None = None
    """The submission's current one, after what is told here."""
    state: str = ""
    """The submission's editorial state, after what is told here."""
    actor_id: str
    place: str = ""
    """Where the actor was: a card, Home, a command. Empty for the clock, and where nobody knows."""
    at: datetime
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    words_id: int | None = Field(default=None, foreign_key="words.id")
    words_hash: str | None = None
    format: int
    """What its hash is made of; see storage/chain.py."""
    key: str = ""
    """Which secret it is signed with: a short name of the key, or nothing."""
    previous: str
    hash: str


class Words(SQLModel, table=True):
    """What a person wrote: a reason, say. Erasing empties the text and the salt; the chain stays whole."""

    id: int | None = Field(default=None, primary_key=True)
    text: str
    salt: str
    written_by: str


class HistoryHead(SQLModel, table=True):
    """A chain's newest entry; locked last in every transaction, so that each chain has one writer at a time."""

    __tablename__ = "history_head"

    brand_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int = 0
    hash: str = GENESIS
