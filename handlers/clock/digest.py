"""The daily digest in the review channel, on working days at its time in the brand's zone. Nothing to say: no digest.

The window is a day. Whoever takes its slot, in the same transaction as the message, writes the one digest of that day;
if nothing ran at its time, it comes later that morning, and not at all after noon.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from handlers import access, hours_of
from handlers.desk import Desk
from handlers.rhythm import gathering
from handlers.rhythm.week import monday_of
from handlers.showing.waiting import row
from handlers.snapshot import Snapshot, snapshots
from storage import brands, history, outbox, slots, submissions, under_way
from storage.brands import Brand
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.publications import Publication

log = logging.getLogger(__name__)

NOON = time(12)
AT_LEAST = timedelta(hours=3)
"""A digest that is due after nine has as long as this to be made up for."""

AHEAD = timedelta(hours=24)
LOOKS_BACK = timedelta(days=7)
"""The longest time since the last digest that is told about."""

SHOWN = 10
"""Rows of each list. What is left out is counted."""

COUNTED = 500
"""Publications of each list that are counted; more than that in a day nobody has."""


@dataclass(frozen=True)
class Window:
    """One day's digest: when it is due, and until when it may come late. UTC."""

    day: str
    opens: datetime
    closes: datetime


async def run_due(desk: Desk, now: datetime) -> bool:
    """Writes the day's digest of every brand whose time has come, if nobody has; whether something was said."""
    said = [
        await desk.database.write(write_digest, brand_id, now=now)
        for brand_id in await desk.database.read(due_brands, now=now)
    ]
    if any(said):
        desk.wake.deliver()
    return any(said)


def due_brands(session: Session, *, now: datetime) -> list[int]:
    """Asked every minute, so it is asked without a lock."""
    windows = [(brand, window_at(brand, now)) for brand in brands.all_active(session)]
    return [
        brand.number
        for brand, window in windows
        if window is not None and not slots.is_taken(session, slots.digest_of(brand.number), window.day)
    ]


def window_at(brand: Brand, now: datetime) -> Window | None:
    """The window that is open now, if one is. A time that the clocks jump over counts as the minute after the jump."""
    today = now.astimezone(brand.zone).date()
    opens = datetime.combine(today, time.fromisoformat(brand.digest_at), brand.zone).astimezone(UTC)
    closes = max(datetime.combine(today, NOON, brand.zone).astimezone(UTC), opens + AT_LEAST)
    is_open = hours_of.of_brand(brand).is_working_day(today) and opens <= now < closes
    return Window(today.isoformat(), opens, closes) if is_open else None


def write_digest(session: Session, brand_id: int, *, now: datetime) -> bool:
    """Takes the day's slot and, if there is something to say, says it. False also when somebody was faster."""
    brand = brands.brand(session, brand_id)
    window = window_at(brand, now)
    last = slots.last_slot(session, slots.digest_of(brand.number))
    if window is None or not slots.take_slot(session, slots.digest_of(brand.number), window.day, now=now):
        return False
    since = max(last.taken_at, now - LOOKS_BACK) if last else now - LOOKS_BACK
    content = gather(session, brand, since=since, now=now)
    if not any(content[name] for name in LISTS):
        return False
    outbox.say(
        session,
        f"digest:{brand.number}:{window.day}",
        "digest",
        place=Place.CHANNEL,
        recipient=brand.review_channel,
        urgency=Urgency.NEWS,
        now=now,
        **content,
    )
    numbers: dict[str, Any] = {name: len(content[name]) for name in LISTS}
    history.add(session, "digest.posted", actor_id=history.BOT, at=now, window=window.day, **numbers)
    return True


LISTS = ("pending", "going_out", "published", "trouble", "in_hand")


def gather(session: Session, brand: Brand, *, since: datetime, now: datetime) -> dict[str, Any]:
    """What the digest shows, as plain data."""
    number = access.brand_id(brand)
    pending = submissions.in_state(session, number, [Editorial.IN_REVIEW], SHOWN)
    going = under_way.going_out(session, number, since=now, until=now + AHEAD, limit=COUNTED)
    out = under_way.published_between(session, number, since=since, until=now, limit=COUNTED)
    trouble = under_way.in_trouble(session, number, COUNTED)
    in_hand = under_way.in_hand(session, number, COUNTED)
    waiting = snapshots(session, [one.number for one in pending]).values()
    return {
        "at": now.isoformat(),
        "since": since.isoformat(),
        "pending": [row(snap) for snap in waiting],
        "pending_total": submissions.count_in_state(session, number, Editorial.IN_REVIEW),
        **_list(session, "going_out", going),
        **_list(session, "published", out),
        **_list(session, "trouble", trouble),
        **_list(session, "in_hand", in_hand),
        "rhythm": _rhythm(session, brand, now),
        "health": _health(session, number, out, trouble, since, now),
    }


def _rhythm(session: Session, brand: Brand, now: datetime) -> list[dict[str, Any]]:
    """How far the accounts with an aim are this week, and on which days still to come nothing goes out."""
    today, monday = now.astimezone(brand.zone).date(), monday_of(now, brand.zone)
    return [
        {
            "account": one.name,
            "taken": one.week.taken,
            "aim": one.week.rhythm.aim_a_week,
            "empty": [day.isoformat() for day in one.week.empty if day >= today],
        }
        for one in gathering.aiming(session, brand, monday, now)[:SHOWN]
    ]


def _list(session: Session, name: str, rows: Sequence[Publication]) -> dict[str, Any]:
    """The first few submissions of a list, each with its accounts, and how many there are in all."""
    by_submission: dict[int, list[Publication]] = {}
    for publication in rows:
        by_submission.setdefault(publication.submission_id, []).append(publication)
    shown = snapshots(session, list(by_submission)[:SHOWN])
    return {
        name: [_with_accounts(snap, by_submission[snap.number]) for snap in shown.values()],
        f"{name}_total": len(by_submission),
    }


def _with_accounts(snap: Snapshot, rows: Iterable[Publication]) -> dict[str, Any]:
    ids = {publication.number for publication in rows}
    of_these = [one for one in (*snap.on, *snap.taken_off) if one.publication_id in ids]
    accounts = [{"name": one.account, "link": one.link, "state": one.state.value} for one in of_these]
    due_at = min((one.due_at for one in of_these if one.due_at), default=None)
    return {**row(snap), "on": accounts, "due_at": due_at.isoformat() if due_at else None}


def _health(
    session: Session,
    brand_id: int,
    out: Sequence[Publication],
    trouble: Sequence[Publication],
    since: datetime,
    now: datetime,
) -> dict[str, Any]:
    """One line that shows that the machine is alive: what was due since the last digest, and what became of it."""
    recent = [publication for publication in trouble if publication.changed_at >= since]
    seen_at = slots.last_beat(session, slots.PUBLISHING)
    following = under_way.going_out(session, brand_id, since=now, until=now + timedelta(days=366), limit=1)
    next_at = following[0].due_at if following else None
    return {
        "due": len(out) + len(recent),
        "published": len(out),
        "missed": sum(one.state == Delivery.MISSED for one in recent),
        "failed": sum(one.state == Delivery.FAILED for one in recent),
        "not_sure": sum(one.state == Delivery.UNKNOWN for one in recent),
        "seen_at": seen_at.isoformat() if seen_at else None,
        "next_at": next_at.isoformat() if next_at else None,
    }
