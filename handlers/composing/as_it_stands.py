"""A submission as it stands: its frozen revision, with what was changed since without a new one. Transactions only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.composing import times
from storage import brands, publications, submissions
from storage.content import Content, Variant
from storage.lifecycle import Delivery
from storage.publications import Publication
from storage.submissions import Submission

AT_ONCE = timedelta(minutes=5)
"""An approved publication that is due within this time was meant for as soon as it was approved."""

WAITING = frozenset({Delivery.SCHEDULED, Delivery.MISSED})


def as_it_stands(session: Session, submission: Submission, now: datetime) -> Content:
    """The current revision with accounts taken off, and later times."""
    content = submissions.content_of(session, submissions.current_revision(session, submission))
    rows = publications.of_submission(session, submission.number)
    kept = {row.account_id: row for row in rows if row.state != Delivery.CANCELLED}
    zone = brands.brand(session, submission.brand_id).zone
    on = content.on(tuple(sorted(kept)))
    on = replace(on, variants=tuple(_moved(one, kept[one.account_id], zone) for one in on.variants))
    followers = [row for number, row in kept.items() if on.variant(number).wanted_at is None]
    moved = due_now(content, followers, now) if followers else content.wanted_at
    if moved is None or moved == content.wanted_at:
        return replace(on, wanted_at=moved)
    return replace(on, wanted_at=moved, wanted_wall=times.wall(moved, zone), wanted_zone=zone.key)


def _moved(own: Variant, row: Publication, zone: ZoneInfo) -> Variant:
    """Of an account with a time of its own."""
    if own.wanted_at is None or row.state not in WAITING or row.meant_for is None:
        return own
    return replace(own, wanted_at=row.meant_for, wanted_wall=times.wall(row.meant_for, zone))


def due_now(content: Content, rows: Sequence[Publication], now: datetime) -> datetime | None:
    """When it is meant to go out; nothing: as soon as it is approved."""
    waiting = [row.meant_for for row in rows if row.state in WAITING and row.meant_for]
    soonest = min(waiting, default=None)
    if content.wanted_at is None and (soonest is None or soonest < now + AT_ONCE):
        return None
    return soonest or content.wanted_at
