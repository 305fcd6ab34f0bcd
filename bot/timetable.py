"""Every recurring job and its rhythm, on one page. The only file that knows the scheduler.

The scheduler is a heartbeat: it owns no work, only the moments at which a story asks the records what is due. Losing a
stroke, or the whole scheduler, costs at most one rhythm, never the work. A wake-up aimed at the next due time makes
publishing punctual; the poll makes it certain.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from handlers.clock import (
    add_comment,
    anchor,
    ask_to_confirm,
    come_back,
    deliver,
    digest,
    ends,
    expire,
    lapse,
    learn,
    miss,
    noise,
    nudge,
    offer,
    publish,
    read_figures,
    recheck,
    reconcile,
    refresh,
    report,
    review_answers,
    take_down,
    waiting,
)
from handlers.desk import Desk
from storage import gate

log = logging.getLogger(__name__)

Round = Callable[[Desk, datetime], Awaitable[object]]
"""One look at what is due at this calendar time. Idempotent: it may be called too often, and by several processes."""


@dataclass(frozen=True)
class Job:
    """A story of the clock, and how often it is asked."""

    name: str
    run: Round
    every: timedelta
    at_once: int = 1
    """Rounds that may overlap. A publishing round can hang on one network for a minute; the others must not wait."""


async def _deliver(desk: Desk, _now: datetime) -> None:
    await deliver.run_due(desk)


async def _publish(desk: Desk, now: datetime) -> None:
    """A network may hang for minutes; what is started goes on by itself, and the next round does not wait for it."""
    await publish.start_due(desk, now)


async def _keep_fresh(desk: Desk, _now: datetime) -> None:
    """Accesses that end are renewed in time, also when nothing goes out on them for weeks."""
    await desk.connecting.keep_fresh()


JOBS = (
    Job("publish", _publish, timedelta(seconds=5)),
    Job("deliver", _deliver, timedelta(seconds=5)),
    Job("reconcile", reconcile.run_due, timedelta(seconds=5)),
    Job("add_comment", add_comment.run_due, timedelta(seconds=5)),
    Job("take_down", take_down.run_due, timedelta(seconds=5)),
    Job("read_figures", read_figures.run_due, timedelta(minutes=1)),
    Job("miss", miss.run_due, timedelta(seconds=15)),
    Job("lapse", lapse.run_due, timedelta(seconds=15)),
    Job("come_back", come_back.run_due, timedelta(minutes=1)),
    Job("recheck", recheck.run_due, timedelta(minutes=1)),
    Job("ask_to_confirm", ask_to_confirm.run_due, timedelta(minutes=5)),
    Job("digest", digest.run_due, timedelta(minutes=1)),
    Job("noise", noise.run_due, timedelta(hours=6)),
    Job("learn", learn.run_due, timedelta(hours=1)),
    Job("report", report.run_due, timedelta(minutes=5)),
    Job("nudge", nudge.run_due, timedelta(minutes=5)),
    Job("offer", offer.run_due, timedelta(minutes=1)),
    Job("waiting", waiting.run_due, timedelta(seconds=15)),
    Job("expire", expire.run_due, timedelta(minutes=1)),
    Job("review_answers", review_answers.run_due, timedelta(hours=1)),
    Job("ends", ends.run_due, timedelta(hours=1)),
    Job("keep_fresh", _keep_fresh, timedelta(hours=1)),
    Job("refresh", refresh.run_due, timedelta(hours=1)),
    Job("anchor", anchor.run_due, timedelta(days=1)),
)

VITAL = ("publish", "deliver")
"""Jobs without which nothing goes out and nobody hears of it: the health page looks at these."""

ALIVE = timedelta(minutes=2)
"""A vital job that has not ended a round for longer is not well."""

WATCH_EVERY = timedelta(seconds=30)

GOODBYE = timedelta(seconds=8)
"""How long a stop waits for rounds under way. What is cut off then is found by its lease and looked up."""


@dataclass
class Timetable:
    """Strikes the clock for one process. Before `start`, and after `stop`, every wake-up is without effect."""

    jobs: Sequence[Job] = JOBS
    desk: Desk | None = None
    scheduler: AsyncIOScheduler = field(default_factory=lambda: AsyncIOScheduler(timezone=UTC))
    under_way: dict[str, set["asyncio.Task[None]"]] = field(default_factory=dict)
    asked_again: set[str] = field(default_factory=set)
    """Jobs that were woken while all the rounds they may have were under way."""
    ended_at: dict[str, datetime] = field(default_factory=dict)
    """Machine time of the last round that ended well."""

    def start(self, desk: Desk) -> None:
        """Begins with one round of everything."""
        self.desk = desk
        for job in self.jobs:
            self.ended_at[job.name] = desk.machine()
            self._every(job.every, job.name, self._ring(job), begins=desk.machine())
        self.scheduler.start()

    def watch(self, look: Callable[[], Awaitable[object]]) -> None:
        """Something of the machine's own to look at, twice a minute, from now on."""
        if self.desk is not None:
            self._every(WATCH_EVERY, f"watch-{look.__qualname__}", look, begins=self.desk.machine())

    def _every(self, rhythm: timedelta, name: str, ring: Callable[[], Awaitable[object]], *, begins: datetime) -> None:
        self.scheduler.add_job(
            ring,
            IntervalTrigger(seconds=rhythm.total_seconds(), timezone=UTC),
            id=name,
            name=name,
            next_run_time=begins,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def _ring(self, job: Job) -> Callable[[], Awaitable[None]]:
        async def ring() -> None:
            self._strike(job)

        return ring

    def deliver_now(self) -> None:
        self._wake("deliver")

    def publish_now(self) -> None:
        self._wake("publish")

    def strike_all(self) -> None:
        """A round of everything, as when the calendar was turned."""
        for job in self.jobs:
            self._strike(job)

    def _wake(self, name: str) -> None:
        for job in self.jobs:
            if job.name == name:
                self._strike(job)

    def _strike(self, job: Job) -> None:
        """Begins a round; if too many are under way, one more follows when the first of them has ended."""
        if self.desk is None:
            return
        rounds = self.under_way.setdefault(job.name, set())
        if len(rounds) >= job.at_once:
            self.asked_again.add(job.name)
            return
        task = asyncio.ensure_future(self._round(job, self.desk))
        rounds.add(task)
        task.add_done_callback(lambda done: self._ended(job, done))

    async def _round(self, job: Job, desk: Desk) -> None:
        try:
            await job.run(desk, desk.calendar())
            self.ended_at[job.name] = desk.machine()
            if job.name == "publish":
                await self._aim(desk)
        except Exception:
            # The next stroke tries again; nothing is lost, because what is due stays due.
            log.exception("A round of %s failed", job.name)

    def _ended(self, job: Job, done: "asyncio.Task[None]") -> None:
        self.under_way[job.name].discard(done)
        if job.name in self.asked_again:
            self.asked_again.discard(job.name)
            self._strike(job)

    async def _aim(self, desk: Desk) -> None:
        """The next wake-up, at the second at which something is due. A calendar that was turned is aimed at anew."""
        now = desk.calendar()
        due_at = await desk.database.read(gate.next_due_at, now)
        if due_at is None or not self.scheduler.running:
            return
        self.scheduler.add_job(
            self._ring_publish,
            DateTrigger(desk.machine() + (due_at - now)),
            id="publish-when-due",
            name="publish-when-due",
            replace_existing=True,
            misfire_grace_time=None,
        )

    async def _ring_publish(self) -> None:
        self.publish_now()

    def health(self) -> Mapping[str, object]:
        """`ok` when what is due would go out now, with the seconds since each job's last good round."""
        if self.desk is None:
            return {"ok": False, "jobs": {}}
        now = self.desk.machine()
        ages = {name: (now - ended).total_seconds() for name, ended in self.ended_at.items()}
        is_well = all(ages[job.name] < ALIVE.total_seconds() for job in self.jobs if job.name in VITAL)
        return {"ok": is_well, "jobs": ages}

    async def stop(self) -> None:
        """No new round; those under way get a moment to end."""
        self.desk = None
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        rounds = [task for tasks in self.under_way.values() for task in tasks]
        if rounds:
            _, late = await asyncio.wait(rounds, timeout=GOODBYE.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
