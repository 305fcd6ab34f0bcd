"""For which brand somebody looks at promotions or tags, and whether they may change them. Transactions only."""

from sqlmodel import Session

from handlers import access
from handlers.blocks.promotions_shown import Standing
from handlers.permissions import Action, may
from handlers.showing import nearest
from storage import brands
from storage.brands import Brand
from storage.people import Person


def standing(session: Session, user_id: str, brand_id: int) -> tuple[Standing, Brand]:
    """At the brand that was chosen, or the nearest. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    brand = nearest.meant(session, every, user_id, brand_id)
    choice = [(one.number, one.name) for one in nearest.readable(session, every, user_id)]
    may_change = may(Action.CONFIGURE, access.standing_in_brand(session, brand, person)) is None
    return Standing(brand.number, person.language, may_change, tuple(choice) if len(choice) > 1 else ()), brand


def in_charge(session: Session, user_id: str, brand_id: int) -> tuple[Person, Brand]:
    """For whoever may change it. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    brand = next((one for one in brands.all_active(session) if one.number == brand_id), None)
    if brand is None:
        raise access.Denied("no_such_brand")
    access.refuse_in_brand(may(Action.CONFIGURE, access.standing_in_brand(session, brand, person)), session, brand)
    return person, brand
