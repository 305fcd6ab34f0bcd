"""What is due goes out, once.

1. Claim what is due, write down each attempt, and commit: after a crash it is known what may have been sent.
2. Read the content afresh, and compare it with what was approved.
3. One call each, all at the same time, each with a hard end well inside the lease.
4. Finish under the fence: whoever lost the lease writes nothing.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import endings, outgoing, retry
from handlers.desk import Desk
from handlers.endings import Aftermath, Case
from handlers.outgoing import Altered, Prepared
from handlers.publisher import Doubtful, HandedOver, NotSent, Outcome, Outgoing, Problem, Published, Publisher, Refused
from handlers.retry import Step
from storage import brands, history, publications, slots, submissions
from storage.crashpoints import crashpoint
from storage.database import StorageError
from storage.history import Entry
from storage.publications import Claimed, Closing

log = logging.getLogger(__name__)

BATCH = 50
"""Publications claimed in one commit, and calls under way at the same time."""

CALL = timedelta(seconds=60)
"""The hard end of one call to a network."""

LEASE = timedelta(seconds=180)
"""Machine time: a call, and two minutes in which its finish can be written although the database is busy."""

FINISH_AGAIN = (1, 2, 4, 8, 16, 32)
"""Seconds between tries to write down what became of a call. The answer is too dear to lose to a locked file."""


@dataclass(frozen=True)
class Ready:
    """A claimed publication, with what goes out, or the reason why nothing does."""

    claimed: Claimed
    prepared: Prepared | None
    stopped_by: Outcome | None = None


@dataclass(frozen=True)
class Ended:
    """A claimed publication, and what came of it."""

    claimed: Claimed
    outcome: Outcome


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
    claims = await desk.database.write(take_due, now=now, machine_now=desk.machine(), owner=desk.owner)
    crashpoint("after-claim")
    return await desk.database.read(prepare_all, claims) if claims else []


def take_due(session: Session, *, now: datetime, machine_now: datetime, owner: str) -> list[Claimed]:
    """The claims of one batch and their attempt rows, in one commit; the round's heartbeat with them."""
    slots.beat(session, slots.PUBLISHING, now=now)
    claims = publications.claim_due(
        session, brands.the_brand(session), now=now, owner=owner, lease_until=machine_now + LEASE, limit=BATCH
    )
    for claimed in claims:
        publications.open_attempt(session, claimed, started_at=machine_now)
    history.add_all(session, [_started(claimed, now) for claimed in claims])
    return claims


def _started(claimed: Claimed, now: datetime) -> Entry:
    about = {"publication": claimed.publication_id, "account": claimed.account_id, "attempt": claimed.attempt}
    return Entry("publication.started", history.BOT, now, claimed.submission_id, about)


def prepare_all(session: Session, claims: Sequence[Claimed]) -> list[Ready]:
    """One record that cannot be read stops nobody else's."""
    # Held here, so that the session finds by their ids what would be a query each.
    _kept = outgoing.fetch(session, claims)
    return [_prepare(session, claimed) for claimed in claims]


def _prepare(session: Session, claimed: Claimed) -> Ready:
    try:
        publication = session.get_one(publications.Publication, claimed.publication_id)
        return Ready(claimed, outgoing.prepare(session, publication))
    except Altered:
        log.error("Publication %s is not what was approved; nothing is sent", claimed.publication_id)
        return Ready(claimed, None, Refused(Problem.CHANGED))
    except Exception:
        log.exception("Publication %s could not be read", claimed.publication_id)
        return Ready(claimed, None, NotSent("its content could not be read"))


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
    publisher = desk.publishers.get(ready.claimed.account_id)
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
            taken_over = await desk.database.write(finish, ended, now=desk.calendar(), machine_now=desk.machine())
        except StorageError as trouble:
            log.error("The database does not take what became of %d publications: %s", len(ended), trouble)
            if wait is None:
                raise
            await asyncio.sleep(wait)
        else:
            for one in taken_over:
                log.warning("Publication %s was taken over; its end is not ours", one.claimed.publication_id)
            return


def finish(session: Session, ended: Sequence[Ended], *, now: datetime, machine_now: datetime) -> list[Ended]:
    """What became of the attempts. Returned, with nothing written, are those that somebody else holds now."""
    locked = submissions.lock_all(session, [one.claimed.submission_id for one in ended])
    held = publications.held_all(session, [one.claimed for one in ended])
    ours = [one for one in ended if one.claimed.publication_id in held]
    after = Aftermath(now)
    pairs = [(locked[one.claimed.submission_id], held[one.claimed.publication_id]) for one in ours]
    grace = brands.the_brand(session).grace
    for one, case in zip(ours, endings.cases_of(session, pairs, after), strict=True):
        _conclude(case, one, grace, machine_now)
    publications.close_attempts(session, [_closing(one) for one in ours], finished_at=machine_now)
    after.write(session)
    return [one for one in ended if one not in ours]


def _closing(one: Ended) -> Closing:
    return Closing(
        one.claimed.publication_id, one.claimed.attempt, NAMES[type(one.outcome)], _detail(one.outcome) or None
    )


NAMES: dict[type, str] = {
    Published: "published",
    Refused: "refused",
    NotSent: "not_sent",
    Doubtful: "doubtful",
    HandedOver: "handed_over",
}
"""How an attempt's outcome is stored."""


def _conclude(case: Case, one: Ended, grace: timedelta, machine_now: datetime) -> None:
    outcome, detail = one.outcome, _detail(one.outcome)
    age = case.now - (case.publication.meant_for or case.now)
    follows = retry.after_answer(outcome, attempt=one.claimed.attempt, age=age, grace=grace)
    if isinstance(outcome, Published):
        endings.live(case, outcome, how="answered")
    elif isinstance(outcome, HandedOver):
        endings.handed_over(case, outcome.user_id)
    elif follows.step == Step.LOOK:
        endings.doubted(case, look_at=machine_now + follows.after, detail=detail)
    elif follows.step == Step.TRY_AGAIN:
        endings.try_again(case, due_at=case.now + follows.after, detail=detail)
    else:
        assert follows.problem is not None, "what failed has a problem"
        endings.failed(case, follows.problem, detail)


def _detail(outcome: Outcome) -> str:
    return "" if isinstance(outcome, Published | HandedOver) else outcome.detail
