"""What goes out before long is checked once more, while there is time to act: links, promotions, what networks take.

Only what is new is told, once. What certainly does not work is held until it is mended, or somebody sends it as it is.
"""

import logging
from datetime import datetime

from handlers.checking import again, links, spelling
from handlers.checking.again import Due
from handlers.desk import Desk

log = logging.getLogger(__name__)


async def run_due(desk: Desk, now: datetime) -> int:
    """Checks what it is time to check; of how many somebody was told."""
    told = 0
    for one in await desk.database.read(again.list_due, now=now):
        try:
            told += await _check(desk, one, now)
        except Exception:
            log.exception("Submission %s could not be checked again", one.number)
    if told:
        desk.wake.deliver()
        desk.wake.publish()
    return told


async def _check(desk: Desk, one: Due, now: datetime) -> bool:
    await links.look(desk, one.texts)
    await spelling.look(desk, one.texts)
    known = {number: desk.publishers[number] for number in one.accounts if number in desk.publishers}
    allowances = {number: publisher.allowance() for number, publisher in known.items()}
    return await desk.database.write(again.check, one.number, now=now, allowances=allowances)
