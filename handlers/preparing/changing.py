"""Changes of what the library holds: its description, until when it may be used, and taking it out. Transactions."""

from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.checking import barring
from handlers.preparing import adding, shelf
from handlers.preparing.adding import Said
from storage import brands, history, library
from storage.brands import Brand, Role
from storage.library import Asset
from storage.people import Person


def change(session: Session, user_id: str, asset_id: int, said: Said, *, now: datetime) -> str:
    """As it was said in the form; the person's language. Raises Stranger, Denied or NoSuchDay."""
    person, brand, asset = _mine(session, user_id, asset_id)
    adding.describe(asset, said, brand.zone, now)
    library.index(session, asset)
    _settle(session, "library.changed", asset, user_id, now)
    return person.language


def withdraw(session: Session, user_id: str, asset_id: int, *, now: datetime) -> None:
    """From now on it may not be used. Raises Stranger or Denied."""
    _, _, asset = _mine(session, user_id, asset_id)
    if asset.withdrawn_at is not None:
        raise Denied("asset_withdrawn", name=asset.name, by=asset.withdrawn_by or "", at=asset.withdrawn_at)
    asset.withdrawn_at, asset.withdrawn_by = now, user_id
    _settle(session, "library.withdrawn", asset, user_id, now)


def bring_back(session: Session, user_id: str, asset_id: int, *, now: datetime) -> None:
    """It may be used again, as long as it has not expired. Raises Stranger or Denied."""
    _, _, asset = _mine(session, user_id, asset_id)
    if asset.withdrawn_at is None:
        raise Denied("asset_not_withdrawn", name=asset.name)
    asset.withdrawn_at = asset.withdrawn_by = None
    _settle(session, "library.brought_back", asset, user_id, now)


def _mine(session: Session, user_id: str, asset_id: int) -> tuple[Person, Brand, Asset]:
    """Whoever added it, and the brand's admins, may change it. Raises Stranger or Denied."""
    person, brand, asset = shelf.entered(session, user_id, asset_id, for_update=True)
    if asset.added_by != user_id and not access.is_admin(session, brand, user_id):
        admins = brands.named(session, brand.number, Role.ADMIN)
        raise Denied("asset_not_yours", name=asset.name, by=asset.added_by, admins=admins)
    return person, brand, asset


def _settle(session: Session, kind: str, asset: Asset, user_id: str, now: datetime) -> None:
    barring.settle(session, asset, by=user_id, now=now)
    history.add(session, kind, actor_id=user_id, at=now, brand_id=asset.brand_id, asset=asset.id, name=asset.name)
