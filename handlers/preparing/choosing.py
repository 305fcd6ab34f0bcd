"""What was prepared, on its way into a draft: an image of the library, a snippet's text. Transactions only."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.composing import brand_choice, drafting, saving
from handlers.composing.drafting import MOST_IMAGES
from handlers.composing.flaws import Trouble
from handlers.composing.form import FILES, Place, Typed
from handlers.composing.sheet import Sheet, sheet_of
from storage import brands, library, media, snippets
from storage.drafts import Draft
from storage.library import Asset
from storage.people import Person
from storage.snippets import Snippet


@dataclass(frozen=True)
class Chosen:
    """The composer after a choice, and why nothing came of it, if so."""

    sheet: Sheet
    trouble: Trouble | None = None


def offered_assets(
    session: Session, user_id: str, place: Place, typed: str, *, now: datetime, limit: int
) -> Sequence[Asset]:
    """Of the brand that is written for; only what may be used. Raises Stranger or Denied."""
    _check(session, user_id, place)
    return library.find(session, place.brand, typed, usable_at=now, limit=limit)


def offered_snippets(session: Session, user_id: str, place: Place, typed: str, *, limit: int) -> Sequence[Snippet]:
    """Of the brand that is written for. Raises Stranger or Denied."""
    _check(session, user_id, place)
    return snippets.find(session, place.brand, typed, limit=limit)


def _check(session: Session, user_id: str, place: Place) -> Person:
    """Whoever edits a post may not be named as an author, but reads about the brand."""
    person = access.insider(session, user_id)
    brand = brands.brand(session, place.brand)
    if place.target is None:
        brand_choice.check(session, person, brand)
    elif not access.may_read(session, brand, user_id):
        raise access.Denied("no_such_post")
    return person


def take_asset(session: Session, user_id: str, place: Place, typed: Typed, asset_id: int, *, now: datetime) -> Chosen:
    """Its image, with its alt text, into the draft; what else stands in the form is kept with it."""
    person = _check(session, user_id, place)
    asset = library.asset(session, asset_id)
    if asset is None or asset.brand_id != place.brand:
        raise access.Denied("no_such_asset")
    draft = _kept(session, person, place, typed, now)
    trouble = _put(session, draft, asset, now)
    session.flush()
    return Chosen(sheet_of(session, person, draft, now), trouble)


def _put(session: Session, draft: Draft, asset: Asset, now: datetime) -> Trouble | None:
    why = library.why_not(asset, now)
    if why is not None:
        return Trouble(FILES, f"asset_{why}", {"name": asset.name})
    if asset.sha256 in [image.get("sha256") for image in draft.images]:
        return Trouble(FILES, "asset_there", {"name": asset.name})
    if len(draft.images) >= MOST_IMAGES:
        return Trouble(FILES, "too_many_files", {"found": len(draft.images) + 1, "allowed": MOST_IMAGES})
    facts = media.facts(session, [asset.sha256])[asset.sha256]
    image = {"sha256": asset.sha256, "name": asset.name, "alt_text": asset.alt_text, **asdict(facts)}
    draft.images = [*draft.images, image]
    return None


def take_snippet(
    session: Session, user_id: str, place: Place, typed: Typed, snippet_id: int, *, now: datetime
) -> tuple[Sheet, str]:
    """The composer with everything that stands in it kept, and the text that is to stand below."""
    person = _check(session, user_id, place)
    snippet = snippets.snippet(session, snippet_id)
    if snippet is None or snippet.brand_id != place.brand or not snippet.is_active:
        raise access.Denied("no_such_snippet")
    draft = _kept(session, person, place, typed, now)
    draft.text = f"{draft.text}\n\n{snippet.text}" if draft.text.strip() else snippet.text
    session.flush()
    return sheet_of(session, person, draft, now), snippet.text


def _kept(session: Session, person: Person, place: Place, typed: Typed, now: datetime) -> Draft:
    """The draft with what stands in the form; a form that is drawn anew shows no files of the last one."""
    draft = drafting.find(session, person, place)
    is_new = draft is None
    draft = draft or drafting.begin(session, person, place, now)
    drafting.put(session, person, draft, typed, max(now, draft.saved_at))
    drafting.settle_files(draft)
    if is_new and saving.what_it_became(session, person, draft) is not None:
        # It was sent while this was on its way.
        raise access.Denied("draft_gone")
    session.add(draft)
    return draft


def turned(sheet: Sheet, block_id: str) -> Sheet:
    """With fields of other names than the one in which it was chosen."""
    last = block_id.rpartition("_")[2]
    return replace(sheet, turn=int(last) % 1000 + 1 if last.isascii() and last.isdecimal() and len(last) < 5 else 1)
