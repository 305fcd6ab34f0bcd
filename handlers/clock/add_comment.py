"""The first comment under what has just come to life, once.

1. Claim it, and commit: after a crash it is known that it may have been written.
2. The one call, with a hard end; nothing of it is repeated here.
3. Finish under the fence. A process that died in the middle leaves doubt, and people are told.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from handlers.desk import Desk
from handlers.knowing import accounts
from handlers.problem import Problem
from handlers.publication import commenting
from handlers.publication.outgoing import Altered
from handlers.publisher import Doubtful, HandedOver, NotSent, Outcome, Outgoing, Publisher, Refused
from storage import first_comments
from storage.database import StorageError
from storage.first_comments import ToWrite

log = logging.getLogger(__name__)

CALL = timedelta(seconds=60)
"""The hard end of the one call."""

LEASE = timedelta(seconds=100)
"""Machine time; longer than a call can last, so that a lease that ran out means that its process is gone."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Writes what is due, and takes over what was abandoned; how many that was."""
    machine = desk.machine()
    lost = await desk.database.read(first_comments.abandoned, machine_now=machine)
    for one in lost:
        await _finish(desk, one, Doubtful("the process ended in the middle of it"), now)
        desk.wake.deliver()
    if not await desk.database.read(first_comments.is_due, now=now):
        return len(lost)
    due = await desk.database.write(
        first_comments.take, now=now, machine_now=machine, owner=desk.owner, lease_until=machine + LEASE
    )
    await asyncio.gather(*(_write(desk, one, now) for one in due))
    if due:
        desk.wake.deliver()
    return len(lost) + len(due)


async def _write(desk: Desk, one: ToWrite, now: datetime) -> None:
    outcome = await _attempt(desk, one)
    await _finish(desk, one, outcome, now)


async def _finish(desk: Desk, one: ToWrite, outcome: Outcome, now: datetime) -> None:
    """Whatever goes wrong stays with this one; its lease brings it back, as doubt."""
    try:
        await desk.database.write(commenting.conclude, one, outcome, now=now, machine_now=desk.machine())
    except Exception:
        log.exception("What became of the comment under publication %s was not written down", one.publication_id)


async def _attempt(desk: Desk, one: ToWrite) -> Outcome:
    publisher = await accounts.publisher_of(desk, one.account_id)
    if publisher is None:
        return Refused(Problem.NO_PUBLISHER)
    if publisher.manner.by_hand:
        return HandedOver("")
    if not publisher.manner.takes_comment or not one.remote_id:
        return Refused(Problem.CANT)
    try:
        going = await desk.database.read(commenting.prepare, one)
    except Altered:
        return Refused(Problem.CHANGED)
    except StorageError as trouble:
        return NotSent(f"its text could not be read: {trouble}")
    return await _call(publisher, going, one)


async def _call(publisher: Publisher, going: Outgoing, one: ToWrite) -> Outcome:
    """From here on, everything but a clear answer is doubt."""
    try:
        async with asyncio.timeout(CALL.total_seconds()):
            return await publisher.comment(going, one.remote_id)
    except TimeoutError:
        return Doubtful(f"no answer within {CALL.total_seconds():.0f} s")
    except Exception as fault:
        log.exception("The publisher of %s broke its promise", going.account)
        return Doubtful(f"the publisher failed: {type(fault).__name__}")
