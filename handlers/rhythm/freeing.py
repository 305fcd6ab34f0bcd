"""Slots that a submission leaves: taken back, rejected, moved, or taken off an account. Transactions only."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.rhythm.giving import is_slot
from storage import brands, publications, slot_offers
from storage.lifecycle import OPEN, Delivery
from storage.submissions import Submission

NEAR = timedelta(hours=1)
"""A slot that is nearer than this is offered to nobody: approvers would have no time."""


def times_of(session: Session, number: int) -> dict[int, datetime]:
    """When the submission is to go out, by account; what is out, or on its way, leaves nothing."""
    rows = publications.of_submission(session, number)
    return {row.account_id: row.due_at for row in rows if row.state == Delivery.SCHEDULED and row.due_at}


def freed(session: Session, submission: Submission, before: Mapping[int, datetime], now: datetime) -> None:
    """Remembers each slot that it had before and has not any more, to be offered to somebody."""
    after = times_of(session, submission.number) if submission.state in OPEN else {}
    left = {account: at for account, at in before.items() if after.get(account) != at and at > now + NEAR}
    if not left:
        return
    known = brands.accounts_by_id(session, left)
    zone = brands.brand(session, submission.brand_id).zone
    for account_id, at in sorted(left.items()):
        if account_id in known and is_slot(known[account_id], at, zone):
            brands.lock_account(session, account_id)
            slot_offers.free(session, account_id, at, by=submission.number, now=now)
