"""The day before something goes out that was approved long ago, its approvers are asked whether it is still right."""

import logging
from datetime import datetime

from handlers.confirming import asking
from handlers.desk import Desk

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Asks where it is time; how many questions that was."""
    asked = 0
    for number in await desk.database.read(asking.list_to_ask, now=now):
        try:
            asked += await desk.database.write(asking.ask, number, now=now)
        except Exception:
            log.exception("Nobody could be asked whether submission %s is still right", number)
    if asked:
        desk.wake.deliver()
    return asked
