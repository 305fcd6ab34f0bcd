"""The submit itself: one transaction that makes a submission of a draft, or hands an edit on."""

from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.campaigning import advising
from handlers.checking import keeping, tagging, unusable
from handlers.composing import brand_choice, editing, labelling, slotting
from handlers.composing.form import Place
from handlers.composing.outcome import Became, Outcome, end, outcome_of, remember
from handlers.composing.thread import show_media
from handlers.knowing import admins
from handlers.snapshot import snapshot
from storage import brands, cards, drafts, publications, submissions
from storage.brands import Brand
from storage.cards import Surface
from storage.drafts import Draft
from storage.people import Person


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
        return editing.edit(session, person, draft, now, practice)
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


def _create(session: Session, person: Person, draft: Draft, now: datetime) -> Outcome:
    brand = brands.brand(session, draft.brand_id)
    brand_choice.check(session, person, brand)
    content = tagging.with_tags(session, brand.number, slotting.content_of(session, draft, brand, now))
    unusable.check(session, brand.number, content, now=now)
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
    keeping.at_submission(session, submission, content, now=now)
    labelling.put_on(session, brand, submission, draft)
    cards.place(session, submission, Surface.CARD, brand.review_channel)
    cards.place(session, submission, Surface.STATUS, person.user_id)
    show_media(session, submission, content, now=now)
    end(session, person, draft, content)
    advising.ask_advisers(session, submission, person, content.campaign, now)
    outcome = outcome_of(session, Became.NEW, person, submission)
    if outcome.snapshot.is_stuck:
        _tell_that_nobody_decides(session, brand, submission.number, now)
    remember(session, "submission.submitted", person, submission, content, now, copy_of=draft.copy_of)
    return outcome


def _tell_that_nobody_decides(session: Session, brand: Brand, number: int, now: datetime) -> None:
    """The only approver wrote it, say: the card says so, and the admins hear of it."""
    key = f"nobody_decides:{number}"
    admins.tell(session, brand, key, "nobody_decides", now=now, name=brand.name, stuck=[number])


def sent_before(session: Session, number: int, language: str) -> Outcome:
    """What an earlier submit of the same draft came to, as it stands now."""
    found = snapshot(session, number)
    if found is None:
        raise Denied("no_such_post")
    return Outcome(Became.ALREADY, language, found)
