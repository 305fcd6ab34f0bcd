"""Which brand a post is for: its channel's, else the only one that its author writes for, else the author is asked.

Transactions only.
"""

from dataclasses import replace

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.composing.form import Place, Typed
from handlers.permissions import Action, may
from storage import brands
from storage.brands import Brand
from storage.drafts import Draft
from storage.people import Person
from storage.submissions import Submission


def writable(session: Session, person: Person) -> tuple[Brand, ...]:
    """The brands that somebody may write for; at least one. Raises Denied."""
    every = brands.all_active(session)
    found = tuple(one for one in every if may(Action.SUBMIT, access.standing_in_brand(session, one, person)) is None)
    if not found:
        check(session, person, every[0])
    return found


def check(session: Session, person: Person, brand: Brand) -> None:
    """Raises Denied for somebody who may not write for it, or for a brand that is not used any more."""
    if not brand.is_active:
        raise Denied("no_such_brand")
    no = may(Action.SUBMIT, access.standing_in_brand(session, brand, person))
    access.refuse_in_brand(no, session, brand)


def of_channel(session: Session, person: Person, channel_id: str) -> int:
    """The id of the one brand that is reviewed in the channel; 0 when there is none, or several."""
    here = {brand.number for brand in brands.of_channel(session, channel_id)}
    found = [brand.number for brand in writable(session, person) if brand.number in here]
    return found[0] if len(found) == 1 else 0


def begins_with(session: Session, person: Person, place: Place) -> tuple[Brand, bool]:
    """The brand of a draft that is not stored yet, and whether that is certain. Raises Denied."""
    about = place.target.submission_id if place.target else place.copy_of
    if about is not None:
        submission = session.get(Submission, about)
        if submission is None:
            raise Denied("no_such_post")
        if place.target:
            return brands.brand(session, submission.brand_id), True
        place = replace(place, brand=place.brand or submission.brand_id)
    found = writable(session, person)
    chosen = next((brand for brand in found if brand.number == place.brand), None)
    return chosen or found[0], chosen is not None or len(found) == 1


def choose(session: Session, person: Person, draft: Draft, typed: Typed) -> Typed:
    """The draft is for the brand that was chosen in the form; what was chosen for another brand goes. Raises Denied."""
    if typed.brand is None or draft.submission_id is not None:
        return typed
    if typed.brand not in [brand.number for brand in writable(session, person)]:
        raise Denied("no_such_brand")
    if typed.brand == draft.brand_id:
        return typed
    draft.brand_id, draft.campaign, draft.accounts = typed.brand, None, []
    return replace(typed, accounts=None, campaign=None)


def settle(session: Session, person: Person, draft: Draft) -> None:
    """A draft whose brand is gone, or is closed to its author now, is for none until its author chooses one."""
    if draft.submission_id is not None:
        return
    found = [brand.number for brand in writable(session, person)]
    if draft.brand_id not in found:
        draft.brand_id, draft.campaign, draft.accounts = found[0], None, []
