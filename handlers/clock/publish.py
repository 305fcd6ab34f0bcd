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
from handlers.endings import Case
from handlers.outgoing import Altered, Prepared
from handlers.publisher import Doubtful, HandedOver, NotSent, Outcome, Outgoing, Problem, Published, Publisher, Refused
from handlers.retry import Next, Step
from storage import brands, history, publications, slots, submissions
from storage.crashpoints import crashpoint
from storage.database import StorageError
from storage.history import Entry
from storage.publications import Claimed

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


async def run_due(desk: Desk, now: datetime) -> int:
    """Publishes everything that is due at `now`; how many publications it took."""
    total = 0
    while True:
        batch = await _take(desk, now)
        await asyncio.gather(*(_go_out(desk, ready) for ready in batch))
        total += len(batch)
        if batch:
            desk.wake.deliver()
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


async def _go_out(desk: Desk, ready: Ready) -> None:
    """One publication; whatever goes wrong stays with it, and its lease brings it back."""
    try:
        outcome = ready.stopped_by or await _attempt(desk, ready)
        crashpoint("before-finish")
        await _finish(desk, ready.claimed, outcome)
    except Exception:
        log.exception("Publication %s was not finished", ready.claimed.publication_id)


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


async def _finish(desk: Desk, claimed: Claimed, outcome: Outcome) -> None:
    for wait in (*FINISH_AGAIN, None):
        try:
            was_ours = await desk.database.write(
                finish, claimed, outcome, now=desk.calendar(), machine_now=desk.machine()
            )
        except StorageError as trouble:
            log.error(
                "What became of publication %s is not written yet: %s, %s", claimed.publication_id, outcome, trouble
            )
            if wait is None:
                raise
            await asyncio.sleep(wait)
        else:
            if not was_ours:
                log.warning("Publication %s was taken over; its end is not ours: %s", claimed.publication_id, outcome)
            return


def finish(session: Session, claimed: Claimed, outcome: Outcome, *, now: datetime, machine_now: datetime) -> bool:
    """What became of the attempt; False, and nothing written, when somebody else holds the publication now."""
    submission = submissions.lock(session, claimed.submission_id)
    publication = publications.held(session, claimed)
    if submission is None or publication is None:
        return False
    follows = retry.after_answer(
        outcome,
        attempt=claimed.attempt,
        age=now - (publication.meant_for or now),
        grace=brands.the_brand(session).grace,
    )
    publications.close_attempt(
        session,
        claimed.publication_id,
        claimed.attempt,
        NAMES[type(outcome)],
        _detail(outcome) or None,
        finished_at=machine_now,
    )
    _conclude(session, Case(submission, publication, now), outcome, follows, machine_now)
    return True


NAMES: dict[type, str] = {
    Published: "published",
    Refused: "refused",
    NotSent: "not_sent",
    Doubtful: "doubtful",
    HandedOver: "handed_over",
}
"""How an attempt's outcome is stored."""


def _conclude(session: Session, case: Case, outcome: Outcome, follows: Next, machine_now: datetime) -> None:
    detail = _detail(outcome)
    if isinstance(outcome, Published):
        endings.live(session, case, outcome, how="answered")
    elif isinstance(outcome, HandedOver):
        endings.handed_over(session, case, outcome.user_id)
    elif follows.step == Step.LOOK:
        endings.doubted(session, case, look_at=machine_now + follows.after, detail=detail)
    elif follows.step == Step.TRY_AGAIN:
        endings.try_again(session, case, due_at=case.now + follows.after, detail=detail)
    else:
        assert follows.problem is not None, "what failed has a problem"
        endings.failed(session, case, follows.problem, detail)


def _detail(outcome: Outcome) -> str:
    return "" if isinstance(outcome, Published | HandedOver) else outcome.detail
