"""A pause whose time has come is over: cards lose their banner, and the channel reads what was passed over."""

import logging
from datetime import datetime

from sqlmodel import Session

from handlers.desk import Desk
from handlers.pausing import stopping
from storage import pauses

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Ends what has lapsed; how many pauses that was."""
    lapsed = await desk.database.read(list_lapsed, now=now)
    for pause_id in lapsed:
        try:
            await desk.database.write(lapse, pause_id, now=now)
        except Exception:
            log.exception("Pause %s has lapsed, and could not be ended", pause_id)
    if lapsed:
        desk.wake.deliver()
    return len(lapsed)


def list_lapsed(session: Session, *, now: datetime) -> list[int]:
    """Nothing goes out before they are ended here: the gate asks for the time itself."""
    return [one.number for one in pauses.standing(session) if one.ends_at is not None and one.ends_at <= now]


def lapse(session: Session, pause_id: int, *, now: datetime) -> bool:
    """False when somebody was faster."""
    pause = pauses.locked(session, pause_id)
    if pause is None or pause.is_over:
        return False
    stopping.end(session, pause, now)
    return True
