"""The weeks of a brand's accounts, as the records stand. Transactions only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from handlers.rhythm.free import Booking
from handlers.rhythm.giving import pauses_of
from handlers.rhythm.slots import Rhythm
from handlers.rhythm.week import DAYS, Week, week_of
from storage import booked, brands
from storage.brands import Account, Brand


@dataclass(frozen=True)
class AccountWeek:
    """One account's."""

    account_id: int
    name: str
    network: str
    week: Week


def rhythm_of(account: Account) -> Rhythm:
    return Rhythm(tuple(account.slots), account.most_a_day, account.aim_a_week)


def weeks(session: Session, brand: Brand, monday: date, now: datetime) -> list[AccountWeek]:
    """Of every account in use, by name."""
    return [
        AccountWeek(one.id or 0, one.name, one.network, _week(session, brand, one, monday, now))
        for one in brands.active_accounts(session, brand.number)
    ]


def aiming(session: Session, brand: Brand, monday: date, now: datetime) -> list[AccountWeek]:
    """Of those accounts that have an aim."""
    return [
        AccountWeek(one.id or 0, one.name, one.network, _week(session, brand, one, monday, now))
        for one in brands.active_accounts(session, brand.number)
        if one.aim_a_week
    ]


def _week(session: Session, brand: Brand, account: Account, monday: date, now: datetime) -> Week:
    begins, ends = _span(brand, monday)
    rows = booked.booked(session, account.id or 0, since=begins, until=ends)
    return week_of(
        rhythm_of(account), rows, _booking(session, brand, account, rows), monday, brand.zone, brand.holidays, now
    )


def _booking(session: Session, brand: Brand, account: Account, rows: Sequence[booked.Booked]) -> Booking:
    return Booking(
        times=[one.at for one in rows],
        pauses=pauses_of(session, brand, account),
        windows=account.posting_hours,
        most_a_day=account.most_a_day,
    )


def _span(brand: Brand, monday: date) -> tuple[datetime, datetime]:
    begins, ends = (
        datetime.combine(day, time(), brand.zone).astimezone(UTC) for day in (monday, monday + timedelta(days=DAYS))
    )
    return begins, ends
