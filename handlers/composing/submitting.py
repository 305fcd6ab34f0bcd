"""The submit itself: one transaction that makes a submission of a draft, a new revision, or a change that needs none.

Which of the three an edit is, is decided by `changes`; everything that is decided here is written down in history.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.composing import changes, drafting, saving, times
from handlers.composing.changes import Change
from handlers.composing.form import AS_SOON, CHOSEN, Place
from handlers.permissions import Action
from handlers.snapshot import Snapshot, snapshot
from handlers.wire import Target
from storage import brands, cards, drafts, history, outbox, publications, submissions
from storage.brands import Brand
from storage.cards import Surface
from storage.drafts import Draft
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place as Where
from storage.outbox import Urgency
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Content, Image, Submission


class Became(StrEnum):
    """What a submit came to."""

    NEW = "new"
    """A submission of its own."""
    REVISED = "revised"
    """A new revision; decisions about the one before are stale."""
    KEPT = "kept"
    """A later time, an account taken off, or another note: decisions stay."""
    UNCHANGED = "unchanged"
    """Nothing was different."""
    ALREADY = "already"
    """The same draft had been sent before."""


@dataclass(frozen=True)
class Outcome:
    """What the author is told."""

    became: Became
    language: str
    snapshot: Snapshot
    """As it stands after the submit."""
    change: Change | None = None


class Overtaken(Exception):
    """Somebody else made a newer version meanwhile; the draft is kept, and shows what changed."""


class Locked(Exception):
    """A network has it, or may have it, on one of the accounts that the edit touches."""

    def __init__(self, accounts: tuple[str, ...]) -> None:
        super().__init__(*accounts)
        self.accounts = accounts


def submit(session: Session, user_id: str, place: Place, *, now: datetime, practice: frozenset[int]) -> Outcome:
    """Sends a stored draft. Raises Denied, Stranger, BadTime, Overtaken or Locked; then the draft stays."""
    person = access.insider(session, user_id)
    draft = drafts.draft(session, place.draft_id)
    if draft is None:
        return _sent_before(session, person, place)
    if draft.person_id != user_id:
        raise Denied("draft_gone")
    _check_accounts(session, draft)
    if draft.submission_id is not None:
        return _edit(session, person, draft, now, practice)
    return _create(session, person, draft, now)


def _check_accounts(session: Session, draft: Draft) -> None:
    """Account ids are claims too: ours and in use, or already on the submission. Raises Denied."""
    known = {account.id for account in brands.active_accounts(session, draft.brand_id)}
    if draft.submission_id is not None:
        known |= {row.account_id for row in publications.of_submission(session, draft.submission_id)}
    if not draft.accounts or not set(draft.accounts) <= known:
        raise Denied("no_such_account")


def _sent_before(session: Session, person: Person, place: Place) -> Outcome:
    """Another envelope, or another click, was faster."""
    sent = submissions.from_draft(session, place.draft_id)
    number = sent.number if sent else place.target.submission_id if place.target else None
    found = snapshot(session, number) if number else None
    if found is None or (sent and sent.author_id != person.user_id):
        raise Denied("draft_gone")
    return Outcome(Became.ALREADY, person.language, found)


def sent_before(session: Session, number: int, language: str) -> Outcome:
    """What an earlier submit of the same draft came to, as it stands now."""
    found = snapshot(session, number)
    if found is None:
        raise Denied("no_such_post")
    return Outcome(Became.ALREADY, language, found)


def content_of(draft: Draft, brand: Brand, now: datetime) -> Content:
    """The draft as a revision would hold it. Raises BadTime."""
    when = times.chosen(draft.date, draft.time, brand.zone, now) if draft.goes_out == CHOSEN else None
    return Content(
        text=draft.text,
        accounts=tuple(sorted(set(draft.accounts))),
        images=_images(draft),
        note=draft.note.strip(),
        wanted_at=when.at if when else None,
        wanted_wall=when.wall if when else None,
        wanted_zone=when.zone if when else None,
    )


def _images(draft: Draft) -> tuple[Image, ...]:
    fetched = (one for one in draft.images if one.get("sha256"))
    return tuple(Image(str(one["sha256"]), str(one["name"]), str(one.get("alt_text") or "")) for one in fetched)


def _create(session: Session, person: Person, draft: Draft, now: datetime) -> Outcome:
    brand = brands.the_brand(session)
    content = content_of(draft, brand, now)
    submission = submissions.create(
        session,
        brand_id=access.brand_id(brand),
        author_id=person.user_id,
        draft_id=draft.id,
        now=now,
        copy_of=draft.copy_of,
    )
    revision = submissions.add_revision(session, submission, content, created_by=person.user_id, now=now)
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    cards.place(session, submission, Surface.CARD, brand.review_channel)
    cards.place(session, submission, Surface.STATUS, person.user_id)
    _end(session, person, draft, content)
    _remember(session, "submission.submitted", person, submission, content, now, copy_of=draft.copy_of)
    return _outcome(session, Became.NEW, person, submission)


def _end(session: Session, person: Person, draft: Draft, content: Content) -> None:
    """The draft has become what it was for."""
    person.last_accounts = list(content.accounts)
    drafts.discard(session, draft.id)
    session.flush()


def _remember(
    session: Session,
    kind: str,
    person: Person,
    submission: Submission,
    content: Content,
    now: datetime,
    copy_of: int | None = None,
) -> None:
    history.add(
        session,
        kind,
        actor_id=person.user_id,
        at=now,
        submission_id=submission.number,
        revision=submission.revision,
        fingerprint=content.fingerprint,
        accounts=list(content.accounts),
        wanted_at=content.wanted_at.isoformat() if content.wanted_at else None,
        copy_of=copy_of,
    )


def _outcome(
    session: Session, became: Became, person: Person, submission: Submission, change: Change | None = None
) -> Outcome:
    found = snapshot(session, submission.number)
    assert found is not None, "it was just written"
    return Outcome(became, person.language, found, change)


def _edit(session: Session, person: Person, draft: Draft, now: datetime, practice: frozenset[int]) -> Outcome:
    target = Target(draft.submission_id or 0, draft.revision or 0)
    entry = access.enter(session, person.user_id, target, Action.EDIT, practice=practice)
    if draft.revision != entry.submission.revision:
        return _after_somebody_else(session, person, draft, entry.submission)
    before = drafting.as_it_stands(session, entry.submission, now)
    after = _edited_content(draft, before, entry.brand, now)
    current = submissions.current_revision(session, entry.submission)
    change = changes.between(before, after, wanted_at=current.wanted_at, state=entry.submission.state)
    if change.is_nothing:
        drafts.discard(session, draft.id)
        return _outcome(session, Became.UNCHANGED, person, entry.submission)
    _check_locks(session, entry.submission, change)
    if change.needs_revision:
        return _revise(session, entry, draft, after, now, change)
    return _keep_decisions(session, entry, draft, after, now, change)


def _after_somebody_else(session: Session, person: Person, draft: Draft, submission: Submission) -> Outcome:
    if saving.what_it_became(session, person, draft) is None:
        raise Overtaken
    drafts.discard(session, draft.id)
    return _outcome(session, Became.ALREADY, person, submission)


def _edited_content(draft: Draft, before: Content, brand: Brand, now: datetime) -> Content:
    """A time that was not touched stays what it is, even one that has passed; see `_revise`."""
    picked = times.as_picked(before.wanted_at, brand.zone) if before.wanted_at else None
    if draft.goes_out != CHOSEN or picked != (draft.date, draft.time):
        return content_of(draft, brand, now)
    untimed = content_of(draft.model_copy(update={"goes_out": AS_SOON}), brand, now)
    return replace(untimed, wanted_at=before.wanted_at, wanted_wall=before.wanted_wall, wanted_zone=before.wanted_zone)


def _check_locks(session: Session, submission: Submission, change: Change) -> None:
    """What went out stays as it went out. Raises Locked with the names of the accounts that have it."""
    taken = [
        row.account_id
        for row in publications.of_submission(session, submission.number, for_update=True)
        if row.state in drafting.IN_NETWORKS_HANDS and (change.needs_revision or row.account_id in change.taken_off)
    ]
    if taken:
        raise Locked(tuple(sorted(one.name for one in brands.accounts_by_id(session, taken).values())))


def _revise(session: Session, entry: Entry, draft: Draft, content: Content, now: datetime, change: Change) -> Outcome:
    """A new version: it is in review again, and every decision about the one before is stale."""
    if content.wanted_at and content.wanted_at <= now:
        raise times.BadTime(times.Trouble.PAST)
    submission, person = entry.submission, entry.person
    revision = submissions.add_revision(session, submission, content, created_by=person.user_id, now=now)
    submissions.move(submission, Editorial.IN_REVIEW)
    submission.review_since, submission.decided_at = now, None
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    _end(session, person, draft, content)
    _say(session, entry, "revised", now, revision=submission.revision)
    cards.advance(session, submission)
    _remember(session, "submission.revised", person, submission, content, now)
    return _outcome(session, Became.REVISED, person, submission, change)


def _keep_decisions(
    session: Session, entry: Entry, draft: Draft, content: Content, now: datetime, change: Change
) -> Outcome:
    """The frozen revision stays, and with it every decision; only where and when it goes out changes."""
    submission, person = entry.submission, entry.person
    for row in publications.of_submission(session, submission.number):
        _apply(row, change, now)
    if change.note:
        submissions.current_revision(session, submission).note = content.note
    drafts.discard(session, draft.id)
    facts: dict[str, Any] = {"taken_off": list(change.taken_off), "due_at": _moved_to(change), "note": change.note}
    if change.taken_off or change.moved:
        _say(session, entry, "kept", now, revision=submission.revision, **facts)
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
    return _outcome(session, Became.KEPT, person, submission, change)


def _apply(row: Publication, change: Change, now: datetime) -> None:
    if row.account_id in change.taken_off:
        if row.state != Delivery.CANCELLED:
            publications.move(row, Delivery.CANCELLED, now=now)
    elif change.moved and row.state in (Delivery.SCHEDULED, Delivery.MISSED):
        if row.state == Delivery.MISSED:
            publications.move(row, Delivery.SCHEDULED, now=now)
        row.due_at, row.planned_at = change.moved_to, None


def _moved_to(change: Change) -> str | None:
    return change.moved_to.isoformat() if change.moved and change.moved_to else None


def _say(session: Session, entry: Entry, kind: str, now: datetime, **data: Any) -> None:
    """In the thread, for those who owe a decision; to the author as well when somebody else did it."""
    submission = entry.submission
    key, common = f"{kind}:{submission.number}:{submission.version}", {"by": entry.person.user_id, **data}
    urgency = Urgency.TASK if kind == "revised" else Urgency.NEWS
    outbox.say(
        session,
        key,
        kind,
        place=Where.THREAD,
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
            place=Where.DIRECT,
            recipient=submission.author_id,
            urgency=Urgency.NEWS,
            now=now,
            submission_id=submission.number,
            **common,
        )
