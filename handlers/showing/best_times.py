"""Which account somebody asks about, and everything that is shown of it."""

from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.blocks.best_time import Shown
from handlers.learning import lessons
from handlers.reporting.resulting import readers_zone
from handlers.showing import nearest
from handlers.showing.readers import reader
from storage import brands, snippets
from storage.brands import Account, Brand


def shown_of(session: Session, user_id: str, wanted: int, *, now: datetime) -> Shown:
    """The account of this id, if this person may read about it, else the first of the brand that is nearest to them.

    Raises Stranger or Denied.
    """
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    offered = [
        (brand, account)
        for brand in nearest.readable(session, every, user_id)
        for account in brands.active_accounts(session, brand.number)
    ]
    if not offered:
        raise Denied("no_brand_to_see")
    near = nearest.meant(session, every, user_id)
    brand, account = _chosen(session, offered, wanted, near)
    has_several = len({one.number for one, _ in offered}) > 1
    return Shown(
        reader=reader(person, now),
        account_id=account.id or 0,
        account=account.name,
        network=account.network,
        lesson=lessons.lesson_of(session, account.id or 0),
        zone=readers_zone(account, brand),
        allowed=lessons.allowed_hours(account, brand, now),
        accounts=[(one.id or 0, f"{of.name}: {one.name}" if has_several else one.name) for of, one in offered],
        is_admin=access.is_admin(session, brand, user_id),
        explores=brand.explores,
        groups=snippets.hashtag_groups(session, brand.number),
    )


def _chosen(session: Session, offered: list[tuple[Brand, Account]], wanted: int, near: Brand) -> tuple[Brand, Account]:
    """What was asked for, else of the nearest brand the account that has most to tell."""
    for brand, account in offered:
        if account.id == wanted:
            return brand, account
    close = [one for one in offered if one[0].number == near.number] or offered
    return max(close, key=lambda one: lessons.lesson_of(session, one[1].id or 0).results)


def account_called(session: Session, user_id: str, name: str) -> int:
    """The id of the account of this name that the person may read about; 0 where there is none."""
    for brand in nearest.readable(session, brands.all_active(session), user_id):
        for account in brands.active_accounts(session, brand.number):
            if name.casefold() in (account.name.casefold(), account.network):
                return account.id or 0
    return 0
