"""The ways into the composer, as transactions: each gives the sheet that is drawn. Raises Denied or Stranger."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.composing import brand_choice, drafting
from handlers.composing.form import File, Place
from handlers.composing.sheet import Sheet, sheet_of
from handlers.permissions import Action, fits
from handlers.typed import decode
from handlers.wire import Target
from storage import drafts, people, publications
from storage.drafts import Draft
from storage.lifecycle import Delivery
from storage.people import Person
from storage.submissions import Submission


def blank(
    session: Session,
    user_id: str,
    draft_id: str,
    text: str,
    *,
    channel_id: str = "",
    files: Sequence[File] = (),
    now: datetime,
) -> Sheet:
    """A new post, for the brand that is reviewed in this channel. With a text, or files, it is a draft at once."""
    person = access.insider(session, user_id)
    place = Place(draft_id, brand=brand_choice.of_channel(session, person, channel_id))
    draft = drafting.begin(session, person, place, now)
    draft.text = decode.storable(text)
    drafting.bring_along(draft, files)
    if text.strip() or files:
        session.add(draft)
    return sheet_of(session, person, draft, now, is_chosen=bool(place.brand))


def copied(session: Session, user_id: str, target: Target | None, draft_id: str, *, now: datetime) -> Sheet:
    """A submission that this person may read as a new post."""
    if target is None:
        raise Denied("no_such_post")
    person = access.reader_of(session, user_id, target.submission_id)
    draft = drafting.begin(session, person, Place(draft_id, copy_of=target.submission_id), now)
    return sheet_of(session, person, draft, now, is_chosen=bool(draft.accounts))


def edited(
    session: Session, user_id: str, target: Target | None, draft_id: str, *, now: datetime, practice: frozenset[int]
) -> Sheet:
    """A submission, as it stands now, or this person's unfinished edit of it."""
    entry = access.enter(session, user_id, target, Action.EDIT, now=now, practice=practice)
    if not _is_editable(session, entry.submission):
        raise Denied("too_late_to_edit", submission=entry.submission.number)
    unfinished = drafts.of_edit(session, user_id, entry.submission.number)
    if unfinished is not None:
        return _opened_again(session, entry.person, unfinished, now)
    place = Place(draft_id, Target(entry.submission.number, entry.submission.revision))
    return sheet_of(session, entry.person, drafting.begin(session, entry.person, place, now), now)


def _is_editable(session: Session, submission: Submission) -> bool:
    """Not when it is over, nor when every account has it already."""
    rows = publications.of_submission(session, submission.number)
    on = [row for row in rows if row.state != Delivery.CANCELLED]
    is_out = bool(on) and all(row.state in drafting.IN_NETWORKS_HANDS for row in on)
    return fits(Action.EDIT, submission.state) and not is_out


def kept(session: Session, user_id: str, draft_id: str, *, now: datetime) -> Sheet:
    """A draft of one's own."""
    person = access.insider(session, user_id)
    draft = drafts.draft(session, draft_id)
    if draft is None or draft.person_id != user_id:
        raise Denied("draft_gone")
    return _opened_again(session, person, draft, now)


def _opened_again(session: Session, person: Person, draft: Draft, now: datetime) -> Sheet:
    """What somebody else did meanwhile is shown on the sheet, so that what is sent next comes after it."""
    drafting.settle_files(draft)
    brand_choice.settle(session, person, draft)
    submission = session.get(Submission, draft.submission_id) if draft.submission_id else None
    if submission is not None and not _is_editable(session, submission):
        _set_free(draft)
        submission = None
    sheet = sheet_of(session, person, draft, now, is_chosen=bool(draft.accounts))
    if submission is not None:
        draft.revision = submission.revision
    session.flush()
    return sheet


def _set_free(draft: Draft) -> None:
    """What it was to change has ended meanwhile; the words are kept, as a new post."""
    draft.copy_of, draft.submission_id, draft.revision = draft.submission_id, None, None


def names_of(session: Session, user_ids: Sequence[str]) -> dict[str, str]:
    """Names of the people whom a message mentions, as far as we know them."""
    return {user_id: found.name for user_id, found in people.people(session, user_ids).items()}
