"""The clock strikes: at the start, in its rhythm, when woken, and at the very second at which something is due."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from bot.clock import machine_now
from bot.timetable import JOBS, VITAL, Job, Timetable
from handlers.desk import Desk

NEVER = timedelta(days=1)
SOON = 5
"""Seconds that a test waits for what comes at once; it never waits for what should not come."""


@dataclass
class Struck:
    """A story that counts its rounds, and ends when it is let go."""

    rounds: int = 0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    ends: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, desk: Desk, now: datetime) -> None:
        self.rounds += 1
        self.begun.set()
        await self.ends.wait()

    async def next(self) -> None:
        """The next round has begun."""
        async with asyncio.timeout(SOON):
            await self.begun.wait()
        self.begun.clear()


@dataclass
class Records:
    """A database that knows one due time."""

    due_at: datetime | None = None

    async def read(self, *_question: Any) -> datetime | None:
        return self.due_at


@dataclass
class FakeDesk:
    database: Records = field(default_factory=Records)
    ahead: timedelta = timedelta(0)

    def machine(self) -> datetime:
        return machine_now()

    def calendar(self) -> datetime:
        return machine_now() + self.ahead


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
async def struck(desk: FakeDesk) -> AsyncIterator[tuple[Struck, Timetable]]:
    """One job, that of publishing, with nothing to hold it up."""
    story = Struck()
    story.ends.set()
    timetable = Timetable(jobs=(Job("publish", story, NEVER),))
    yield story, timetable
    story.ends.set()
    await timetable.stop()


def start(timetable: Timetable, desk: FakeDesk) -> None:
    timetable.start(cast(Desk, desk))


async def test_it_begins_with_a_round_of_everything(struck: tuple[Struck, Timetable], desk: FakeDesk) -> None:
    story, timetable = struck
    start(timetable, desk)
    await story.next()
    assert story.rounds == 1


async def test_a_wake_up_strikes_at_once_and_before_the_start_does_nothing(
    struck: tuple[Struck, Timetable], desk: FakeDesk
) -> None:
    story, timetable = struck
    timetable.publish_now()
    start(timetable, desk)
    await story.next()
    timetable.publish_now()
    await story.next()
    assert story.rounds == 2


async def test_woken_often_while_a_round_is_under_way_one_more_follows(
    struck: tuple[Struck, Timetable], desk: FakeDesk
) -> None:
    story, timetable = struck
    story.ends.clear()
    start(timetable, desk)
    await story.next()
    for _ in range(5):
        timetable.publish_now()
    story.ends.set()
    await story.next()
    await timetable.stop()
    assert story.rounds == 2


async def test_it_wakes_at_the_second_at_which_something_is_due_by_a_turned_calendar(
    struck: tuple[Struck, Timetable], desk: FakeDesk
) -> None:
    story, timetable = struck
    desk.ahead = timedelta(days=3)
    desk.database.due_at = desk.calendar() + timedelta(milliseconds=50)
    start(timetable, desk)
    await story.next()
    await story.next()
    assert desk.calendar() >= desk.database.due_at


async def test_a_round_that_fails_is_logged_and_the_next_one_comes(
    desk: FakeDesk, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def fails(desk: Desk, now: datetime) -> None:
        begun.set()
        raise RuntimeError("a bug")

    timetable = Timetable(jobs=(Job("publish", fails, NEVER),))
    start(timetable, desk)
    async with asyncio.timeout(SOON):
        await begun.wait()
    begun.clear()
    timetable.publish_now()
    async with asyncio.timeout(SOON):
        await begun.wait()
    await timetable.stop()
    assert caplog.text.count("A round of publish failed") == 2


async def test_one_that_hangs_delays_no_other_round_of_publishing(desk: FakeDesk) -> None:
    story = Struck()
    timetable = Timetable(jobs=(Job("publish", story, NEVER, at_once=2),))
    start(timetable, desk)
    await story.next()
    timetable.publish_now()
    await story.next()
    assert story.rounds == 2
    story.ends.set()
    await timetable.stop()


async def test_it_is_well_as_long_as_rounds_end(struck: tuple[Struck, Timetable], desk: FakeDesk) -> None:
    story, timetable = struck
    assert timetable.health()["ok"] is False
    start(timetable, desk)
    await story.next()
    assert timetable.health()["ok"] is True
    timetable.ended_at["publish"] -= timedelta(minutes=3)
    assert timetable.health()["ok"] is False


def test_every_job_has_a_name_of_its_own_and_what_is_vital_is_there() -> None:
    names = [job.name for job in JOBS]
    assert len(names) == len(set(names))
    assert set(VITAL) <= set(names)
    assert all(job.every > timedelta(0) for job in JOBS)
