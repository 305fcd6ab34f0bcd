"""What goes out before long is checked once more, while there is time to act: links, promotions, what networks take.

Only what is new is told, once. What certainly does not work is held until it is mended, or somebody sends it as it is.
"""

import asyncio
import logging
from datetime import datetime

from handlers.checking import again, links, spelling
from handlers.checking.again import Due
from handlers.desk import Desk

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Submissions whose links are looked at side by side: a slow server keeps no other's check waiting."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Checks what it is time to check; of how many somebody was told."""
    due, told = await desk.database.read(again.list_due, now=now), 0
    for place in range(0, len(due), AT_ONCE):
        told += sum(await asyncio.gather(*(_safely(desk, one, now) for one in due[place : place + AT_ONCE])))
    if told:
        desk.wake.deliver()
        desk.wake.publish()
    return told


async def _safely(desk: Desk, one: Due, now: datetime) -> bool:
    try:
        return await _check(desk, one, now)
    except Exception:
        log.exception("Submission %s could not be checked again", one.number)
        return False


async def _check(desk: Desk, one: Due, now: datetime) -> bool:
    await links.look(desk, one.texts)
    await spelling.look(desk, one.texts)
    known = {number: desk.publishers[number] for number in one.accounts if number in desk.publishers}
    allowances = {number: publisher.allowance() for number, publisher in known.items()}
    return await desk.database.write(again.check, one.number, now=now, allowances=allowances)
