"""What an admin wants deleted is deleted at its network, and tried again while that may help.

A process that dies in the middle leaves it for a later round: the call may be repeated.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from handlers.desk import Desk
from handlers.knowing import accounts
from handlers.problem import Problem
from handlers.publication import removing
from handlers.publisher import Doubtful, Refused, Removal
from storage import removals
from storage.removals import ToRemove

log = logging.getLogger(__name__)

CALL = timedelta(seconds=30)
"""The hard end of one call."""

LEASE = timedelta(minutes=2)
"""Machine time after which somebody else tries what this process had taken."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Tries what is to be tried; how many publications that was."""
    machine = desk.machine()
    if not await desk.database.read(removals.is_due, machine_now=machine):
        return 0
    due = await desk.database.write(removals.take, machine_now=machine, again_at=machine + LEASE)
    await asyncio.gather(*(_remove(desk, one, now) for one in due))
    if due:
        desk.wake.deliver()
    return len(due)


async def _remove(desk: Desk, one: ToRemove, now: datetime) -> None:
    """Whatever goes wrong stays with this publication."""
    answer = await _ask(desk, one)
    try:
        await desk.database.write(removing.conclude, one, answer, now=now, machine_now=desk.machine())
    except Exception:
        log.exception("What became of deleting publication %s could not be written: %s", one.publication_id, answer)


async def _ask(desk: Desk, one: ToRemove) -> Removal:
    publisher = await accounts.publisher_of(desk, one.account_id)
    if publisher is None:
        return Refused(Problem.NO_PUBLISHER)
    if not publisher.manner.can_take_down:
        return Refused(Problem.CANT)
    try:
        async with asyncio.timeout(CALL.total_seconds()):
            return await publisher.take_down(one.remote_id)
    except TimeoutError:
        return Doubtful(f"no answer within {CALL.total_seconds():.0f} s")
    except Exception as fault:
        log.exception("The publisher of account %s broke its promise", one.account_id)
        return Doubtful(f"the publisher failed: {type(fault).__name__}")
