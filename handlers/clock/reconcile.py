"""Doubt is cleared up, or put to a person.

1. A lease that ran out without a finish: its process is gone, and the network may have the publication.
2. What is in doubt is looked up at its network, at growing distances; found, it is published.
3. Absent, and the network prevents doubles itself: out once more, through the same gate.
4. Still in doubt after the last look: three buttons for a person, and nothing is sent until one is pressed.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.desk import Desk
from handlers.publication import endings, outgoing, retry
from handlers.publication.endings import Case
from handlers.publication.retry import Next, Step
from handlers.publisher import Absent, CannotTell, Finding, Outgoing, Published
from storage import publications, submissions
from storage.lifecycle import Delivery
from storage.publications import Closing, Publication

log = logging.getLogger(__name__)

LOOK = timedelta(seconds=30)
"""The hard end of one look at a network."""

PUSHED_ON = timedelta(minutes=5)
"""How long a record that could not be dealt with steps back behind the others."""

AT_ONCE = 20
"""Looks under way at the same time."""


@dataclass(frozen=True)
class Doubt:
    """One publication in doubt, and which look it is waiting for."""

    publication_id: int
    submission_id: int
    account_id: int
    looks: int
    going: Outgoing | None
    """What to look for; nothing when the records no longer say."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Takes over what was abandoned, and looks up what is in doubt; how many publications that was."""
    taken_over = await _take_over_all(desk, now)
    looked_up = await _look_at_all(desk, now)
    if taken_over + looked_up:
        desk.wake.deliver()
        desk.wake.publish()
    return taken_over + looked_up


async def _take_over_all(desk: Desk, now: datetime) -> int:
    machine = desk.machine()
    abandoned = await desk.database.write(list_abandoned, machine_now=machine)
    for submission_id, publication_id in abandoned:
        try:
            await desk.database.write(take_over, submission_id, publication_id, now=now, machine_now=machine)
        except Exception:
            log.exception("Publication %s, abandoned, could not be taken over", publication_id)
    return len(abandoned)


def list_abandoned(session: Session, *, machine_now: datetime) -> list[tuple[int, int]]:
    """Submission and publication ids. Each is taken over in a transaction of its own, and checked there again."""
    found = publications.abandoned(session, machine_now=machine_now)
    return [(publication.submission_id, publication.number) for publication in found]


def take_over(
    session: Session, submission_id: int, publication_id: int, *, now: datetime, machine_now: datetime
) -> bool:
    """An attempt that had been sent may be live; one that had not certainly is not. False if somebody was faster."""
    submission = submissions.lock(session, submission_id)
    publication = publications.locked(session, publication_id)
    if submission is None or publication is None or not _is_abandoned(publication, machine_now):
        return False
    was_sent = any(one.sent_at for one in publications.attempts_of(session, publication_id) if one.finished_at is None)
    detail = "the process ended in the middle of it" if was_sent else "the process ended before anything was sent"
    closing = Closing(publication_id, publication.attempt, "doubtful" if was_sent else "not_sent", detail)
    publications.close_attempts(session, [closing], finished_at=machine_now)
    with endings.case_of(session, submission, publication, now=now) as case:
        if was_sent or publications.in_doubt(session, publication_id):
            endings.doubted(case, look_at=machine_now, detail=detail)
        else:
            endings.try_again(case, due_at=now, detail=detail)
    return True


def _is_abandoned(publication: Publication, machine_now: datetime) -> bool:
    lease = publication.lease_until
    return publication.state == Delivery.PUBLISHING and lease is not None and lease < machine_now


async def _look_at_all(desk: Desk, now: datetime) -> int:
    doubts = await desk.database.read(list_doubts, machine_now=desk.machine())
    await asyncio.gather(*(_look_at(desk, doubt, now) for doubt in doubts))
    return len(doubts)


def list_doubts(session: Session, *, machine_now: datetime) -> list[Doubt]:
    found = publications.to_look_up(session, machine_now=machine_now, limit=AT_ONCE)
    return [_doubt(session, publication) for publication in found]


def _doubt(session: Session, publication: Publication) -> Doubt:
    doubt = Doubt(publication.number, publication.submission_id, publication.account_id, publication.looks, going=None)
    try:
        return replace(doubt, going=_what_to_look_for(session, publication))
    except Exception:
        log.exception("Publication %s, in doubt, could not be read", publication.number)
        return doubt


def _what_to_look_for(session: Session, publication: Publication) -> Outgoing:
    prepared = outgoing.prepare(session, publication, outgoing.fetch(session, [publication.number]))
    attempt = outgoing.first_in_doubt(session, publication)
    going = replace(prepared.outgoing, started_at=attempt.started_at if attempt else None)
    return outgoing.with_media(going, outgoing.originals(session, prepared.images))


async def _look_at(desk: Desk, doubt: Doubt, now: datetime) -> None:
    """One publication; whatever goes wrong stays with it, and counts as a look without an answer."""
    finding = await _look_up(desk, doubt)
    publisher = desk.publishers.get(doubt.account_id)
    repeatable_for = publisher.manner.repeatable_for if publisher else timedelta(0)
    machine = desk.machine()
    try:
        await desk.database.write(looked, doubt, finding, now=now, machine_now=machine, repeatable_for=repeatable_for)
    except Exception:
        log.exception("What was found of publication %s could not be written: %s", doubt.publication_id, finding)
        await desk.database.write(push_on, doubt.publication_id, look_at=machine + PUSHED_ON)


async def _look_up(desk: Desk, doubt: Doubt) -> Finding:
    publisher = desk.publishers.get(doubt.account_id)
    if publisher is None or doubt.going is None:
        return CannotTell("nothing here speaks to this account, or the records do not say what was sent")
    try:
        async with asyncio.timeout(LOOK.total_seconds()):
            return await publisher.look_up(doubt.going)
    except TimeoutError:
        return CannotTell(f"no answer within {LOOK.total_seconds():.0f} s")
    except Exception as fault:
        log.exception("The publisher of %s broke its promise", doubt.going.account)
        return CannotTell(f"the publisher failed: {type(fault).__name__}")


def looked(
    session: Session,
    doubt: Doubt,
    finding: Finding,
    *,
    now: datetime,
    machine_now: datetime,
    repeatable_for: timedelta,
) -> bool:
    """What the look means; False when the doubt was settled, or looked at, meanwhile."""
    submission = submissions.lock(session, doubt.submission_id)
    publication = publications.locked(session, doubt.publication_id)
    if submission is None or publication is None or not _is_the_same(publication, doubt):
        return False
    publication.looks += 1
    attempts = publications.attempts_of(session, publication.number)
    follows = retry.after_look(
        finding,
        looks=publication.looks,
        attempts=len(attempts),
        age=machine_now - attempts[0].started_at if attempts else timedelta.max,
        repeatable_for=repeatable_for,
    )
    if isinstance(finding, Absent) and follows.step == Step.TRY_AGAIN:
        publications.note_absent(session, publication.number)
    with endings.case_of(session, submission, publication, now=now) as case:
        _conclude(case, finding, follows, machine_now)
    return True


def _conclude(case: Case, finding: Finding, follows: Next, machine_now: datetime) -> None:
    if isinstance(finding, Published):
        endings.live(case, finding, how="looked_up")
    elif follows.step == Step.TRY_AGAIN:
        endings.try_again(case, due_at=case.now, detail="looked up, and not there")
    elif follows.step == Step.LOOK:
        endings.still_in_doubt(case, look_at=machine_now + follows.after)
    else:
        endings.ask(case)


def push_on(session: Session, publication_id: int, *, look_at: datetime) -> None:
    """A record that makes us stumble must not stand before all the others at every round."""
    publication = publications.locked(session, publication_id)
    if publication is not None and publication.state == Delivery.UNKNOWN and publication.look_at is not None:
        publication.look_at = look_at


def _is_the_same(publication: Publication, doubt: Doubt) -> bool:
    still_looking = publication.state == Delivery.UNKNOWN and publication.look_at is not None
    return still_looking and publication.looks == doubt.looks
