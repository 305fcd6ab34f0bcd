"""Keeping what was typed, as transactions. A draft outlives every failure; it ends when it is sent or thrown away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.checking import tagging
from handlers.composing import drafting
from handlers.composing.form import Place, Typed
from handlers.composing.own import own_in
from handlers.composing.sheet import Sheet, sheet_of
from handlers.typed import decode
from storage import drafts, submissions
from storage.content import Content, Variant
from storage.drafts import Draft
from storage.people import Person


@dataclass(frozen=True)
class Taken:
    """What was sent, safe in the draft; or the number of the submission that it became before."""

    sheet: Sheet
    became: int | None = None


def take(session: Session, user_id: str, place: Place, typed: Typed, *, now: datetime) -> Taken:
    """Keeps a form that was sent, before anything is judged. Raises Denied or Stranger."""
    person = access.insider(session, user_id)
    draft = drafting.find(session, person, place)
    if draft is None:
        draft = drafting.begin(session, person, place, now)
        drafting.put(session, person, draft, typed, now)
        became = what_it_became(session, person, draft)
        if became is None:
            session.add(draft)
        return Taken(sheet_of(session, person, draft, now), became)
    drafting.put(session, person, draft, typed, max(now, draft.saved_at))
    session.flush()
    return Taken(sheet_of(session, person, draft, now))


def what_it_became(session: Session, person: Person, draft: Draft) -> int | None:
    """The submission that this very draft was sent as: the form came twice, or its button was pressed twice."""
    sent = submissions.from_draft(session, draft.id)
    if sent is not None:
        return sent.number if sent.author_id == person.user_id else None
    if draft.submission_id is None:
        return None
    submission = session.get(submissions.Submission, draft.submission_id)
    if submission is None or draft.revision == submission.revision:
        return None
    current = submissions.current_revision(session, submission)
    is_own = current.created_by == person.user_id
    content = submissions.content_of(session, current)
    return submission.number if is_own and _says_the_same(session, draft, content) else None


def _says_the_same(session: Session, draft: Draft, content: Content) -> bool:
    """In every word: what would be thrown away must be there already."""
    if (content.note, set(content.flags)) != (draft.note, set(draft.flags)):
        return False
    typed = replace(content, text=draft.text, variants=tuple(_typed(one, draft) for one in content.accounts))
    sent = tagging.with_tags(session, draft.brand_id, typed)
    return sent.text == content.text and all(_is_same(sent, content, one) for one in content.accounts)


def _typed(account_id: int, draft: Draft) -> Variant:
    own = own_in(draft.variants, account_id)
    return Variant(account_id, text=own.text, first_comment=own.first_comment)


def _is_same(sent: Content, there: Content, account_id: int) -> bool:
    comments = (one.variant(account_id).first_comment for one in (sent, there))
    return sent.text_for(account_id) == there.text_for(account_id) and len(set(comments)) == 1


def keep(session: Session, user_id: str, place: Place, typed: Typed, *, seen_at: datetime) -> None:
    """Keeps what is being typed, or stood in a form that was closed. `seen_at`: when it arrived, calendar time."""
    person = access.insider(session, user_id)
    draft = drafting.find(session, person, place)
    if draft is not None:
        drafting.put(session, person, draft, typed, seen_at)
        if _is_nothing(session, person, place, draft, seen_at):
            session.delete(draft)
        return
    if submissions.from_draft(session, place.draft_id) is None and not drafting.is_as_begun(
        session, person, place, typed, seen_at
    ):
        begun = drafting.begin(session, person, place, seen_at)
        drafting.put(session, person, begun, typed, seen_at)
        if what_it_became(session, person, begun) is None:
            session.add(begun)


def _is_nothing(session: Session, person: Person, place: Place, draft: Draft, now: datetime) -> bool:
    """A new post whose every word was deleted again is no draft; nor is an edit, or a copy, that changes nothing."""
    if place.target or place.copy_of:
        fresh = drafting.begin(session, person, place, now)
        return drafting.content_fields(fresh) == drafting.content_fields(draft)
    is_empty = not (draft.text.strip() or draft.note.strip() or draft.images or draft.variants)
    return is_empty and not draft.submission_id


def tidy(session: Session, user_id: str, place: Place, *, now: datetime) -> None:
    """The form was closed without saying what stood in it; what is kept may be no draft at all."""
    person = access.insider(session, user_id)
    draft = drafting.find(session, person, place)
    if draft is not None and _is_nothing(session, person, place, draft, now):
        session.delete(draft)


@dataclass(frozen=True)
class Arranged:
    """What the second step says of one image."""

    alt_text: str
    place: int | None
    """From 1; nothing: it is taken out."""


def arrange(session: Session, user_id: str, place: Place, said: Mapping[str, Arranged], *, now: datetime) -> Sheet:
    """Alt texts, order, and what is taken out, by the hash of the image. Raises Denied or Stranger."""
    person, draft = own(session, user_id, place)
    images = [_described(image, said.get(str(image.get("sha256")))) for image in draft.images]
    draft.images = in_order(images, said)
    draft.saved_at = max(now, draft.saved_at)
    session.flush()
    return sheet_of(session, person, draft, now)


def _described(image: Mapping[str, Any], said: Arranged | None) -> dict[str, Any]:
    return {**image, "alt_text": decode.storable(said.alt_text)} if said else dict(image)


def in_order(images: Sequence[dict[str, Any]], said: Mapping[str, Arranged]) -> list[dict[str, Any]]:
    """Whoever was moved goes exactly there; the others close ranks and keep their order."""
    stays = [(rank, image) for rank, image in enumerate(images, 1) if _place(image, rank, said) is not None]

    def where(entry: tuple[int, dict[str, Any]]) -> tuple[float, int]:
        rank, image = entry
        wanted = _place(image, rank, said) or rank
        towards = (wanted > rank) - (wanted < rank)
        return wanted + 0.5 * towards, rank

    return [image for _, image in sorted(stays, key=where)]


def _place(image: Mapping[str, Any], rank: int, said: Mapping[str, Arranged]) -> int | None:
    about = said.get(str(image.get("sha256")))
    return about.place if about else rank


def own(session: Session, user_id: str, place: Place) -> tuple[Person, Draft]:
    """A draft that must be there. Raises Denied or Stranger."""
    person = access.insider(session, user_id)
    draft = drafts.draft(session, place.draft_id)
    if draft is None or draft.person_id != user_id:
        raise Denied("draft_gone")
    return person, draft


def look(session: Session, user_id: str, place: Place, *, now: datetime) -> Sheet:
    """The draft as it is."""
    return sheet_of(session, *own(session, user_id, place), now)


def look_ahead(session: Session, user_id: str, place: Place, typed: Typed, *, now: datetime) -> Sheet:
    """How the form would be drawn with what stands in it now; nothing is kept here."""
    person = access.insider(session, user_id)
    draft = drafting.find(session, person, place)
    passing = Draft(**draft.model_dump()) if draft else drafting.begin(session, person, place, now)
    drafting.put(session, person, passing, typed, max(now, passing.saved_at))
    is_chosen = bool(typed.brand or place.brand or passing.accounts)
    return sheet_of(session, person, passing, now, is_chosen=is_chosen)


def discard(session: Session, user_id: str, draft_id: str) -> None:
    """Throws a draft of one's own away. One that is gone already is gone."""
    access.insider(session, user_id)
    draft = drafts.draft(session, draft_id)
    if draft is not None and draft.person_id != user_id:
        raise Denied("draft_gone")
    drafts.discard(session, draft_id)
