"""Reminders to those who owe a decision, and the question to the admins when the reminders did not help.

1. What has waited long enough, or must be decided soon to keep its time, is *ripe* for a person.
2. Each named approver gets everything ripe in one message, in their own working time, at most once a working day; once
   more only for what would otherwise miss its time. Where nobody is named, the channel gets one line instead.
3. What has waited still longer is put before the admins, once a revision.

A slot taken in the same transaction as the message keeps each of these to its once, however often this runs.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, hours_of, working_hours
from handlers.desk import Desk
from handlers.knowing import admins
from handlers.showing.waiting import row
from handlers.snapshot import Snapshot, snapshots
from handlers.working_hours import Hours
from storage import absences, brands, history, outbox, people, slots, submissions, under_way, waiting
from storage.brands import Brand, Role
from storage.lifecycle import Editorial
from storage.outbox import Place, Urgency
from storage.people import Person, Reminders

log = logging.getLogger(__name__)

LAST_CALL = timedelta(hours=2)
"""Working time left before the publish time when a decision is asked for once more."""

FRESH = timedelta(minutes=30)
"""The card itself has just told everybody; nobody is reminded of it sooner."""

MOST = 100
"""Waiting submissions looked at in one round, oldest first, and as many again that are due before long; nobody decides
on more in a day.
"""

LOOKS_AHEAD = timedelta(days=4)
"""A last call for a Tuesday after a long weekend comes on the Friday before."""

TO_READ_IT = timedelta(minutes=30)
"""Working time that a decision is given after the last safe moment."""

NEWS_A_DAY = 4
"""Messages a day, beside the reminder, for somebody who wants to hear of everything at once."""

PINGED = frozenset({Reminders.AT_ONCE, Reminders.GATHERED})
"""Wishes that a reminder answers to; the others read the digest, or nothing."""


@dataclass(frozen=True)
class Reader:
    """Somebody, or the channel, to be reminded in their own zone."""

    user_id: str | None
    hours: Hours
    wants: Reminders = Reminders.GATHERED
    snoozed_until: datetime | None = None
    channel_id: str = ""
    """Of a channel."""

    def sleeps(self, now: datetime) -> bool:
        """They have asked for peace until later."""
        return self.snoozed_until is not None and now < self.snoozed_until

    @property
    def name(self) -> str:
        return self.user_id or f"channel-{self.channel_id}"


@dataclass(frozen=True)
class Ripe:
    """What one reader should hear of now."""

    waiting: tuple[Snapshot, ...]
    """Waited long enough, or urgent."""
    urgent: tuple[Snapshot, ...]
    """Of these: would miss its time without a decision before long."""
    fresh: tuple[Snapshot, ...] = ()
    """Of these: this reader wants to hear of it at once, and has not."""


Waiting = Sequence[tuple[Brand, Snapshot]]

Late = tuple[Snapshot, ...]
"""What waits too long and was not put before an admin yet."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Reminds whom it is time to remind, and asks the admins; how many messages that is."""
    reminders, questions = await desk.database.read(plan, now=now)
    said = [await _once(desk, nudge, reader, ripe, now) for reader, ripe in reminders]
    asked = [await _once(desk, escalate, admin, late, now) for admin, late in questions]
    if any(said) or any(asked):
        desk.wake.deliver()
    return sum(said) + sum(asked)


async def _once(desk: Desk, transaction: Callable[..., bool], reader: Reader, about: object, now: datetime) -> bool:
    try:
        return await desk.database.write(transaction, reader, about, now=now)
    except Exception:
        log.exception("%s could not be reminded", reader.name)
        return False


def plan(session: Session, *, now: datetime) -> tuple[list[tuple[Reader, Ripe]], list[tuple[Reader, Late]]]:
    """Who should hear of what now. Read apart from the writing, so that a long queue keeps nobody else waiting."""
    every = brands.all_active(session)
    queue = [(brand, snap) for brand in every for snap in _in_review(session, brand, now)]
    reminders = [(reader, _ripe_for(session, reader, queue, now)) for reader in _at_work(list_readers(session), now)]
    questions = [(admin, _late_for(session, admin, queue, now)) for admin in _at_work(list_admins(session), now)]
    return [one for one in reminders if one[1].waiting], [one for one in questions if one[1]]


def _at_work(readers: Sequence[Reader], now: datetime) -> list[Reader]:
    return [reader for reader in readers if working_hours.is_working(now, reader.hours) and not reader.sleeps(now)]


def list_readers(session: Session) -> list[Reader]:
    """Named approvers who are still here, and who stands in for them, each once; where nobody is named, the channel."""
    found: dict[str, Reader] = {}
    for brand in brands.all_active(session):
        if access.is_open(session, brand):
            of_brand = [Reader(None, hours_of.of_brand(brand), channel_id=brand.review_channel)]
        else:
            named = access.approvers(session, brand)
            asked = dict.fromkeys([*named, *absences.covering(session, named).values()])
            of_brand = _readers(session, admins.here(session, asked), brand)
        found.update({one.name: one for one in of_brand if one.name not in found})
    return [one for one in found.values() if one.wants in PINGED]


def list_admins(session: Session) -> list[Reader]:
    found: dict[str, Reader] = {}
    for brand in brands.all_active(session):
        named = admins.here(session, brands.named(session, brand.number, Role.ADMIN))
        found.update({one.name: one for one in _readers(session, named, brand) if one.name not in found})
    return list(found.values())


def _readers(session: Session, user_ids: Sequence[str], brand: Brand) -> list[Reader]:
    known = people.people(session, user_ids)
    return [_reader(one, known.get(one), brand) for one in user_ids]


def _reader(user_id: str, person: Person | None, brand: Brand) -> Reader:
    wants = person.reminders if person else Reminders.GATHERED
    until = person.snoozed_until if person else None
    return Reader(user_id, hours_of.of_person(person, brand), wants, until)


def _ripe_for(session: Session, reader: Reader, queue: Waiting, now: datetime) -> Ripe:
    owed = [(brand, snap) for brand, snap in queue if _owes(reader, snap)]
    urgent = tuple(
        snap for _, snap in owed if _is_urgent(snap, reader.hours, now) and not _was_called(session, reader, snap)
    )
    fresh = tuple(snap for _, snap in owed if _is_news(session, reader, snap))
    ripe = tuple(
        snap
        for brand, snap in owed
        if snap in urgent or snap in fresh or now - snap.review_since >= timedelta(seconds=brand.nudge_after)
    )
    return Ripe(ripe, urgent, fresh)


def _is_news(session: Session, reader: Reader, snap: Snapshot) -> bool:
    """For those who want to hear of it when it begins to wait."""
    return reader.wants == Reminders.AT_ONCE and not slots.is_taken(session, f"news:{reader.name}", _revision(snap))


def _in_review(session: Session, brand: Brand, now: datetime) -> list[Snapshot]:
    """The oldest; and, however many are older, what is due before long."""
    oldest = submissions.in_state(session, brand.number, [Editorial.IN_REVIEW], MOST)
    soonest = under_way.awaited(session, brand.number, since=now, until=now + LOOKS_AHEAD, limit=MOST)
    numbers = dict.fromkeys([*(one.number for one in oldest), *soonest])
    return list(snapshots(session, numbers).values())


def _owes(reader: Reader, snap: Snapshot) -> bool:
    if reader.user_id is None:
        return snap.channel_id == reader.channel_id and snap.step is not None and snap.step.is_open
    return reader.user_id in snap.asked


def _is_urgent(snap: Snapshot, hours: Hours, now: datetime) -> bool:
    """Counted back from the publish time in the reader's working time."""
    due_at = snap.due_at
    if due_at is None or now >= due_at:
        return False
    return now >= max(snap.review_since + FRESH, working_hours.back(due_at, LAST_CALL, hours))


def _was_called(session: Session, reader: Reader, snap: Snapshot) -> bool:
    return slots.is_taken(session, f"last-call:{reader.name}", _revision(snap))


def _revision(snap: Snapshot) -> str:
    """What is asked for once: this version, at this step of its review."""
    step = f".{snap.step.step.id}" if snap.step and snap.step.step.id else ""
    return f"{snap.number}.{snap.revision}{step}"


def _late_for(session: Session, admin: Reader, queue: Waiting, now: datetime) -> Late:
    late = [
        snap
        for brand, snap in queue
        if now - snap.review_since >= timedelta(seconds=brand.escalate_after) and admin.user_id in snap.admin_ids
    ]
    return tuple(snap for snap in late if not slots.is_taken(session, f"escalate:{admin.name}", _revision(snap)))


def nudge(session: Session, reader: Reader, ripe: Ripe, *, now: datetime) -> bool:
    """One gathered message, if the day's slot is free. To a person it becomes their one waiting message."""
    today = _day(reader, now)
    if not _take_slot(session, reader, ripe, today, now):
        return False
    key = f"nudge:{reader.name}:{today}:{'.'.join(_revision(snap) for snap in (*ripe.urgent, *ripe.fresh))}"
    outbox.say(
        session,
        key,
        "nudge" if reader.user_id else "nudge_channel",
        place=Place.DIRECT if reader.user_id else Place.CHANNEL,
        recipient=reader.user_id or reader.channel_id,
        urgency=Urgency.TASK,
        now=now,
        rows=[{**row(snap), **_safe(snap, reader, now)} for snap in ripe.waiting],
        urgent=[snap.number for snap in ripe.urgent],
    )
    if reader.user_id:
        waiting.begin(session, reader.user_id, key)
    numbers = [snap.number for snap in ripe.waiting]
    history.add(session, "nudge.sent", actor_id=history.BOT, at=now, to=reader.name, submissions=numbers)
    return True


def _safe(snap: Snapshot, reader: Reader, now: datetime) -> dict[str, str]:
    """The last moment of the reader's own working time at which a yes still comes in time."""
    if snap.due_at is None or snap.due_at <= now or reader.user_id is None:
        return {}
    return {"safe_at": max(now, working_hours.back(snap.due_at, TO_READ_IT, reader.hours)).isoformat()}


def _day(reader: Reader, now: datetime) -> str:
    return now.astimezone(reader.hours.zone).date().isoformat()


def _take_slot(session: Session, reader: Reader, ripe: Ripe, today: str, now: datetime) -> bool:
    """The day's reminder; once more a day for what would otherwise miss its time; and, for those who want to hear at
    once, a few more for what is new.
    """
    has_slot = (
        slots.take_slot(session, f"nudge:{reader.name}", today, now=now)
        or (bool(ripe.urgent) and slots.take_slot(session, f"nudge-again:{reader.name}", today, now=now))
        or (bool(ripe.fresh) and _take_news_slot(session, reader, today, now))
    )
    if has_slot:
        for snap in ripe.urgent:
            slots.take_slot(session, f"last-call:{reader.name}", _revision(snap), now=now)
        for snap in ripe.fresh:
            slots.take_slot(session, f"news:{reader.name}", _revision(snap), now=now)
    return has_slot


def _take_news_slot(session: Session, reader: Reader, today: str, now: datetime) -> bool:
    return any(slots.take_slot(session, f"news-{place}:{reader.name}", today, now=now) for place in range(NEWS_A_DAY))


def escalate(session: Session, admin: Reader, late: Late, *, now: datetime) -> bool:
    """One message about everything that waits too long and was not put before this admin yet; once a working day."""
    today = _day(admin, now)
    if not slots.take_slot(session, f"escalation:{admin.name}", today, now=now):
        return False
    for snap in late:
        slots.take_slot(session, f"escalate:{admin.name}", _revision(snap), now=now)
    outbox.say(
        session,
        f"escalate:{admin.name}:{today}",
        "escalation",
        place=Place.DIRECT,
        recipient=admin.name,
        urgency=Urgency.TASK,
        now=now,
        rows=[row(snap) for snap in late],
    )
    history.add_all(session, [_escalated(admin, snap, now) for snap in late])
    return True


def _escalated(admin: Reader, snap: Snapshot, now: datetime) -> history.Entry:
    about = {"to": admin.name, "revision": snap.revision}
    return history.Entry("submission.escalated", history.BOT, now, snap.number, about)
