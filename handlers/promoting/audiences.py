"""Notes on whom an account speaks to: everybody sees them, the brand's admins write them. Transactions only."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import available_timezones

from sqlmodel import Session

from handlers.access import Denied
from handlers.blocks.promotions_shown import Audience, Mistake, Standing, Wrong
from handlers.promoting.standing import in_charge, standing
from storage import brands, history
from storage.brands import Account

PARTS = ("who", "language", "zone", "hours")
LONGEST = 200


def shown(session: Session, user_id: str, brand_id: int) -> tuple[Standing, tuple[Audience, ...]]:
    """Of the accounts in use, by name. Raises Stranger or Denied."""
    found, brand = standing(session, user_id, brand_id)
    return found, tuple(_shown(one) for one in brands.active_accounts(session, brand.number))


def _shown(account: Account) -> Audience:
    return Audience(account.id or 0, account.name, dict(account.audience))


def one(session: Session, user_id: str, account_id: int) -> tuple[Audience, str]:
    """To be changed; and the person's language. Raises Stranger or Denied."""
    account = _account(session, account_id)
    person, _ = in_charge(session, user_id, account.brand_id)
    return _shown(account), person.language


def _account(session: Session, account_id: int) -> Account:
    found = session.get(Account, account_id)
    if found is None or not found.is_active:
        raise Denied("no_such_account")
    return found


def save(session: Session, user_id: str, account_id: int, note: Mapping[str, str], *, now: datetime) -> int:
    """The id of its brand. Raises Stranger, Denied or Wrong."""
    account = _account(session, account_id)
    _, brand = in_charge(session, user_id, account.brand_id)
    clean = {name: " ".join(note.get(name, "").split())[:LONGEST] for name in PARTS}
    if clean["zone"] and clean["zone"] not in available_timezones():
        raise Wrong(Mistake.ZONE)
    account.audience = {name: value for name, value in clean.items() if value}
    history.add(session, "audience.changed", actor_id=user_id, at=now, brand_id=brand.number, account=account.name)
    return brand.number
