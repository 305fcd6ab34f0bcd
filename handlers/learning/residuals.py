"""Results made comparable: the account's level and the kind of post taken out, one lucky hit cut down. Pure.

What is left over is what the hour, a hashtag or chance may have done.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

NEAR = 30
"""Results around one, by time, whose median is the account's level then: followers come and go over months."""

SHRINK = 5
"""So many results of a kind count as one more of no effect."""

CUT = 2.5
"""Times the usual spread; what lies further out counts as that far."""

TO_SPREAD = 1.4826
"""From the median absolute deviation to a standard deviation, for normal residuals."""

HALF_LIFE = timedelta(weeks=9)
"""After so long a result counts half."""

LEAST_NOISE, MOST_NOISE = 0.3, 1.5


@dataclass(frozen=True)
class Point:
    """One result."""

    hour: int
    """Of the week where its readers are, 0 to 167."""
    engagement: int
    format: str
    at: datetime
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leftover:
    """What of a result is not explained by level and format, in natural logarithms."""

    hour: int
    value: float
    weight: float
    tags: tuple[str, ...] = ()


def leftovers(points: Sequence[Point], now: datetime) -> list[Leftover]:
    """Of points in the order of time."""
    logs = [math.log1p(point.engagement) for point in points]
    rest = [value - _level(logs, place) for place, value in enumerate(logs)]
    effects = _formats(points, rest)
    rest = [value - effects[point.format] for value, point in zip(rest, points, strict=True)]
    most = CUT * spread(rest)
    return [
        Leftover(point.hour, max(-most, min(most, value)), _weight(now - point.at), point.tags)
        for point, value in zip(points, rest, strict=True)
    ]


def _level(logs: Sequence[float], place: int) -> float:
    begins = max(0, min(place - NEAR // 2, len(logs) - NEAR))
    return median(logs[begins : begins + NEAR])


def _formats(points: Sequence[Point], rest: Sequence[float]) -> dict[str, float]:
    """How much better or worse each kind did, drawn towards nothing where there are few."""
    found: dict[str, list[float]] = {}
    for point, value in zip(points, rest, strict=True):
        found.setdefault(point.format, []).append(value)
    return {kind: sum(values) / (len(values) + SHRINK) for kind, values in found.items()}


def _weight(age: timedelta) -> float:
    return float(0.5 ** max(0.0, age / HALF_LIFE))


def spread(values: Sequence[float]) -> float:
    """A standard deviation that a few wild values do not move, within what is plausible."""
    if not values:
        return MOST_NOISE
    middle = median(values)
    found = TO_SPREAD * median(abs(value - middle) for value in values)
    return max(LEAST_NOISE, min(MOST_NOISE, found))
