"""The curve over the 168 hours of a week, with its uncertainty: a Gaussian process that begins by knowing nothing.

Its prior: days resemble each other and hours their neighbours (0.25 over 2.5 hours), a weekday may differ (0.15), the
weekend may differ (0.15), and a single stretch of the week may (0.10); all in natural logarithms of engagement.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, pi
from typing import Any

from handlers.learning.residuals import Leftover, spread

HOURS = 168
DAILY, WEEKDAY, WEEKEND, LOCAL = 0.25, 0.15, 0.15, 0.10
LENGTH = 2.5
"""Hours over which neighbours tell of each other."""

EIGHTY = 1.2816
"""Standard deviations to both sides that hold four cases in five."""

CAUTION = 0.5
"""How many standard deviations an hour's promise is cut by before hours are compared."""

ENOUGH = 20
"""Results below which nothing is suggested."""

ODDS = -1.0
"""In natural logarithms. At even odds more silence than doubt remains: half of the true differences go untold, and
where there are none, one town in a hundred hears of one; so it is about one in twenty (the simulation counts both)."""

APART = 2
"""Hours between two suggestions."""


@dataclass(frozen=True)
class Curve:
    """What the hours of a week seem to do, in natural logarithms."""

    mean: Any
    """168 numbers; 0 is as always."""
    cov: Any
    """168 x 168: how sure that is."""
    results: int
    evidence: float = 0.0
    """How much better hours explain the results than chance alone does, in natural logarithms of odds."""

    @property
    def tells(self) -> bool:
        """Whether hours matter at all, as far as results show. The best of many hours always looks good by chance."""
        return self.results >= ENOUGH and self.evidence > ODDS

    def sd(self, hour: int) -> float:
        return float(self.cov[hour, hour]) ** 0.5


@dataclass(frozen=True)
class Better:
    """How much better an hour is than the average of those allowed, as a share; the range holds four in five."""

    hour: int
    share: float
    low: float
    high: float

    @property
    def stands_out(self) -> bool:
        return self.low > 0


def curve(found: Sequence[Leftover]) -> Curve:
    """The posterior. Without any result it is the prior: nothing known anywhere."""
    import numpy

    prior = _prior()
    values, weights = numpy.zeros(HOURS), numpy.zeros(HOURS)
    for one in found:
        values[one.hour] += one.weight * one.value
        weights[one.hour] += one.weight
    seen = numpy.flatnonzero(weights)
    if not len(seen):
        return Curve(numpy.zeros(HOURS), prior, 0)
    noise = spread([one.value for one in found]) ** 2
    told, chance = values[seen] / weights[seen], numpy.diag(noise / weights[seen])
    known = prior[numpy.ix_(seen, seen)] + chance
    gain = numpy.linalg.solve(known, prior[seen]).T
    evidence = _likelihood(told, known) - _likelihood(told, chance)
    return Curve(gain @ told, prior - gain @ prior[seen], len(found), evidence)


def _likelihood(told: Any, cov: Any) -> float:
    """Up to what is the same for every covariance."""
    import numpy

    _, size = numpy.linalg.slogdet(cov)
    return float(-0.5 * (told @ numpy.linalg.solve(cov, told) + size))


@cache
def _prior() -> Any:
    import numpy

    hour = numpy.arange(HOURS)
    day, weekend = hour // 24, hour // 24 >= 5
    apart = numpy.abs(hour[:, None] - hour[None, :])
    round_week = numpy.minimum(apart, HOURS - apart)
    daily = numpy.exp(-2 * (numpy.sin(pi * apart / 24) / (2 * pi * LENGTH / 24)) ** 2)
    return (
        DAILY**2 * daily
        + WEEKDAY**2 * (day[:, None] == day[None, :])
        + WEEKEND**2 * (weekend[:, None] == weekend[None, :])
        + LOCAL**2 * numpy.exp(-(round_week**2) / (2 * LENGTH**2))
    )


def best(found: Curve, allowed: Collection[int], most: int = 3) -> list[Better]:
    """The hours that promise most, cautiously, at least two hours apart; the best first."""
    hours = sorted(allowed)
    promise = {hour: float(found.mean[hour]) - CAUTION * found.sd(hour) for hour in hours}
    chosen: list[int] = []
    for hour in sorted(hours, key=lambda one: -promise[one]):
        if len(chosen) < most and all(_distance(hour, other) >= APART for other in chosen):
            chosen.append(hour)
    return [better(found, hour, hours) for hour in chosen]


def better(found: Curve, hour: int, allowed: Sequence[int]) -> Better:
    """One hour against the average of those allowed; what they share is no news of either."""
    import numpy

    others = numpy.array(allowed)
    share = numpy.zeros(HOURS)
    share[others] = -1 / len(others)
    share[hour] += 1
    gain, doubt = float(share @ found.mean), EIGHTY * float(max(share @ found.cov @ share, 0)) ** 0.5
    return Better(hour, exp(gain) - 1, exp(gain - doubt) - 1, exp(gain + doubt) - 1)


def _distance(one: int, other: int) -> int:
    apart = abs(one - other)
    return min(apart, HOURS - apart)


def to_learn(found: Curve, allowed: Collection[int], draw: Callable[[], float]) -> int:
    """An hour that may be the best, drawn as its doubt allows (Thompson's sampling); `draw` gives normal numbers."""
    import numpy

    root = numpy.linalg.cholesky(found.cov + 1e-9 * numpy.eye(HOURS))
    one_world = found.mean + root @ numpy.array([draw() for _ in range(HOURS)])
    return max(sorted(allowed), key=lambda hour: float(one_world[hour]))
