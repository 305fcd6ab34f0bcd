"""A brand that has published for two years: tables for the questions of the desk, filled in bulk."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlmodel import Session

from storage import desk_words
from storage.decisions import Decision, Verdict
from storage.desk_words import DeskWord, Found
from storage.library import Asset
from storage.lifecycle import Delivery, Editorial
from storage.media import Media
from storage.people import Person
from storage.publications import Publication
from storage.results import Result, ResultTag
from storage.submissions import Revision, RevisionAccount, Submission

TEXT = "Our oat cookies are back. Baked this morning, gone by noon. #oats"
T = TypeVar("T")

PEOPLE = ("U0MINA", "U0JONAS")
BACK = timedelta(days=730)
LATELY, ANSWER = timedelta(days=28), 200
"""In the last four weeks so many went out, however many before."""

A_WEEK = 40
"""Publications of the one week that is looked at, however many lie around it."""

COLOURS, THINGS = 8, 5
"""So few that two words together find more than are shown, in the smaller library too."""

TOGETHER = 10_000
"""Rows of one statement."""


def people(session: Session, now: datetime) -> None:
    for user_id in PEOPLE:
        session.add(Person(user_id=user_id, team_id="T0GREEN", name=user_id[2:].title(), refreshed_at=now))


def times(size: int, now: datetime) -> list[datetime]:
    """When each of the past went out, oldest first."""
    before = size - ANSWER
    old = [now - BACK + (BACK - LATELY) * (number / before) for number in range(before)]
    return [*old, *(now - LATELY + LATELY * ((number + 0.5) / ANSWER) for number in range(ANSWER))]


def live(session: Session, first: int, moments: Sequence[datetime]) -> None:
    """So many that were approved, went out and have a result; numbered from `first`."""
    for rows in _portions(list(enumerate(moments, first))):
        _submissions(session, rows, Editorial.APPROVED)
        _publications(session, rows, Delivery.PUBLISHED)
        _insert(session, Decision, [_decision(number, at) for number, at in rows])
        _insert(session, Result, [_result(number, at) for number, at in rows])
        _insert(session, ResultTag, [{"publication_id": number, "tag": f"tag{number % 9}"} for number, _ in rows])


def planned(session: Session, first: int, moments: Sequence[datetime]) -> None:
    """So many that are approved, and due then."""
    for rows in _portions(list(enumerate(moments, first))):
        _submissions(session, rows, Editorial.APPROVED)
        _publications(session, rows, Delivery.SCHEDULED)


def _submissions(session: Session, rows: Sequence[tuple[int, datetime]], state: Editorial) -> None:
    common = {"brand_id": 1, "author_id": "U0MINA", "state": state, "version": 3, "revision": 1}
    made = {"created_by": "U0MINA", "fingerprint": "f", "number": 1, "text": TEXT, "note": ""}
    day = timedelta(days=1)
    _insert(
        session,
        Submission,
        [
            {"id": number, "submitted_at": at - day, "review_since": at - day, "approved_at": at - day / 2, **common}
            for number, at in rows
        ],
    )
    _insert(
        session,
        Revision,
        [{"id": number, "submission_id": number, "created_at": at - day, **made} for number, at in rows],
    )
    _insert(session, RevisionAccount, [{"revision_id": one, "account_id": 1, "first_comment": ""} for one, _ in rows])


def _publications(session: Session, rows: Sequence[tuple[int, datetime]], state: Delivery) -> None:
    common = {"account_id": 1, "state": state, "fingerprint": "f", "attempt": 0, "looks": 0}
    is_live = state == Delivery.PUBLISHED
    times = [{"due_at": at, "published_at": at if is_live else None, "changed_at": at} for _, at in rows]
    keys = [{"id": one, "submission_id": one, "idempotency_key": f"desk-{one}"} for one, _ in rows]
    _insert(session, Publication, [{**common, **key, **when} for key, when in zip(keys, times, strict=True)])


def _decision(number: int, at: datetime) -> dict[str, Any]:
    said = {"approver_id": "U0JONAS", "verdict": Verdict.APPROVE, "revision": 1, "stages": [0], "is_own_work": False}
    return {"submission_id": number, "decided_at": at - timedelta(hours=12), **said}


def _result(number: int, at: datetime) -> dict[str, Any]:
    whose = {"brand_id": 1, "account_id": 1, "author_id": "U0MINA", "network": "slack"}
    what = {"hour_of_week": number % 168, "format": "text", "age_hours": 24, "engagement": 20 + number % 17}
    when = {"published_at": at, "read_at": at + timedelta(days=1), "campaign": f"campaign {number % 5}"}
    return {"publication_id": number, "submission_id": number, **whose, **what, **when}


def assets(session: Session, count: int, now: datetime) -> None:
    """Images of a library, each with words that a fifth, an eighth, or all of them have."""
    medium = {"mime": "image/png", "width": 1, "height": 1, "size": 1, "content": b"x", "stored_at": now}
    for numbers in _portions(range(count)):
        _insert(session, Media, [{"sha256": _sha(number), **medium} for number in numbers])
    for rows in _portions(list(_assets(count, now))):
        _insert(session, Asset, rows)
        _insert(session, DeskWord, [word for row in rows for word in _words(row)])


def _assets(count: int, now: datetime) -> Iterator[dict[str, Any]]:
    common = {"brand_id": 1, "alt_text": "Bread", "tags": ["shop"], "rights": "", "added_by": "U0MINA", "added_at": now}
    for number in range(count):
        name = f"thing{number // COLOURS % THINGS} colour{number % COLOURS} {number}"
        yield {"id": number + 1, "sha256": _sha(number), "name": name, **common}


def _words(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """As `library.index` keeps them."""
    for word in desk_words.words_in(row["name"], *row["tags"], row["alt_text"]):
        yield {"brand_id": 1, "kind": Found.ASSET, "word": word, "item_id": row["id"]}


def _sha(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def _insert(session: Session, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    session.connection().execute(insert(table), list(rows))


def _portions(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[at : at + TOGETHER] for at in range(0, len(rows), TOGETHER))
