"""How publications did is read at fixed ages, kept, and shown under the card in one message that is edited.

A round that dies in the middle costs nothing: what it had taken is read a little later.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.desk import Desk
from handlers.knowing import accounts
from handlers.problem import Problem
from handlers.publication import ages
from handlers.publisher import Figures, NotSent, Refused
from handlers.publisher import Reading as Answer
from handlers.reporting import resulting
from storage import brands, cards, readings
from storage.cards import Surface
from storage.readings import Reading, ToRead
from storage.submissions import Submission

log = logging.getLogger(__name__)

LOOK = timedelta(seconds=30)
"""The hard end of one reading."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Reads what is due; how many publications that was."""
    again_at = now + ages.AGAIN_AFTER
    due = await desk.database.write(readings.take, now=now, machine_now=desk.machine(), again_at=again_at)
    await asyncio.gather(*(_read(desk, one, now) for one in due))
    if due:
        desk.wake.deliver()
    return len(due)


async def _read(desk: Desk, one: ToRead, now: datetime) -> None:
    """Whatever goes wrong stays with this publication."""
    answer = await _ask(desk, one)
    try:
        await desk.database.write(keep, one, answer, now=now)
    except Exception:
        log.exception("The figures of publication %s could not be written", one.publication_id)


async def _ask(desk: Desk, one: ToRead) -> Answer:
    publisher = await accounts.publisher_of(desk, one.account_id)
    if publisher is None:
        return Refused(Problem.NO_PUBLISHER)
    if not publisher.manner.has_figures:
        return Refused(Problem.CANT)
    try:
        async with asyncio.timeout(LOOK.total_seconds()):
            return await publisher.figures(one.remote_id)
    except TimeoutError:
        return NotSent(f"no answer within {LOOK.total_seconds():.0f} s")
    except Exception as fault:
        log.exception("The publisher of account %s broke its promise", one.account_id)
        return NotSent(f"the publisher failed: {type(fault).__name__}")


def keep(session: Session, one: ToRead, answer: Answer, *, now: datetime) -> None:
    """The reading, when the next one is, and the results to be drawn anew. `now` is calendar time."""
    readings.read_next(session, one.publication_id, ages.after(answer, one.published_at, now))
    if not isinstance(answer, Figures):
        log.info("No figures of publication %s: %s", one.publication_id, answer.detail)
        return
    reading = _reading(one, answer, now)
    is_new = readings.keep(session, reading)
    if is_new:
        resulting.remember(session, reading)
    if is_new and any(figure is not None for figure in _shown(answer)):
        submission = session.get_one(Submission, one.submission_id)
        where = brands.brand(session, submission.brand_id).review_channel
        cards.follow_up(session, Surface.RESULTS, {one.submission_id: where})


def _reading(one: ToRead, found: Figures, now: datetime) -> Reading:
    views, likes, reposts, replies, clicks = _shown(found)
    return Reading(
        publication_id=one.publication_id,
        age_hours=ages.reached(one.published_at, now),
        read_at=now,
        views=views,
        likes=likes,
        reposts=reposts,
        replies=replies,
        clicks=clicks,
        raw=dict(found.raw),
    )


def _shown(found: Figures) -> tuple[int | None, ...]:
    return (found.views, found.likes, found.reposts, found.replies, found.clicks)
