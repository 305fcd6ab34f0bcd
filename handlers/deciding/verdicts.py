"""One decision on exactly the current revision, and taking it back: the transactions behind the buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.desk import Desk
from handlers.permissions import Action, No, Why
from handlers.typed.difference import difference
from handlers.wire import Target
from storage import cards, decisions, history, outbox, publications, submissions
from storage.decisions import Verdict
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.publications import Publication

LONG_TEXT = 2000
"""A text of more characters is approved only from the modal that shows it in full."""


ABOUT_AT_ONCE = timedelta(minutes=1)
"""What is due within this time goes out in the same breath: approved and published is then one message."""


HAS_BEGUN = frozenset({Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN, Delivery.FAILED})
"""States of a publication after which an approval stands: another yes would send none of them again."""


class ReadFirst(Exception):
    """The text is longer than the card shows."""


@dataclass(frozen=True)
class Outcome:
    """What became of a decision, for the answer to the person who made it."""

    target: Target
    language: str
    verdict: Verdict
    is_enough: bool
    """It was the last yes that was needed."""
    goes_out_soon: bool
    """Something of it is due within a minute: the clock is told, and need not be for what is due later."""
    still_needed: int
    can_undo: bool
    missed: bool
    """Approved, but its time has passed: somebody has to choose a new one."""


@dataclass(frozen=True)
class House:
    """What the records do not know about the accounts: which are practice, and how long an undo is possible."""

    practice: frozenset[int]
    undo_for: Mapping[int, timedelta]


def house(desk: Desk) -> House:
    return House(desk.practice, {number: one.manner.undo_for for number, one in desk.publishers.items()})


def may_decide(
    session: Session, user_id: str, target: Target | None, action: Action, *, practice: frozenset[int]
) -> str:
    """Whether a form for the reason is worth opening; the person's language. Raises Denied."""
    entry = access.enter(session, user_id, target, action, practice=practice)
    _check_revision(session, entry, target)
    return entry.person.language


def decide(
    session: Session,
    user_id: str,
    target: Target | None,
    verdict: Verdict,
    reason: str,
    *,
    now: datetime,
    house: House,
    has_read: bool,
) -> Outcome:
    """One decision on exactly the current revision. Raises Denied, Stranger or ReadFirst."""
    entry = access.enter(session, user_id, target, Action(verdict.value), practice=house.practice)
    revision = _check_revision(session, entry, target)
    if verdict == Verdict.APPROVE:
        _check_approval(session, entry, revision, has_read)
    words_row = history.keep_words(session, reason, user_id) if reason else None
    decisions.record(session, entry.submission, user_id, verdict, now=now, words_id=words_row.id if words_row else None)
    outcome = _take_effect(session, entry, verdict, revision, now, house)
    _tell(session, entry, outcome, now)
    cards.advance(session, entry.submission)
    history.add(
        session,
        "decision.made",
        actor_id=user_id,
        at=now,
        submission_id=entry.submission.number,
        words=words_row,
        verdict=verdict.value,
        revision=revision.number,
        fingerprint=revision.fingerprint,
        own_work=entry.standing.is_author,
    )
    return outcome


def _check_revision(session: Session, entry: Entry, target: Target | None) -> submissions.Revision:
    current = submissions.current_revision(session, entry.submission)
    if target is not None and target.part == current.number:
        return current
    seen = submissions.revision_numbered(session, entry.submission.number, target.part) if target else None
    if seen is None:
        raise Denied("no_such_post")
    raise Denied(
        "older_version",
        submission=entry.submission.number,
        seen=seen.number,
        current=current.number,
        changes=difference(seen.text, current.text),
    )


def _check_approval(session: Session, entry: Entry, revision: submissions.Revision, has_read: bool) -> None:
    if revision.created_by == entry.person.user_id and not entry.standing.in_practice:
        # An admin may edit somebody else's post; that version is then their own work, and another one says yes to it.
        access.refuse(No(Why.OWN_WORK), session, entry.brand, entry.submission)
    if entry.standing.has_decided:
        raise Denied("you_approved_already", submission=entry.submission.number)
    if len(revision.text) > LONG_TEXT and not has_read:
        raise ReadFirst


def _take_effect(
    session: Session,
    entry: Entry,
    verdict: Verdict,
    revision: submissions.Revision,
    now: datetime,
    house: House,
) -> Outcome:
    submission, missed, missing = entry.submission, False, 0
    if verdict == Verdict.APPROVE:
        missing = _still_needed(session, entry)
        if missing == 0:
            missed = _approved(session, entry, revision, now, house)
    elif verdict == Verdict.REQUEST_CHANGES:
        submissions.move(submission, Editorial.CHANGES_REQUESTED)
    else:
        submissions.move(submission, Editorial.REJECTED)
        _cancel_unsent(entry, now)
    submission.decided_at = now
    is_enough = verdict == Verdict.APPROVE and missing == 0
    return Outcome(
        target=Target(submission.number, revision.number),
        language=entry.person.language,
        verdict=verdict,
        is_enough=is_enough,
        goes_out_soon=is_enough and any(when <= now + ABOUT_AT_ONCE for when in _due(entry)),
        still_needed=missing,
        can_undo=verdict == Verdict.APPROVE and not missed,
        missed=missed,
    )


def _still_needed(session: Session, entry: Entry) -> int:
    """How many more must say yes. Never more than there are people who could."""
    said_yes = {one.approver_id for one in entry.counting if one.verdict == Verdict.APPROVE} | {entry.person.user_id}
    if entry.standing.in_practice and entry.submission.author_id in said_yes:
        return 0
    possible = access.who_can_decide(session, entry.brand, entry.submission)
    needed = entry.brand.approvals_needed
    return max(0, (min(needed, len(possible)) if possible else needed) - len(said_yes))


def _approved(session: Session, entry: Entry, revision: submissions.Revision, now: datetime, house: House) -> bool:
    """Opens the gate for exactly this content. True when a time has passed already: a late yes asks for a new one."""
    submissions.move(entry.submission, Editorial.APPROVED)
    entry.submission.approved_fingerprint = revision.fingerprint
    missed = False
    for publication in entry.publications:
        if publication.state == Delivery.SCHEDULED:
            missed |= _schedule(publication, now, house)
        missed |= publication.state == Delivery.MISSED
    return missed


def _schedule(publication: Publication, now: datetime, house: House) -> bool:
    if publication.due_at is None:
        publication.due_at = now + house.undo_for.get(publication.account_id, timedelta(0))
    elif publication.due_at < now:
        publications.move(publication, Delivery.MISSED, now=now)
    return publication.state == Delivery.MISSED


def _cancel_unsent(entry: Entry, now: datetime) -> None:
    for publication in entry.publications:
        if publication.state in (Delivery.SCHEDULED, Delivery.MISSED, Delivery.FAILED):
            publications.move(publication, Delivery.CANCELLED, now=now)


def _tell(session: Session, entry: Entry, outcome: Outcome, now: datetime) -> None:
    """A new message for what needs the author or ends the story; an edit alone would be silent."""
    if outcome.verdict == Verdict.APPROVE and not (outcome.is_enough and _is_news(entry, outcome, now)):
        return
    submission, kind = entry.submission, f"decided_{outcome.verdict.value}"
    key = f"{kind}:{submission.number}:{submission.version}"
    about: dict[str, Any] = {"by": entry.person.user_id, "revision": outcome.target.part, "missed": outcome.missed}
    number = submission.number
    outbox.say(
        session,
        f"{key}:author",
        kind,
        place=Place.DIRECT,
        recipient=submission.author_id,
        urgency=Urgency.NEWS if outcome.verdict == Verdict.APPROVE and not outcome.missed else Urgency.TASK,
        now=now,
        submission_id=number,
        **about,
    )
    if outcome.verdict != Verdict.APPROVE:
        outbox.say(
            session,
            f"{key}:thread",
            "reason",
            place=Place.THREAD,
            recipient="",
            urgency=Urgency.NEWS,
            now=now,
            submission_id=number,
            **about,
        )


def _is_news(entry: Entry, outcome: Outcome, now: datetime) -> bool:
    """Not when it goes out in the same breath: then the message that it is live says everything."""
    if outcome.missed:
        return True
    return any(when > now + ABOUT_AT_ONCE for when in _due(entry))


def _due(entry: Entry) -> list[datetime]:
    return [one.due_at for one in entry.publications if one.due_at]


def take_back_decision(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> str:
    """Undoes this person's approval; their language. Raises Denied once something has begun to go out."""
    entry = access.enter(session, user_id, target, Action.UNDO, practice=practice)
    revision = _check_revision(session, entry, target)
    if any(row.state in HAS_BEGUN for row in entry.publications):
        raise Denied("too_late_to_undo", submission=entry.submission.number)
    for one in entry.counting:
        if one.approver_id == user_id and one.verdict == Verdict.APPROVE:
            one.undone_at = now
    if entry.submission.state == Editorial.APPROVED:
        _close_the_gate(entry, revision, now)
    cards.advance(session, entry.submission)
    history.add(
        session,
        "decision.undone",
        actor_id=user_id,
        at=now,
        submission_id=entry.submission.number,
        revision=revision.number,
    )
    return entry.person.language


def _close_the_gate(entry: Entry, revision: submissions.Revision, now: datetime) -> None:
    """What was to go out at once waits again; a time that somebody chose since stays. Retries begin afresh."""
    submissions.move(entry.submission, Editorial.IN_REVIEW)
    for row in entry.publications:
        if row.state == Delivery.SCHEDULED and row.meant_for is not None:
            at_once = revision.wanted_at is None and row.meant_for <= now + ABOUT_AT_ONCE
            row.due_at, row.planned_at = None if at_once else row.meant_for, None
