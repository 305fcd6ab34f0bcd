"""At which ages the figures of a publication are read, and what follows from an answer. Pure."""

from datetime import datetime, timedelta

from handlers.problem import Problem
from handlers.publisher import Figures, NotSent, Reading, Refused

AGES = (1, 24, 72, 168)
"""Hours after it went live."""

AGAIN_AFTER = timedelta(minutes=15)
"""How long a network is left alone that could not be asked."""

GIVES_UP_AFTER = timedelta(hours=24)
"""A last reading that does not succeed within this time is left out."""


def first(published_at: datetime) -> datetime:
    return published_at + timedelta(hours=AGES[0])


def reached(published_at: datetime, now: datetime) -> int:
    """The age, in hours, that a reading at `now` counts for. Those that passed in a standstill are left out."""
    hours = (now - published_at) / timedelta(hours=1)
    return max((age for age in AGES if age <= hours), default=AGES[0])


def following(published_at: datetime, now: datetime) -> datetime | None:
    """When it is read next; nothing after the last."""
    ahead = (published_at + timedelta(hours=age) for age in AGES)
    return next((when for when in ahead if when > now), None)


def after(answer: Reading, published_at: datetime, now: datetime) -> datetime | None:
    """When it is read next, by what the network said."""
    match answer:
        case Figures():
            return following(published_at, now)
        case NotSent():
            last = published_at + timedelta(hours=AGES[-1]) + GIVES_UP_AFTER
            again = now + max(AGAIN_AFTER, answer.retry_after or AGAIN_AFTER)
            return again if again <= last else None
        case Refused():
            # Nothing to be read there, ever; or not now, and an admin may mend that until the next age.
            is_for_good = answer.problem in (Problem.CANT, Problem.GONE)
            return None if is_for_good else following(published_at, now)
