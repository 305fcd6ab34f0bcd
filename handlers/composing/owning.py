"""Keeping what one account has of its own, as transactions. Nobody's draft is begun here: it is there already."""

from datetime import datetime

from sqlmodel import Session

from handlers.composing import own, saving
from handlers.composing.form import CHOSEN, Place, Typed
from handlers.composing.own import Own
from handlers.composing.sheet import Sheet, sheet_of
from storage import drafts


def typed_own(typed: Typed) -> Own:
    """What stands in the form of one account."""
    is_timed = typed.goes_out == CHOSEN
    return Own(
        text=typed.text,
        date=typed.date if is_timed else None,
        time=typed.time if is_timed else None,
        first_comment=typed.first_comment,
    )


def keep(session: Session, user_id: str, place: Place, typed: Typed, *, seen_at: datetime) -> None:
    """While it is typed, and when the form is closed. Older than what is there already, or of a draft that is gone,
    it is not kept.
    """
    draft = drafts.draft(session, place.draft_id)
    if draft is None or draft.person_id != user_id or seen_at < draft.saved_at:
        return
    own.put(draft, place.account, typed_own(typed))
    draft.saved_at = seen_at


def take(session: Session, user_id: str, place: Place, typed: Typed, *, now: datetime) -> Sheet:
    """When it is sent. Raises Denied or Stranger."""
    person, draft = saving.own(session, user_id, place)
    own.put(draft, place.account, typed_own(typed))
    draft.saved_at = max(now, draft.saved_at)
    session.flush()
    return sheet_of(session, person, draft, now)


def look_ahead(session: Session, user_id: str, place: Place, typed: Typed, *, now: datetime) -> Sheet:
    """How it would be with what stands in the form now; nothing is kept here."""
    person, draft = saving.own(session, user_id, place)
    passing = drafts.Draft(**draft.model_dump())
    own.put(passing, place.account, typed_own(typed))
    return sheet_of(session, person, passing, now)
