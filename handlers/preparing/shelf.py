"""The library as it is shown: plain data. Transactions only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.blocks.library_shown import Item, Shelf
from handlers.blocks.saying import Reader
from handlers.permissions import Action, may
from handlers.showing import nearest
from handlers.showing.readers import reader
from storage import brands, library, media
from storage.brands import Brand
from storage.library import Asset
from storage.media import Facts
from storage.people import Person

SHOWN = 15
"""Rows of one look."""


def look(session: Session, user_id: str, brand_id: int, typed: str, *, now: datetime) -> Shelf:
    """What is found by these words, else the newest. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    brand = nearest.meant(session, every, user_id, brand_id)
    found = library.find(session, brand.number, typed, limit=SHOWN + 1)
    return Shelf(
        reader=reader(person, now),
        brand_id=brand.number,
        typed=typed,
        items=items(session, brand, person, found[:SHOWN], now),
        has_more=len(found) > SHOWN,
        brands=[(one.number, one.name) for one in nearest.readable(session, every, user_id)],
    )


def items(session: Session, brand: Brand, person: Person, found: Sequence[Asset], now: datetime) -> list[Item]:
    known = media.facts(session, [one.sha256 for one in found])
    is_admin = access.is_admin(session, brand, person.user_id)
    return [_item(one, known[one.sha256], brand, is_admin or one.added_by == person.user_id, now) for one in found]


def _item(one: Asset, facts: Facts, brand: Brand, may_change: bool, now: datetime) -> Item:
    return Item(
        number=one.id or 0,
        brand_id=one.brand_id,
        sha256=one.sha256,
        name=one.name,
        alt_text=one.alt_text,
        tags=tuple(one.tags),
        rights=one.rights,
        last_day=last_day(one.expires_at, brand.zone),
        why_not=library.why_not(one, now),
        added_by=one.added_by,
        facts=facts,
        may_change=may_change,
    )


def last_day(expires_at: datetime | None, zone: ZoneInfo) -> str | None:
    """It expires at the end of a day."""
    return (expires_at - timedelta(seconds=1)).astimezone(zone).date().isoformat() if expires_at else None


def item(session: Session, user_id: str, asset_id: int, *, now: datetime) -> tuple[Item, Reader]:
    """One of them, for whoever may read about its brand. Raises Stranger or Denied."""
    person, brand, asset = entered(session, user_id, asset_id)
    return items(session, brand, person, [asset], now)[0], reader(person, now)


def entered(session: Session, user_id: str, asset_id: int, *, for_update: bool = False) -> tuple[Person, Brand, Asset]:
    """An asset, for somebody who may read about its brand. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    asset = library.asset(session, asset_id, for_update=for_update)
    if asset is None:
        raise Denied("no_such_asset")
    brand = brands.brand(session, asset.brand_id)
    access.refuse_in_brand(may(Action.SEE, access.standing_in_brand(session, brand, person)), session, brand)
    return person, brand, asset
