"""What is due goes out, once.

1. Claim what is due, write down each attempt, and commit: after a crash it is known what may have been sent.
2. Read the content afresh, and compare it with what was approved.
3. One call each, all at the same time, each with a hard end well inside the lease.
4. Finish under the fence: whoever lost the lease writes nothing.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.desk import Desk
from handlers.knowing import accounts
from handlers.publication import outgoing, publishing
from handlers.publication.outgoing import Altered, Prepared
from handlers.publication.publishing import BATCH, Ended, Ready
from handlers.publisher import Doubtful, NotSent, Outcome, Outgoing, Problem, Publisher, Refused
from storage.crashpoints import crashpoint
from storage.database import StorageError

log = logging.getLogger(__name__)

CALL = timedelta(seconds=60)
"""The hard end of one call to a network; well inside `publishing.LEASE`."""

FINISH_AGAIN = (1, 2, 4, 8, 16, 32)
"""Seconds between tries to write down what became of a call. The answer is too dear to lose to a locked file."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Publishes everything that is due at `now`; how many publications it took."""
    total = 0
    while True:
        batch = await _take(desk, now)
        await _go_out(desk, batch)
        total += len(batch)
        if len(batch) < BATCH:
            return total


async def _take(desk: Desk, now: datetime) -> list[Ready]:
    crashpoint("before-claim")
    claims = await desk.database.write(publishing.take_due, now=now, machine_now=desk.machine(), owner=desk.owner)
    crashpoint("after-claim")
    try:
        return await desk.database.read(publishing.prepare_all, claims) if claims else []
    except StorageError as trouble:
        # Nothing was sent, and that is written down: without it each of them would have to be doubted.
        log.error("The content of %d publications could not be read: %s", len(claims), trouble)
        return [Ready(claimed, None, NotSent("its content could not be read")) for claimed in claims]


async def _go_out(desk: Desk, batch: Sequence[Ready]) -> None:
    """All at the same time. What ends in the same moment is written down together; what hangs delays nobody."""
    under_way = {asyncio.ensure_future(_try(desk, ready)) for ready in batch}
    while under_way:
        done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        crashpoint("before-finish")
        await _finish(desk, [task.result() for task in done])
        desk.wake.deliver()


async def _try(desk: Desk, ready: Ready) -> Ended:
    """Whatever goes wrong before the first byte stays with this publication."""
    try:
        return Ended(ready.claimed, ready.stopped_by or await _attempt(desk, ready))
    except Exception:
        log.exception("Publication %s could not be sent", ready.claimed.publication_id)
        return Ended(ready.claimed, NotSent("a fault before anything was sent"))


async def _attempt(desk: Desk, ready: Ready) -> Outcome:
    publisher = await accounts.publisher_of(desk, ready.claimed.account_id)
    if publisher is None:
        return Refused(Problem.NO_PUBLISHER)
    assert ready.prepared is not None, "nothing stopped it"
    try:
        going = await _with_pictures(desk, ready.prepared)
    except Altered:
        return Refused(Problem.CHANGED)
    except StorageError as trouble:
        return NotSent(f"its images could not be read: {trouble}")
    crashpoint("before-first-byte")
    outcome = await _call(publisher, going)
    crashpoint("after-answer")
    return outcome


async def _with_pictures(desk: Desk, prepared: Prepared) -> Outgoing:
    if not prepared.images:
        return prepared.outgoing
    pictures = await desk.database.read(outgoing.pictures, prepared.images)
    return outgoing.with_pictures(prepared.outgoing, pictures)


async def _call(publisher: Publisher, going: Outgoing) -> Outcome:
    """From here on, everything but a clear answer is doubt."""
    try:
        async with asyncio.timeout(CALL.total_seconds()):
            return await publisher.publish(going)
    except TimeoutError:
        return Doubtful(f"no answer within {CALL.total_seconds():.0f} s")
    except Exception as fault:
        log.exception("The publisher of %s broke its promise", going.account)
        return Doubtful(f"the publisher failed: {type(fault).__name__}")


async def _finish(desk: Desk, ended: Sequence[Ended]) -> None:
    """Together; if one of them makes that stumble, each by itself, so that it stands in nobody else's way."""
    try:
        await _write_down(desk, ended)
    except Exception as trouble:
        if len(ended) == 1 or isinstance(trouble, StorageError):
            log.exception("Not written down; their leases bring them back: %s", ended)
            return
        for one in ended:
            await _finish(desk, [one])


async def _write_down(desk: Desk, ended: Sequence[Ended]) -> None:
    for wait in (*FINISH_AGAIN, None):
        try:
            taken_over = await desk.database.write(
                publishing.finish, ended, now=desk.calendar(), machine_now=desk.machine()
            )
        except StorageError as trouble:
            log.error("The database does not take what became of %d publications: %s", len(ended), trouble)
            if wait is None:
                raise
            await asyncio.sleep(wait)
        else:
            for one in taken_over:
                log.warning("Publication %s was taken over; its end is not ours", one.claimed.publication_id)
            return
