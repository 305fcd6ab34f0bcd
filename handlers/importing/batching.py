"""A file's rows on their way to submissions: kept after the dry run, then all of them put up, or none.

Transactions only. Who reviews them hears of the file once: the cards of its submissions ring nobody.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.allowance import Allowance
from handlers.checking import keeping, tagging, unusable
from handlers.checking.unusable import NotToBeUsed
from handlers.composing import brand_choice
from handlers.composing.outcome import remember
from handlers.importing import rows as keeping_rows
from handlers.importing.faults import Found
from handlers.importing.reading import Table
from handlers.importing.understanding import Row, understood
from storage import brands, cards, imports, labels, outbox, publications, submissions
from storage.brands import Brand
from storage.cards import Surface
from storage.imports import Batch, ImportBatch
from storage.outbox import Place, Urgency
from storage.people import Person

KEPT_FOR = timedelta(days=1)
"""How long the button below a dry run works."""


@dataclass(frozen=True)
class Tried:
    """What a dry run came to."""

    language: str
    name: str
    found: tuple[Found, ...]
    rows: int = 0
    """Those that would be put up."""
    known: int = 0
    """Those that were imported before, and are left out."""
    batch_id: int = 0


def try_out(
    session: Session,
    user_id: str,
    brand_id: int,
    name: str,
    table: Table,
    *,
    allowances: Mapping[int, Allowance],
    now: datetime,
) -> Tried:
    """Looks at every row, and keeps them where nothing is wrong. Raises Stranger or Denied."""
    person, brand = _writer(session, user_id, brand_id)
    rows, found = understood(session, brand, table, allowances=allowances, now=now)
    if found:
        return Tried(person.language, name, tuple(found))
    imports.forget_unused(session, before=now - KEPT_FOR)
    known = imports.keys_imported(session, brand.number)
    fresh = [one for one in rows if one.key not in known]
    batch = ImportBatch(
        brand_id=brand.number,
        sha256=hashlib.sha256("".join(one.key for one in rows).encode()).hexdigest(),
        name=name,
        rows=len(fresh),
        person_id=user_id,
        data=[keeping_rows.kept(one) for one in rows],
        created_at=now,
    )
    session.add(batch)
    session.flush()
    return Tried(person.language, name, (), len(fresh), len(rows) - len(fresh), batch.id or 0)


def _writer(session: Session, user_id: str, brand_id: int) -> tuple[Person, Brand]:
    person = access.insider(session, user_id)
    brand = next((one for one in brands.all_active(session) if one.number == brand_id), None)
    if brand is None:
        raise Denied("no_such_brand")
    brand_choice.check(session, person, brand)
    return person, brand


@dataclass(frozen=True)
class Imported:
    """What an import came to."""

    language: str
    numbers: tuple[int, ...]
    left_out: int


def bring_in(session: Session, user_id: str, batch_id: int, *, now: datetime) -> Imported:
    """All of it, in one transaction. Raises Stranger or Denied; then nothing of it is there."""
    batch = imports.locked(session, batch_id)
    if batch is None or batch.person_id != user_id:
        access.insider(session, user_id)
        raise Denied("no_such_import")
    if batch.state != Batch.READ:
        raise Denied("import_done")
    person, brand = _writer(session, user_id, batch.brand_id)
    # Two files with the same rows take their turn: the second finds what the first has brought.
    imports.take_turn(session, brand.number)
    known = imports.keys_imported(session, brand.number)
    rows = [keeping_rows.row_of(one) for one in batch.data if one["key"] not in known]
    _check(session, brand, rows, now)
    numbers = tuple(_put_up(session, person, brand, batch_id, row, now) for row in rows)
    batch.state, batch.imported_at, batch.rows = Batch.IMPORTED, now, len(rows)
    if numbers:
        _say(session, brand, person, numbers, batch_id, now)
    return Imported(person.language, numbers, len(batch.data) - len(rows))


def _check(session: Session, brand: Brand, rows: Sequence[Row], now: datetime) -> None:
    """What was right at the dry run may not be any more. Raises Denied."""
    active = {one.id for one in brands.active_accounts(session, brand.number)}
    for row in rows:
        if row.content.wanted_at is not None and row.content.wanted_at <= now:
            raise Denied("import_late", line=row.line)
        if not set(row.content.accounts) <= active:
            raise Denied("import_changed", line=row.line)
        try:
            unusable.check(session, brand.number, row.content, now=now)
        except NotToBeUsed:
            raise Denied("import_changed", line=row.line) from None


def _put_up(session: Session, person: Person, brand: Brand, batch_id: int, row: Row, now: datetime) -> int:
    content = tagging.with_tags(session, brand.number, row.content)
    submission = submissions.create(
        session,
        brand_id=brand.number,
        author_id=person.user_id,
        draft_id=f"{submissions.OF_A_FILE}{batch_id}-{row.line}",
        now=now,
    )
    revision = submissions.add_revision(session, submission, content, created_by=person.user_id, now=now)
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    keeping.at_submission(session, submission, content, now=now, is_one_of_many=True)
    cards.place(session, submission, Surface.CARD, brand.review_channel)
    if row.labels:
        labels.put_on(session, submission.number, row.labels)
        brand.labels = list(dict.fromkeys([*brand.labels, *row.labels]))
    remember(session, "submission.submitted", person, submission, content, now)
    return submission.number


def _say(session: Session, brand: Brand, person: Person, numbers: Sequence[int], batch_id: int, now: datetime) -> None:
    """Once for all of them, where they are reviewed."""
    asked = access.approvers(session, brand)
    outbox.say(
        session,
        f"imported:{batch_id}",
        "imported",
        place=Place.CHANNEL,
        recipient=brand.review_channel,
        urgency=Urgency.TASK,
        now=now,
        by_name=person.name,
        asked=[one for one in asked if one != person.user_id],
        count=len(numbers),
        first=min(numbers),
        last=max(numbers),
    )
