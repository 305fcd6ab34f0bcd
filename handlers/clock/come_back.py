"""Somebody's time away has ended: cards name them again. Nobody is told; everybody concerned was told until when."""

import logging
from datetime import datetime

from sqlmodel import Session

from handlers.covering import leaving
from handlers.desk import Desk
from storage import absences, people

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Ends what has lapsed; how many absences that was."""
    lapsed = await desk.database.read(absences.lapsed, now=now)
    for user_id in lapsed:
        try:
            await desk.database.write(come_back, user_id, now=now)
        except Exception:
            log.exception("The absence of %s has lapsed, and could not be ended", user_id)
    if lapsed:
        desk.wake.deliver()
    return len(lapsed)


def come_back(session: Session, user_id: str, *, now: datetime) -> bool:
    """False when somebody was faster."""
    row, person = absences.lock_of(session, user_id), people.person(session, user_id)
    if row is None or person is None or row.ends_at is None or row.ends_at > now:
        return False
    leaving.end(session, row, person, now=now)
    return True
