"""What is due goes out, once.

1. Claim what is due, write down each attempt, and commit: after a crash it is known what may have been sent.
2. Read the content afresh, and compare it with what was approved.
3. Prepare what may be repeated; write down that it is sent now, and commit; then the one call, with a hard end.
4. Finish under the fence: whoever lost the lease writes nothing.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.connecting import breaking
from handlers.desk import Desk, go_on
from handlers.fitting.drawing import Unfit
from handlers.knowing import accounts
from handlers.problem import Problem
from handlers.publication import publishing, renditions
from handlers.publication.outgoing import Altered
from handlers.publication.publishing import BATCH, Ended, Ready
from handlers.publisher import Doubtful, Made, NotSent, Outcome, Outgoing, Publisher, Refused
from storage.crashpoints import crashpoint
from storage.database import StorageError
from storage.publications import Claimed

log = logging.getLogger(__name__)

PREPARATION = timedelta(seconds=600)
"""The hard end of uploads and of waiting until a network has digested them; the lease is renewed meanwhile."""

CALL = timedelta(seconds=60)
"""The hard end of the one call that publishes."""

RENEWED_EVERY = timedelta(seconds=20)
"""Machine time between renewals of the leases of what is under way."""

CALLS_TO_ONE = 8
"""Calls to one account at the same time: as many as it has connections."""

MOST_OF_ONE = 100
"""Publications of one account in hand; more of them are left to the queue, so that the others get their turn."""

MOST_IN_HAND = 500
"""Publications in hand altogether."""

FINISH_AGAIN = (1, 2, 4, 8, 8, 8, 8, 8, 8, 8)
"""Seconds between tries to write down what became of a call. The answer is too dear to lose to a locked file."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Publishes everything that is due at `now`, and waits for its end; how many publications it took."""
    total = 0
    while True:
        counts = await asyncio.gather(*await start_due(desk, now))
        total += sum(counts)
        if not counts or counts[-1] < BATCH:
            return total


async def start_due(desk: Desk, now: datetime) -> "list[asyncio.Task[int]]":
    """Starts everything that is due and waits for none of it: a network that hangs holds up no other's round."""
    started = []
    while desk.in_hand.total() < MOST_IN_HAND:
        batch = await _take(desk, now)
        if batch:
            desk.in_hand.update(ready.claimed.account_id for ready in batch)
            started.append(go_on(desk, _go_out(desk, batch)))
        if len(batch) < BATCH:
            break
    return started


async def _take(desk: Desk, now: datetime) -> list[Ready]:
    crashpoint("before-claim")
    claims = await desk.database.write(
        publishing.take_due,
        now=now,
        machine_now=desk.machine(),
        owner=desk.owner,
        busy=[account for account, count in desk.in_hand.items() if count >= MOST_OF_ONE],
    )
    crashpoint("after-claim")
    try:
        return await desk.database.read(publishing.prepare_all, claims) if claims else []
    except StorageError as trouble:
        # Nothing was sent, and that is written down: without it each of them would have to be doubted.
        log.error("The content of %d publications could not be read: %s", len(claims), trouble)
        return [Ready(claimed, None, NotSent("its content could not be read")) for claimed in claims]


async def _go_out(desk: Desk, batch: Sequence[Ready]) -> int:
    """All at the same time. What ends in the same moment is written down together; what hangs delays nobody."""
    under_way = {asyncio.ensure_future(_try(desk, ready)): ready.claimed for ready in batch}
    renewed_at = desk.machine()
    while under_way:
        done, _ = await asyncio.wait(
            under_way, timeout=RENEWED_EVERY.total_seconds(), return_when=asyncio.FIRST_COMPLETED
        )
        if done:
            _put_down(desk, [under_way.pop(task).account_id for task in done])
            crashpoint("before-finish")
            await _finish(desk, [task.result() for task in done])
            desk.wake.deliver()
        if under_way and desk.machine() >= renewed_at + RENEWED_EVERY:
            renewed_at = desk.machine()
            await _renew(desk, list(under_way.values()))
    return len(batch)


def _put_down(desk: Desk, accounts: Sequence[int]) -> None:
    """Ended; where something had to wait for room, it gets its turn."""
    was_full = desk.in_hand.total() >= MOST_IN_HAND or any(desk.in_hand[one] >= MOST_OF_ONE for one in accounts)
    desk.in_hand.subtract(accounts)
    if was_full:
        desk.wake.publish()


async def _renew(desk: Desk, claims: Sequence[Claimed]) -> None:
    """Whoever is still at work says so: a lease that runs out means that its process is gone."""
    try:
        await desk.database.write(publishing.renew, claims, machine_now=desk.machine())
    except StorageError as trouble:
        log.warning("The leases of %d publications could not be renewed: %s", len(claims), trouble)


async def _try(desk: Desk, ready: Ready) -> Ended:
    """Whatever goes wrong before the first byte stays with this publication."""
    try:
        return Ended(ready.claimed, ready.stopped_by or await _attempt(desk, ready))
    except Exception:
        log.exception("Publication %s could not be sent", ready.claimed.publication_id)
        return Ended(ready.claimed, NotSent("a fault before anything was sent"))


async def _attempt(desk: Desk, ready: Ready) -> Outcome:
    """No more than so many calls to one account at a time; the others wait here, under their lease."""
    turns = desk.turns.setdefault(ready.claimed.account_id, asyncio.Semaphore(CALLS_TO_ONE))
    async with turns:
        return await _in_turn(desk, ready)


async def _in_turn(desk: Desk, ready: Ready) -> Outcome:
    account_id = ready.claimed.account_id
    rest = desk.rests.get(account_id, desk.machine()) - desk.machine()
    if rest > timedelta(0):
        return NotSent("the network wants to be left alone", retry_after=rest)
    publisher = await accounts.publisher_of(desk, account_id)
    if publisher is None:
        return Refused(Problem.NO_PUBLISHER)
    assert ready.prepared is not None, "nothing stopped it"
    try:
        going = await renditions.with_media(desk, ready.prepared, publisher.allowance())
    except Altered:
        return Refused(Problem.CHANGED)
    except Unfit as unfit:
        return Refused(unfit.problem)
    except StorageError as trouble:
        return NotSent(f"its images could not be read: {trouble}")
    crashpoint("before-first-byte")
    made = going.handle or await _make(publisher, going)
    if not isinstance(made, str):
        _heed(desk, account_id, made)
        return made
    if not await desk.database.write(publishing.begin, ready.claimed, made, machine_now=desk.machine()):
        # This process stood still, and somebody else may be at it by now.
        return NotSent("the lease ran out before anything was sent")
    crashpoint("before-call")
    outcome = await _call(publisher, replace(going, handle=made))
    _heed(desk, account_id, outcome)
    crashpoint("after-answer")
    return outcome


def _heed(desk: Desk, account_id: int, outcome: Outcome) -> None:
    """What is in hand already is held back at once; what is still in the queue, when this is written down."""
    rest = publishing.rest_of(outcome)
    if rest is not None:
        desk.rests[account_id] = desk.machine() + rest


async def _make(publisher: Publisher, going: Outgoing) -> str | Refused | NotSent:
    """The handle. Whatever goes wrong here, nothing is live."""
    try:
        async with asyncio.timeout(PREPARATION.total_seconds()):
            made = await publisher.prepare(going)
    except TimeoutError:
        return NotSent(f"the preparations took longer than {PREPARATION.total_seconds():.0f} s")
    except Exception as fault:
        log.exception("The publisher of %s broke its promise", going.account)
        return NotSent(f"the preparations failed: {type(fault).__name__}")
    return made.handle if isinstance(made, Made) else made


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
            await _note_broken(desk, ended)
            return


async def _note_broken(desk: Desk, ended: Sequence[Ended]) -> None:
    """An account that lets nobody in is not tried again with everything that is due on it: a person mends it first."""
    for one in ended:
        if isinstance(one.outcome, Refused) and one.outcome.problem == Problem.NOT_ALLOWED:
            try:
                await desk.database.write(
                    breaking.note, one.claimed.account_id, one.outcome.detail, now=desk.calendar()
                )
            except StorageError as trouble:
                log.error("It was not written down that account %s is broken: %s", one.claimed.account_id, trouble)
