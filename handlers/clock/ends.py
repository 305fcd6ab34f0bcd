"""Accesses that end: admins are reminded 14, 7 and 2 days before, and what has ended holds back what would fail.

Only where nobody but a person can help: what is renewed by itself moves its end on, long before these days.
"""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.connecting import breaking
from handlers.desk import Desk
from handlers.knowing import admins
from storage import brands, connections, credentials
from storage.brands import Account
from storage.credentials import Kept

log = logging.getLogger(__name__)

DAYS_BEFORE = (14, 7, 2)

ENDED = "the access has ended"


async def run_due(desk: Desk, now: datetime) -> int:
    """Looks at every access; of how many people were told."""
    told = 0
    for one in await desk.database.read(ending, machine_now=desk.machine()):
        try:
            told += await desk.database.write(tell, one, now=now, machine_now=desk.machine())
        except Exception:
            log.exception("Nobody could be told of the end of %s on %s", one.name, one.network)
    if told:
        desk.wake.deliver()
    return told


def ending(session: Session, *, machine_now: datetime) -> list[Kept]:
    """Those of which people should hear, and have not."""
    return [one for one in credentials.every(session) if days_left(one.ends_at, machine_now) is not None]


def days_left(ends_at: datetime | None, machine_now: datetime) -> int | None:
    """The smallest of the days before within which it ends; 0 when it has ended, nothing while there is time."""
    if ends_at is None or ends_at > machine_now + timedelta(days=max(DAYS_BEFORE)):
        return None
    left = [days for days in DAYS_BEFORE if ends_at <= machine_now + timedelta(days=days)]
    return min(left) if ends_at > machine_now else 0


def tell(session: Session, one: Kept, *, now: datetime, machine_now: datetime) -> bool:
    """Once for each of the days, however many processes look."""
    days = days_left(one.ends_at, machine_now)
    rows = [row for row in connections.at(session, one.network, one.address) if row.is_active]
    if days is None or not rows or not credentials.reminded(session, one.id, days):
        return False
    if days == 0:
        breaking.broke(session, [row.id or 0 for row in rows], ENDED, now=now).write(session, now)
    else:
        for row in rows:
            _remind(session, row, one, days, now)
    return True


def _remind(session: Session, row: Account, one: Kept, days: int, now: datetime) -> None:
    assert one.ends_at is not None, "it has an end"
    key = f"account_ends:{row.id}:{one.ends_at.isoformat()}:{days}"
    about = {"account": row.id, "name": row.name, "network": row.network, "ends_at": one.ends_at.isoformat()}
    admins.tell(session, brands.brand(session, row.brand_id), key, "account_ends", now=now, **about)
