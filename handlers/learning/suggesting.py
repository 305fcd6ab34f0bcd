"""The time that is suggested in the composer: the best hour of the days to come, by its accounts' own results."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from handlers.learning.curve import HOURS, Better
from handlers.learning.lessons import Lesson, allowed_hours, lesson_of
from handlers.reporting.resulting import hour_of_week, readers_zone
from storage import brands, publications
from storage.brands import Account, Brand

AT_LEAST = timedelta(hours=2)
"""Approvers have so long before a suggested time."""

AHEAD = timedelta(days=7)
APART = timedelta(minutes=30)
"""From anything else that goes out on the account."""

ONE_IN = 5
"""Of so many days, on one a time is suggested to learn from, where the brand explores."""


@dataclass(frozen=True)
class Suggestion:
    """A time, and what speaks for it."""

    at: datetime
    account: str
    """Whose results; of several, those that tell most."""
    results: int
    better: Better
    is_to_learn: bool = False
    """Chosen to learn from, not because it is known to be good."""


def suggested(session: Session, brand: Brand, account_ids: Iterable[int], now: datetime) -> Suggestion | None:
    """Nothing where no account's results speak for any hour, or no such hour is free within a week.

    What is suggested to learn from needs no hour that stands out: without it none may ever do.
    """
    every = list(brands.accounts_by_id(session, account_ids).values())
    known = [(one, lesson) for one in every if (lesson := lesson_of(session, one.id or 0)).shares]
    known.sort(key=lambda one: (-one[1].results, one[0].name))
    told = next((one for one in known if one[1].tells), None)
    best = _best(session, brand, *told, every, now) if told else None
    if not known or not brand.explores or not _is_for_learning(known[0][0], now, brand):
        return best
    return _to_learn(session, brand, *known[0], every, now) or best


def _to_learn(
    session: Session, brand: Brand, account: Account, lesson: Lesson, every: list[Account], now: datetime
) -> Suggestion | None:
    wanted = lesson.to_learn
    at = next((at for at, hour in _open(session, brand, account, every, now) if hour == wanted), None)
    if at is None or wanted is None:
        return None
    return Suggestion(at, account.name, lesson.results, lesson.better(wanted), is_to_learn=True)


def _best(
    session: Session, brand: Brand, account: Account, lesson: Lesson, every: list[Account], now: datetime
) -> Suggestion | None:
    free = list(_open(session, brand, account, every, now))
    if not free:
        return None
    at, hour = max(free, key=lambda one: (lesson.shares[one[1]] + lesson.lows[one[1]], -one[0].timestamp()))
    better = lesson.better(hour)
    return Suggestion(at, account.name, lesson.results, better) if better.share > 0 else None


def _open(
    session: Session, brand: Brand, account: Account, every: list[Account], now: datetime
) -> Iterator[tuple[datetime, int]]:
    """Full hours to come that all accounts are open at and nothing else is near; with their hour of the week."""
    zone, first = readers_zone(account, brand), _full_hour(now + AT_LEAST)
    closed = [frozenset(range(HOURS)) - allowed_hours(one, brand, now) for one in every]
    zones = [readers_zone(one, brand) for one in every]
    taken = [
        at
        for one in every
        for at in publications.due_times(session, one.id or 0, since=first - APART, until=first + AHEAD + APART)
    ]
    for number in range(int(AHEAD / timedelta(hours=1))):
        at = first + timedelta(hours=number)
        is_shut = any(hour_of_week(at, there) in hours for there, hours in zip(zones, closed, strict=True))
        if not is_shut and all(abs(other - at) >= APART for other in taken):
            yield at, hour_of_week(at, zone)


def _full_hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _is_for_learning(account: Account, now: datetime, brand: Brand) -> bool:
    """The same all day, so that a form that is opened twice suggests the same."""
    day = now.astimezone(brand.zone).date().isoformat()
    return zlib.crc32(f"{account.id}:{day}".encode()) % ONE_IN == 0
