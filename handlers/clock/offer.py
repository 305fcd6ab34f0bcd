"""A slot that became free is offered to one author whose submission waits for a later one."""

import logging
from datetime import datetime

from handlers.desk import Desk
from handlers.rhythm import offering

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Offers what is free, and lets lapse what is not; how many were offered."""
    offered = 0
    for number in await desk.database.read(offering.due, now=now):
        try:
            offered += await desk.database.write(offering.look, number, now=now)
        except Exception:
            log.exception("Slot %s could not be offered", number)
    if offered:
        desk.wake.deliver()
    return offered
