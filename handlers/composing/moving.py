"""One publication to another time, by the rules of the approvals. Transactions only.

A later time within seven days needs no new decision; anything else is a new version, which approvers look at again.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.access import Denied, Entry
from handlers.composing import editing, times
from handlers.composing.as_it_stands import as_it_stands
from handlers.composing.outcome import Locked
from handlers.steps import changes
from handlers.steps.changes import Change
from storage import submissions
from storage.content import Content
from storage.lifecycle import Editorial


def move(session: Session, entry: Entry, account_id: int, at: datetime, *, now: datetime) -> Change:
    """What changed, which may be nothing. Raises Denied: it is out there, or not on that account, or owes changes."""
    submission = entry.submission
    if submission.state == Editorial.CHANGES_REQUESTED:
        raise Denied("move_owes_changes", submission=submission.number)
    before = as_it_stands(session, submission, now)
    if account_id not in before.accounts:
        raise Denied("too_late_to_edit", submission=submission.number)
    after = at_time(before, account_id, at, entry.brand.zone)
    approved = submissions.content_of(session, entry.revision)
    change = changes.between(before, after, approved=approved, state=submission.state)
    if change.is_nothing:
        return change
    try:
        editing.check_locks(session, submission, change)
    except Locked:
        raise Denied("too_late_to_edit", submission=submission.number) from None
    if change.needs_revision:
        editing.revise(session, entry, after, change, now=now)
    else:
        editing.keep_decisions(session, entry, after, change, now=now)
    return change


def at_time(content: Content, account_id: int, at: datetime, zone: ZoneInfo) -> Content:
    """The content with another time on that account, and the others as they were."""
    wall = times.wall(at, zone)
    if content.accounts == (account_id,):
        kept = (replace(one, wanted_at=None, wanted_wall=None) for one in content.variants)
        variants = tuple(one for one in kept if not one.is_nothing)
        return replace(content, wanted_at=at, wanted_wall=wall, wanted_zone=zone.key, variants=variants)
    is_common = at == content.wanted_at
    own = replace(
        content.variant(account_id), wanted_at=None if is_common else at, wanted_wall=None if is_common else wall
    )
    others = [one for one in content.variants if one.account_id != account_id]
    variants = tuple(sorted((*others, *(() if own.is_nothing else (own,))), key=lambda one: one.account_id))
    return replace(content, wanted_zone=zone.key, variants=variants)
