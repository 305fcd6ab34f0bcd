"""Taking a decision back: a yes, a request for changes or a no, as long as nobody has built on it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.deciding.verdicts import ABOUT_AT_ONCE, check_revision
from handlers.permissions import Action, Why
from handlers.posting.opening import waited_for_hours, windows_of
from handlers.wire import Target
from storage import cards, history, outbox, publications, submissions
from storage.decisions import Decision, Verdict
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency

HAS_BEGUN = frozenset({Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN, Delivery.FAILED})
"""States of a publication after which a decision stands: another yes would send none of them again."""

STOPPED = frozenset({Editorial.CHANGES_REQUESTED, Editorial.REJECTED})
"""States into which one person's word has brought it."""


def take_back_decision(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> str:
    """Undoes this person's decision; their language. Raises Denied once the next step or the publishing has begun."""
    entry = access.enter(session, user_id, target, Action.UNDO, now=now, practice=practice)
    check_revision(session, entry, target)
    if any(row.state in HAS_BEGUN for row in entry.publications):
        raise Denied("too_late_to_undo", submission=entry.submission.number)
    own = _own(entry)
    if not own:
        raise Denied(f"not_yours_{Why.NOT_THE_DECIDER}", submission=entry.submission.number)
    _check_next_step(entry, own)
    for one in own:
        session.get_one(Decision, one.id).undone_at = now
    _into_review(session, entry, now)
    cards.advance(session, entry.submission)
    history.add(
        session,
        "decision.undone",
        actor_id=user_id,
        at=now,
        submission_id=entry.submission.number,
        revision=entry.revision.number,
    )
    return entry.person.language


def _own(entry: Entry) -> list[Decision]:
    """Their approvals; of what was stopped, only the word that stopped it."""
    verdicts = [one for one in entry.counting if one.approver_id == entry.person.user_id]
    if entry.submission.state in STOPPED:
        return [one for one in entry.counting[-1:] if one in verdicts and one.verdict != Verdict.APPROVE]
    return [one for one in verdicts if one.verdict == Verdict.APPROVE]


def _check_next_step(entry: Entry, own: Sequence[Decision]) -> None:
    """Whoever decided at the next step relied on this yes. Raises Denied."""
    mine = {stage for one in own for stage in one.stages}
    last = max((place for place, one in enumerate(entry.progress.steps) if one.step.id in mine), default=0)
    later = {one.step.id for one in entry.progress.steps[last + 1 :]}
    if any(later.intersection(one.stages) for one in entry.counting if one not in own):
        raise Denied("next_step_has_begun", submission=entry.submission.number)


def _into_review(session: Session, entry: Entry, now: datetime) -> None:
    before = entry.submission.state
    if before == Editorial.APPROVED:
        _close_the_gate(session, entry, now)
    elif before in STOPPED:
        submissions.move(entry.submission, Editorial.IN_REVIEW)
        _revive(session, entry, now)
        _tell_the_author(session, entry, now)
    entry.submission.decided_at = None if before in STOPPED else entry.submission.decided_at


def _close_the_gate(session: Session, entry: Entry, now: datetime) -> None:
    """What was to go out at once waits again; a time that somebody chose since stays. Retries begin afresh."""
    content, approved_at = submissions.content_of(session, entry.revision), entry.submission.approved_at
    untimed = {one for one in content.accounts if content.wanted_for(one) is None}
    windows = windows_of(session, entry.publications) if untimed else {}
    submissions.move(entry.submission, Editorial.IN_REVIEW)
    for row in entry.publications:
        if row.state == Delivery.SCHEDULED and row.meant_for is not None:
            has_waited = waited_for_hours(row, windows, approved_at, entry.brand.zone)
            at_once = row.account_id in untimed and (has_waited or row.meant_for <= now + ABOUT_AT_ONCE)
            row.due_at, row.planned_at = None if at_once else row.meant_for, None


def _revive(session: Session, entry: Entry, now: datetime) -> None:
    """What the rejection cancelled waits again; what had been taken off before, even at that instant, stays off."""
    meant = submissions.content_of(session, entry.revision).accounts
    for row in entry.publications:
        is_rejected = row.state == Delivery.CANCELLED and row.changed_at == entry.submission.decided_at
        if is_rejected and row.account_id in meant:
            publications.move(row, Delivery.SCHEDULED, now=now)


def _tell_the_author(session: Session, entry: Entry, now: datetime) -> None:
    """They were told of the decision, so they are told that it is none any more."""
    outbox.say(
        session,
        f"decision_undone:{entry.submission.number}:{entry.submission.version}",
        "decision_undone",
        place=Place.DIRECT,
        recipient=entry.submission.author_id,
        urgency=Urgency.NEWS,
        now=now,
        submission_id=entry.submission.number,
        by=entry.person.user_id,
    )
