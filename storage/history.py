"""The append-only record: who did what, when, each entry chained to the one before.

The people's own words live beside it, in `words`, where they can be erased; the chain holds only their salted hash.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, bindparam, insert, update
from sqlmodel import Field, Session, SQLModel, col, select

BOT = "bot"
"""The actor of automatic acts: history has no entry without an actor."""

GENESIS = "0" * 64


class Event(SQLModel, table=True):
    """One entry. Its kind reads `subject.past_verb`."""

    __table_args__ = (Index("event_by_submission", "submission_id", "seq"),)

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    """Without gaps, from 1."""
    kind: str
    submission_id: int | None = None
    actor_id: str
    at: datetime
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    words_id: int | None = Field(default=None, foreign_key="words.id")
    words_hash: str | None = None
    previous: str
    hash: str


class Words(SQLModel, table=True):
    """What a person wrote: a reason, say. Erasing empties the text and the salt; the chain stays whole."""

    id: int | None = Field(default=None, primary_key=True)
    text: str
    salt: str
    written_by: str


class HistoryHead(SQLModel, table=True):
    """The newest entry's place; locked last in every transaction, so that the chain has one writer at a time."""

    __tablename__ = "history_head"

    id: int = Field(default=1, primary_key=True)
    seq: int = 0
    hash: str = GENESIS


def keep_words(session: Session, text: str, written_by: str) -> Words:
    """Stores a person's words apart from the chain."""
    words = Words(text=text, salt=secrets.token_hex(16), written_by=written_by)
    session.add(words)
    session.flush()
    return words


@dataclass(frozen=True)
class Entry:
    """One entry that is still to be appended."""

    kind: str
    actor_id: str
    at: datetime
    submission_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    words: Words | None = None


def add(
    session: Session,
    kind: str,
    *,
    actor_id: str,
    at: datetime,
    submission_id: int | None = None,
    words: Words | None = None,
    **data: Any,
) -> None:
    """Appends one entry. Call it after every other change of the transaction: it locks the head of the chain."""
    add_all(session, [Entry(kind, actor_id, at, submission_id, data, words)])


def add_all(session: Session, entries: Sequence[Entry]) -> None:
    """Appends several, in this order, with one look at the head. Like `add`, it comes last in its transaction."""
    if not entries:
        return
    session.flush()
    connection = session.connection()
    seq, last = _head(session)
    rows = []
    for entry in entries:
        seq += 1
        rows.append(_row(entry, seq, last))
        last = rows[-1]["hash"]
    connection.execute(_APPEND, rows)
    connection.execute(_MOVE_HEAD, {"new_seq": seq, "new_hash": last})
    # It is locked until the commit, so whoever shares this commit need not ask again.
    session.info["history_head"] = seq, last


def _row(entry: Entry, seq: int, previous: str) -> dict[str, Any]:
    row = {
        "seq": seq,
        "kind": entry.kind,
        "submission_id": entry.submission_id,
        "actor_id": entry.actor_id,
        "at": entry.at,
        "data": entry.data,
        "words_id": entry.words.id if entry.words else None,
        "words_hash": _words_hash(entry.words) if entry.words else None,
        "previous": previous,
    }
    return {**row, "hash": hash_of(row)}


def _head(session: Session) -> tuple[int, str]:
    known: tuple[int, str] | None = session.info.get("history_head")
    if known is not None:
        return known
    connection = session.connection()
    head = connection.execute(_HEAD).first()
    if head is None:
        connection.execute(insert(HistoryHead).values(id=1, seq=0, hash=GENESIS))
        return 0, GENESIS
    return head.seq, head.hash


# The chain is written by plain statements, each built once: every transaction passes here.
_HEAD = select(col(HistoryHead.seq), col(HistoryHead.hash)).where(HistoryHead.id == 1).with_for_update()
_APPEND = insert(Event)
_MOVE_HEAD = (
    update(HistoryHead).where(col(HistoryHead.id) == 1).values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)


def _words_hash(words: Words) -> str:
    return hashlib.sha256(f"{words.salt}{words.text}".encode()).hexdigest()


_HASHED = ("seq", "kind", "submission_id", "actor_id", "data", "words_hash")


def hash_of(row: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over the entry before and this entry's canonical JSON."""
    body = {name: row[name] for name in _HASHED} | {"at": row["at"].astimezone(UTC).isoformat()}
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{row['previous']}{canonical}".encode()).hexdigest()


def of_submission(session: Session, submission_id: int, limit: int = 200) -> Sequence[tuple[Event, str]]:
    """The story of one submission, oldest first: each entry with the words that were written, if they still exist."""
    query = (
        select(Event, Words.text)
        .join(Words, col(Words.id) == col(Event.words_id), isouter=True)
        .where(Event.submission_id == submission_id)
        .order_by(col(Event.seq).desc())
        .limit(limit)
    )
    return [(event, text or "") for event, text in reversed(session.exec(query).all())]


def first_broken(session: Session) -> int | None:
    """The seq of the first entry that does not follow from the one before, or nothing when the chain is whole."""
    previous, expected = GENESIS, 1
    for event in session.exec(select(Event).order_by(col(Event.seq))):
        if event.seq != expected or event.previous != previous or event.hash != hash_of(event.model_dump()):
            return expected
        previous, expected = event.hash, expected + 1
    head = session.get(HistoryHead, 1)
    cut = head is not None and (head.seq, head.hash) != (expected - 1, previous)
    return expected if cut else None
