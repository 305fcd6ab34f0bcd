"""The append-only record: who did what, when, each entry chained to the one before, a chain for each brand.

The people's own words live beside it, in `words`, where they can be erased; the chain holds only their salted hash.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, col, func, select

from storage.brands import Brand
from storage.chain import FORMAT, GENESIS, hash_of, hash_of_words
from storage.record import HOUSE, Event, HistoryHead, Words
from storage.signing import keys_of, place_of
from storage.submissions import Submission
from storage.verifying import first_broken

__all__ = [
    "BOT",
    "GENESIS",
    "HOUSE",
    "Entry",
    "Event",
    "HistoryHead",
    "Words",
    "add",
    "add_all",
    "count_of",
    "first_broken",
    "keep_words",
    "of_submission",
    "part_of",
]

BOT = "bot"
"""The actor of automatic acts: history has no entry without an actor."""


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
    brand_id: int | None = None
    """Whose chain; without one, that of the submission's brand, or the first brand's for what is about none."""
    place: str = ""
    """Where the actor was; without one, where the request came from that this transaction answers."""


def add(
    session: Session,
    kind: str,
    *,
    actor_id: str,
    at: datetime,
    submission_id: int | None = None,
    words: Words | None = None,
    brand_id: int | None = None,
    place: str = "",
    **data: Any,
) -> None:
    """Appends one entry. Call it after every other change of the transaction: it locks the head of the chain."""
    add_all(session, [Entry(kind, actor_id, at, submission_id, data, words, brand_id, place)])


def add_all(session: Session, entries: Sequence[Entry]) -> None:
    """Appends several, in this order, with one look at each head. Like `add`, it comes last in its transaction."""
    if not entries:
        return
    session.flush()
    connection = session.connection()
    standing = _standing(session, connection, {one.submission_id for one in entries if one.submission_id is not None})
    about_none = [one for one in entries if one.brand_id is None and one.submission_id not in standing]
    first = _first_brand(connection) if about_none else HOUSE
    place, chains = place_of(session), dict[int, list[dict[str, Any]]]()
    for entry in entries:
        row = _row(entry, standing.get(entry.submission_id or 0) or Standing(first), place)
        chains.setdefault(row["brand_id"], []).append(row)
    # Always in the same order, so that two who append to the same chains do not wait for each other.
    for brand_id in sorted(chains):
        _append(session, connection, brand_id, chains[brand_id])


@dataclass(frozen=True)
class Standing:
    """How a submission stands at the end of the transaction that tells of it."""

    brand_id: int
    revision: int | None = None
    state: str = ""


def _standing(session: Session, connection: Connection, numbers: Iterable[int]) -> dict[int, Standing]:
    """By number. A submission that the session holds already is not asked for again."""
    known, missing = {}, []
    for number in numbers:
        held = session.identity_map.get(identity_key(Submission, number))
        if held is None:
            missing.append(number)
        else:
            known[number] = Standing(held.brand_id, held.revision, held.state.value)
    if missing:
        rows = connection.execute(_STANDING, {"numbers": missing}).all()
        known.update({row.id: Standing(row.brand_id, row.revision, row.state.value) for row in rows})
    return known


def _row(entry: Entry, standing: Standing, place: str) -> dict[str, Any]:
    """Everything but its place in the chain."""
    words = entry.words
    return {
        "brand_id": standing.brand_id if entry.brand_id is None else entry.brand_id,
        "kind": entry.kind,
        "submission_id": entry.submission_id,
        "revision": standing.revision,
        "state": standing.state,
        "actor_id": entry.actor_id,
        "place": entry.place or ("" if entry.actor_id == BOT else place),
        "at": entry.at,
        "data": entry.data,
        "words_id": words.id if words else None,
        "words_hash": hash_of_words(words.salt, words.text) if words else None,
        "format": FORMAT,
    }


def _first_brand(connection: Connection) -> int:
    """For what is about no submission, where the caller names no brand."""
    first: int | None = connection.execute(_FIRST_BRAND).scalar()
    return HOUSE if first is None else first


def _append(session: Session, connection: Connection, brand_id: int, rows: Sequence[dict[str, Any]]) -> None:
    keys = keys_of(connection)
    seq, last = _head(session, connection, brand_id)
    for row in rows:
        seq += 1
        row.update(seq=seq, previous=last, key=keys.current)
        row["hash"] = last = hash_of(row, keys)
    connection.execute(_APPEND, rows)
    connection.execute(_MOVE_HEAD, {"brand": brand_id, "new_seq": seq, "new_hash": last})
    # It is locked until the commit, so whoever shares this commit need not ask again.
    _heads(session)[brand_id] = seq, last


def _heads(session: Session) -> dict[int, tuple[int, str]]:
    heads: dict[int, tuple[int, str]] = session.info.setdefault("history_heads", {})
    return heads


def _head(session: Session, connection: Connection, brand_id: int) -> tuple[int, str]:
    known = _heads(session).get(brand_id)
    if known is not None:
        return known
    head = connection.execute(_HEAD, {"brand": brand_id}).first()
    if head is None:
        connection.execute(insert(HistoryHead).values(brand_id=brand_id, seq=0, hash=GENESIS))
        return 0, GENESIS
    return head.seq, head.hash


# The chain is written by plain statements, each built once: every transaction passes here.
_FIRST_BRAND = select(func.min(Brand.id))
_STANDING = select(col(Submission.id), col(Submission.brand_id), col(Submission.revision), col(Submission.state)).where(
    col(Submission.id).in_(bindparam("numbers", expanding=True))
)
_HEAD = (
    select(col(HistoryHead.seq), col(HistoryHead.hash))
    .where(HistoryHead.brand_id == bindparam("brand"))
    .with_for_update()
)
_APPEND = insert(Event)
_MOVE_HEAD = (
    update(HistoryHead)
    .where(col(HistoryHead.brand_id) == bindparam("brand"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)


def of_submission(session: Session, submission_id: int, limit: int = 200) -> list[tuple[Event, str]]:
    """The newest of its story, oldest first: each entry with the words that were written, if they still exist."""
    found = session.exec(_told(submission_id).order_by(col(Event.id).desc()).limit(limit)).all()
    return [(event, text or "") for event, text in reversed(found)]


def part_of(session: Session, submission_id: int, first: int, limit: int) -> list[tuple[Event, str]]:
    """The same from one place on; `first` counts from 1."""
    found = session.exec(_told(submission_id).order_by(col(Event.id)).offset(first - 1).limit(limit)).all()
    return [(event, text or "") for event, text in found]


def _told(submission_id: int) -> Any:
    return (
        select(Event, Words.text)
        .join(Words, col(Words.id) == col(Event.words_id), isouter=True)
        .where(Event.submission_id == submission_id)
    )


def count_of(session: Session, submission_id: int) -> int:
    """How many entries tell of it."""
    query = select(func.count()).select_from(Event).where(Event.submission_id == submission_id)
    return session.exec(query).one()
