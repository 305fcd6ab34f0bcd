"""From an account's results to what is kept of them: the week hour by hour, the best of it, and the hashtags."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from handlers.learning import curve as curves
from handlers.learning import tags
from handlers.learning.curve import HOURS, Better
from handlers.learning.residuals import Point, leftovers
from handlers.learning.tags import TagEffect
from handlers.posting.hours import Windows, is_open
from handlers.reporting import spans
from handlers.reporting.resulting import readers_zone
from storage import brands, learned, results
from storage.brands import Account, Brand

LOOKS_BACK = timedelta(weeks=52)
MOST_RESULTS = 3000
"""The newest; after a year the rest counts next to nothing."""

WAKING = range(6, 23)
"""Hours of a day that are thought of where an account has no posting hours: nobody is there at night to answer."""

MOST_TAGS = 30


@dataclass(frozen=True)
class Material:
    """What is learned from, as plain data."""

    account_id: int
    points: tuple[Point, ...]
    allowed: frozenset[int]


@dataclass(frozen=True)
class Lesson:
    """What was learned from one account."""

    results: int
    tells: bool
    """Whether an hour is worth suggesting."""
    shares: tuple[float, ...] = ()
    """Of each hour of the week, against the average of those allowed; 0.1 is ten per cent more."""
    lows: tuple[float, ...] = ()
    highs: tuple[float, ...] = ()
    best: tuple[int, ...] = ()
    """Hours of the week, the best first."""
    to_learn: int | None = None
    tags: tuple[TagEffect, ...] = ()

    def better(self, hour: int) -> Better:
        return Better(hour, self.shares[hour], self.lows[hour], self.highs[hour])


NOTHING = Lesson(0, tells=False)


def material(session: Session, account_id: int, now: datetime) -> Material:
    """Everything that is needed, read in one transaction."""
    account = brands.accounts_by_id(session, [account_id])[account_id]
    brand = brands.brand(session, account.brand_id)
    rows = results.of_account(session, account_id, since=now - LOOKS_BACK, limit=MOST_RESULTS)
    tagged = results.tags_of(session, account_id, since=rows[0].published_at) if rows else {}
    points = tuple(
        Point(row.hour_of_week, row.engagement, row.format, row.published_at, tuple(tagged.get(row.publication_id, ())))
        for row in rows
    )
    return Material(account_id, points, allowed_hours(account, brand, now))


def allowed_hours(account: Account, brand: Brand, now: datetime) -> frozenset[int]:
    """Hours of the readers' week in which something may go out."""
    zone = readers_zone(account, brand)
    windows: Windows = account.posting_hours
    if not windows:
        return frozenset(hour for hour in range(HOURS) if hour % 24 in WAKING)
    monday = spans.weeks_of(now, now + timedelta(seconds=2), zone)[0]
    begins = spans.midnight(monday, zone)
    hours = (hour for hour in range(HOURS) if is_open(windows, begins + timedelta(hours=hour), brand.zone))
    return frozenset(hours) or frozenset(range(HOURS))


def learn(found: Material, now: datetime, draw: Callable[[], float]) -> dict[str, Any]:
    """What is kept. Slow enough for a thread of its own; `draw` gives normal numbers."""
    kept: dict[str, Any] = {"results": len(found.points), "tells": False}
    if len(found.points) < curves.ENOUGH:
        # Without anything to reckon, the library for it is not even loaded: it takes more memory than all else does.
        return kept
    rest = leftovers(found.points, now)
    week = curves.curve(rest)
    allowed = sorted(found.allowed)
    every = [curves.better(week, hour, allowed) for hour in range(HOURS)]
    best = curves.best(week, allowed)
    return {
        **kept,
        "tells": week.tells and best[0].stands_out,
        "shares": [round(one.share, 4) for one in every],
        "lows": [round(one.low, 4) for one in every],
        "highs": [round(one.high, 4) for one in every],
        "best": [one.hour for one in best],
        "to_learn": curves.to_learn(week, allowed, draw),
        "tags": [[*vars(one).values()] for one in _shown(tags.effects(rest, week))],
    }


def _shown(found: list[TagEffect]) -> list[TagEffect]:
    """The best and the worst, where there are many."""
    half = MOST_TAGS // 2
    return found if len(found) <= MOST_TAGS else [*found[:half], *found[-half:]]


def lesson_of(session: Session, account_id: int) -> Lesson:
    """What is known of an account today, which may be nothing."""
    kept = learned.of_account(session, account_id)
    return lesson_from(kept.data) if kept else NOTHING


def lesson_from(data: Collection[Any] | dict[str, Any]) -> Lesson:
    """Back from what was kept."""
    told = dict(data)
    return Lesson(
        results=told["results"],
        tells=told["tells"],
        shares=tuple(told.get("shares", ())),
        lows=tuple(told.get("lows", ())),
        highs=tuple(told.get("highs", ())),
        best=tuple(told.get("best", ())),
        to_learn=told.get("to_learn"),
        tags=tuple(TagEffect(*one) for one in told.get("tags", ())),
    )
