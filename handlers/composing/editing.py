"""An edit that was sent: a new revision, or a change that needs none. `changes` says which."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Entry
from handlers.checking import barring, keeping, tagging, unusable
from handlers.composing import drafting, labelling, saving, slotting, times
from handlers.composing.as_it_stands import as_it_stands
from handlers.composing.outcome import Became, Locked, Outcome, Overtaken, end, outcome_of, remember
from handlers.composing.thread import show_media
from handlers.deciding.settling import settle
from handlers.deciding.verdicts import call_the_next
from handlers.permissions import Action
from handlers.rhythm import freeing
from handlers.steps import changes
from handlers.steps.changes import Change
from handlers.wire import Target
from storage import brands, cards, co_authors, comments, drafts, history, outbox, publications, stages, submissions
from storage.content import Content
from storage.drafts import Draft
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Submission


def edit(session: Session, person: Person, draft: Draft, now: datetime, practice: frozenset[int]) -> Outcome:
    target = Target(draft.submission_id or 0, draft.revision or 0)
    entry = access.enter(session, person.user_id, target, Action.EDIT, now=now, practice=practice)
    if draft.revision != entry.submission.revision:
        return _after_somebody_else(session, person, draft, entry.submission)
    before = as_it_stands(session, entry.submission, now)
    after = slotting.content_of(session, draft, entry.brand, now, stands=before)
    approved = submissions.content_of(session, submissions.current_revision(session, entry.submission))
    change = changes.between(before, after, approved=approved, state=entry.submission.state)
    if change.needs_revision:
        # Links are tagged again only where it is written anew: a rule that was made since voids no decision.
        after = tagging.with_tags(session, entry.brand.number, after)
        change = changes.between(before, after, approved=approved, state=entry.submission.state)
    is_labelled = labelling.put_on(session, entry.brand, entry.submission, draft)
    if change.is_nothing:
        drafts.discard(session, draft.id)
        if is_labelled:
            cards.advance(session, entry.submission)
        return outcome_of(session, Became.KEPT if is_labelled else Became.UNCHANGED, person, entry.submission)
    check_locks(session, entry.submission, change)
    unusable.check(session, entry.brand.number, after, now=now, before=before)
    if change.needs_revision:
        return _revise(session, entry, draft, after, now, change)
    return _keep_decisions(session, entry, draft, after, now, change)


def _after_somebody_else(session: Session, person: Person, draft: Draft, submission: Submission) -> Outcome:
    if saving.what_it_became(session, person, draft) is None:
        raise Overtaken
    drafts.discard(session, draft.id)
    return outcome_of(session, Became.ALREADY, person, submission)


def check_locks(session: Session, submission: Submission, change: Change) -> None:
    """What went out stays as it went out. Raises Locked with the names of the accounts that have it."""
    taken = [
        row.account_id
        for row in publications.of_submission(session, submission.number, for_update=True)
        if row.state in drafting.IN_NETWORKS_HANDS and (change.needs_revision or row.account_id in change.taken_off)
    ]
    if taken:
        raise Locked(tuple(sorted(one.name for one in brands.accounts_by_id(session, taken).values())))


def _revise(session: Session, entry: Entry, draft: Draft, content: Content, now: datetime, change: Change) -> Outcome:
    end(session, entry.person, draft, content)
    revise(session, entry, content, change, now=now)
    return outcome_of(session, Became.REVISED, entry.person, entry.submission, change)


def revise(
    session: Session,
    entry: Entry,
    content: Content,
    change: Change,
    *,
    now: datetime,
    written_by: str | None = None,
) -> None:
    """A new version: it is in review again, and decisions about the one before are stale.

    Those of steps that look at nothing of what has changed still count. Whoever wrote it writes with the author from
    here on, and does not decide about it. Raises BadTime.
    """
    _check_times(content, now)
    submission, person = entry.submission, entry.person
    writer = written_by or person.user_id
    keeps = changes.unconcerned(change, stages.steps_of(session, entry.brand))
    revision = submissions.add_revision(session, submission, content, created_by=writer, now=now, keeps=keeps)
    submissions.move(submission, Editorial.IN_REVIEW)
    submission.review_since, submission.decided_at = now, None
    had = freeing.times_of(session, submission.number)
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    freeing.freed(session, submission, had, now)
    keeping.at_submission(session, submission, content, now=now)
    joined = writer != submission.author_id and co_authors.add(session, submission.number, writer, now=now)
    comments.outdate_suggestions(session, submission.number, now=now)
    _say(session, entry, "revised", now, revision=submission.revision)
    if change.images:
        show_media(session, submission, content, now=now)
    cards.advance(session, submission)
    remember(session, "submission.revised", person, submission, content, now, keeps=keeps)
    if joined:
        history.add(
            session,
            "submission.co_author_added",
            actor_id=person.user_id,
            at=now,
            submission_id=submission.number,
            co_author=writer,
        )
    if keeps:
        settle(session, submission, now=now, because="nothing_concerned")


def _check_times(content: Content, now: datetime) -> None:
    for account in content.accounts:
        when, own = content.wanted_for(account), content.variant(account).wanted_at
        if when and when <= now:
            raise times.BadTime(times.Trouble.PAST, account_id=account if own else None)


def _keep_decisions(
    session: Session, entry: Entry, draft: Draft, content: Content, now: datetime, change: Change
) -> Outcome:
    drafts.discard(session, draft.id)
    keep_decisions(session, entry, content, change, now=now)
    return outcome_of(session, Became.KEPT, entry.person, entry.submission, change)


def keep_decisions(session: Session, entry: Entry, content: Content, change: Change, *, now: datetime) -> None:
    """The frozen revision stays, and with it every decision; only where and when it goes out changes."""
    submission, person = entry.submission, entry.person
    had = freeing.times_of(session, submission.number)
    for row in publications.of_submission(session, submission.number):
        _apply(row, change, now)
    freeing.freed(session, submission, had, now)
    if change.note:
        submissions.current_revision(session, submission).note = content.note
    if change.moved:
        keeping.after_a_move(session, submission, content, now=now)
    facts: dict[str, Any] = {"taken_off": list(change.taken_off), "note": change.note, **_moved_to(change, content)}
    if change.taken_off or change.moved:
        _say(session, entry, "kept", now, revision=submission.revision, **facts)
    barring.look_again(session, submission, now=now)
    cards.advance(session, submission)
    history.add(
        session,
        "submission.changed",
        actor_id=person.user_id,
        at=now,
        submission_id=submission.number,
        revision=submission.revision,
        **facts,
    )
    if change.taken_off and submission.state == Editorial.IN_REVIEW:
        _go_on(session, entry, now)


def _go_on(session: Session, entry: Entry, now: datetime) -> None:
    """A step that was only for an account that is taken off now is none any more: the next is asked, or all is said."""
    before, found = entry.progress.current, settle(session, entry.submission, now=now, because="nothing_concerned")
    if found.current is not None and (before is None or found.current.step.id != before.step.id):
        call_the_next(session, entry.submission, found.current.step.id, now)


def _apply(row: Publication, change: Change, now: datetime) -> None:
    if row.account_id in change.taken_off:
        if row.state != Delivery.CANCELLED:
            publications.move(row, Delivery.CANCELLED, now=now)
        return
    move = next((one for one in change.moves if one.account_id == row.account_id), None)
    if move is not None and row.state in (Delivery.SCHEDULED, Delivery.MISSED):
        if row.state == Delivery.MISSED:
            publications.move(row, Delivery.SCHEDULED, now=now)
        row.due_at, row.planned_at = move.to, None


def _moved_to(change: Change, content: Content) -> dict[str, Any]:
    """The soonest new time; and each account's, where they are not all moved to the same."""
    moves = [(one.account_id, one.to.isoformat()) for one in change.moves if one.to]
    found: dict[str, Any] = {"due_at": min((when for _, when in moves), default=None)}
    if moves and (len(moves) < len(content.accounts) or len({when for _, when in moves}) > 1):
        found["moves"] = [list(move) for move in moves]
    return found


def _say(session: Session, entry: Entry, kind: str, now: datetime, **data: Any) -> None:
    """In the thread, for those who owe a decision; to the author as well when somebody else did it."""
    submission = entry.submission
    key, common = f"{kind}:{submission.number}:{submission.version}", {"by": entry.person.user_id, **data}
    urgency = Urgency.TASK if kind == "revised" else Urgency.NEWS
    outbox.say(
        session,
        key,
        kind,
        place=Place.THREAD,
        recipient="",
        urgency=urgency,
        now=now,
        submission_id=submission.number,
        **common,
    )
    if submission.author_id != entry.person.user_id:
        outbox.say(
            session,
            f"{key}:author",
            f"{kind}_for_you",
            place=Place.DIRECT,
            recipient=submission.author_id,
            urgency=Urgency.NEWS,
            now=now,
            submission_id=submission.number,
            **common,
        )
