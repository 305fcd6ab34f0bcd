"""What is warned of about a time: another of the account's within five minutes, and days on which people think twice.

Transactions only.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlmodel import Session

from handlers.checks.warnings import Code, Warned
from handlers.rhythm.days import names_on
from handlers.rhythm.free import APART
from storage import booked
from storage.brands import Brand


def warned(
    session: Session, brand: Brand, number: int, due: Mapping[int, datetime | None], now: datetime
) -> Iterator[Warned]:
    """Of the submission of that number; `due`: when it goes out, by account, nothing: as soon as it is approved."""
    yield from _sensitive(brand, due, now)
    yield from _close(session, number, due)


def _sensitive(brand: Brand, due: Mapping[int, datetime | None], now: datetime) -> Iterator[Warned]:
    """What has no time of its own most likely goes out today."""
    if not brand.sensitive_days:
        return
    for day in sorted({(at or now).astimezone(brand.zone).date() for at in due.values()}):
        for name in names_on(brand.sensitive_days, day):
            yield Warned(Code.SENSITIVE_DAY, {"found": name, "day": day.isoformat()})


def _close(session: Session, number: int, due: Mapping[int, datetime | None]) -> Iterator[Warned]:
    for account_id, at in sorted(due.items()):
        if at is None:
            continue
        for other in booked.booked(session, account_id, since=at - APART, until=at + APART, besides=number):
            if abs(other.at - at) < APART:
                of_some = (account_id,) if len(due) > 1 else ()
                yield Warned(Code.TOO_CLOSE, {"post": other.submission_id}, accounts=of_some)
