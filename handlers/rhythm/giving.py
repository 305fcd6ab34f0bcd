"""Which slot somebody gets: the next free one of an account. Transactions only.

Whoever gives a slot away holds its account until the end of the transaction, so no two get the same.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.rhythm.free import DAYS_AHEAD, Booking, Span, begins, free, is_stopped
from handlers.rhythm.slots import Moment, ahead
from storage import booked, brands, pauses
from storage.brands import Account, Brand

NO_QUEUE = ""


class NoSlot(Exception):
    """There is no free one within the days that are looked at, or nobody knows, because the account is paused."""

    def __init__(self, *, is_paused: bool) -> None:
        super().__init__("paused" if is_paused else "none")
        self.is_paused = is_paused


def booking_of(session: Session, brand: Brand, account: Account, now: datetime, *, besides: int = 0) -> Booking:
    """Everything in the way of the account's slots from today on."""
    number = account.id or 0
    since = begins(now, brand.zone)
    until = since + timedelta(days=DAYS_AHEAD + 1)
    rows = booked.booked(session, number, since=since, until=until, besides=besides)
    return Booking(
        times=[one.at for one in rows],
        pauses=pauses_of(session, brand, account),
        windows=account.posting_hours,
        most_a_day=account.most_a_day,
    )


def pauses_of(session: Session, brand: Brand, account: Account) -> list[Span]:
    """Those that are not over."""
    standing = pauses.standing(session)
    return [(one.starts_at, one.ends_at) for one in standing if one.is_for(brand.number, [account.id or 0])]


def free_slots(
    session: Session, brand: Brand, account: Account, queue: str, now: datetime, *, besides: int = 0
) -> Iterator[Moment]:
    """Of one queue, in order, as the records stand. A queue that the account has not is that of its other slots."""
    wanted = [slot for slot in account.slots if slot["queue"] == _queue(account, queue)]
    booking = booking_of(session, brand, account, now, besides=besides)
    if is_stopped(booking):
        return iter(())
    return free(ahead(wanted, now, DAYS_AHEAD, brand.zone, brand.holidays), booking, brand.zone)


def _queue(account: Account, wanted: str) -> str:
    known = [slot["queue"] for slot in account.slots]
    return next((name for name in (wanted, NO_QUEUE) if name in known), next(iter(known), NO_QUEUE))


def with_slots(session: Session, account_ids: Sequence[int]) -> list[Account]:
    """Those of the accounts that have a rhythm, by id."""
    found = brands.accounts_by_id(session, account_ids)
    return [found[number] for number in sorted(found) if found[number].slots]


def next_of(
    session: Session, brand: Brand, account_ids: Sequence[int], queue: str, now: datetime, *, besides: int = 0
) -> dict[int, Moment]:
    """The next free slot of each account that has one, to be shown; what is given in the end is found again."""
    accounts = with_slots(session, account_ids)
    found = {one.id or 0: next(free_slots(session, brand, one, queue, now, besides=besides), None) for one in accounts}
    return {number: moment for number, moment in found.items() if moment is not None}


def give(session: Session, brand: Brand, account_id: int, queue: str, now: datetime, *, besides: int = 0) -> datetime:
    """The next free slot of the account, which is held from here on. Raises NoSlot."""
    account = brands.lock_account(session, account_id)
    found = next(free_slots(session, brand, account, queue, now, besides=besides), None)
    if found is None:
        raise NoSlot(is_paused=is_stopped(booking_of(session, brand, account, now, besides=besides)))
    return found.at


def is_slot(account: Account, at: datetime, zone: ZoneInfo) -> Moment | None:
    """The slot of the account that this very moment is, if it is one."""
    return next((one for one in ahead(account.slots, at - timedelta(seconds=1), 1, zone, ()) if one.at == at), None)
