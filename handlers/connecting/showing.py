"""The accounts of the brands that somebody sets up, and how each stands. Transactions only."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from handlers import access
from handlers.access import Denied
from handlers.permissions import Action, may
from storage import brands, credentials
from storage.brands import Account, Brand
from storage.credentials import Kept
from storage.people import Person


@dataclass(frozen=True)
class AccountState:
    """One account."""

    account_id: int
    brand_id: int
    name: str
    network: str
    address: str
    shown: str
    """What the network calls it; empty unless it was connected."""
    broken_detail: str | None
    ends_at: datetime | None
    """When somebody must have connected it again."""


@dataclass(frozen=True)
class AccountList:
    """All of them, for one person."""

    language: str
    zone: ZoneInfo
    brands: tuple[tuple[int, str, tuple[AccountState, ...]], ...]
    """Number and name of each, and its accounts."""


def accounts_for(session: Session, user_id: str) -> AccountList:
    """Of the brands that this person is an admin of. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    own = [brand for brand in brands.all_active(session) if access.is_admin(session, brand, user_id)]
    if not own:
        first = brands.the_brand(session)
        access.refuse_in_brand(may(Action.CONFIGURE, access.standing_in_brand(session, first, person)), session, first)
    return AccountList(person.language, own[0].zone, tuple(_of(session, brand) for brand in own))


def _of(session: Session, brand: Brand) -> tuple[int, str, tuple[AccountState, ...]]:
    known = {one.id: one for one in credentials.every(session)}
    rows = brands.active_accounts(session, brand.number)
    return brand.number, brand.name, tuple(_state(row, known.get(row.credential_id or 0)) for row in rows)


def _state(row: Account, kept: Kept | None) -> AccountState:
    return AccountState(
        account_id=row.id or 0,
        brand_id=row.brand_id,
        name=row.name,
        network=row.network,
        address=row.address,
        shown=kept.name if kept else "",
        broken_detail=row.broken_detail if row.broken_since else None,
        ends_at=kept.ends_at if kept else None,
    )


def account_for(session: Session, user_id: str, account_id: int) -> tuple[Person, AccountState]:
    """One account, for an admin of its brand. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    query = select(Account).where(Account.id == account_id, col(Account.is_active).is_(True))
    row = session.exec(query).first()
    if row is None:
        raise Denied("no_such_account")
    check_admin(session, person, row.brand_id)
    kept = credentials.kept(session, row.credential_id) if row.credential_id else None
    return person, _state(row, kept)


def admin_of(session: Session, user_id: str, brand_id: int) -> Person:
    """Somebody who may connect accounts for the brand. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    if all(one.number != brand_id for one in brands.all_active(session)):
        raise Denied("no_such_brand")
    check_admin(session, person, brand_id)
    return person


def check_admin(session: Session, person: Person, brand_id: int) -> None:
    """Raises Denied."""
    brand = brands.brand(session, brand_id)
    access.refuse_in_brand(may(Action.CONFIGURE, access.standing_in_brand(session, brand, person)), session, brand)
