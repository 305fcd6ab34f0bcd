"""Which hashtags went with better or worse results, once level, kind and hour are taken out. Pure.

They are compared with the account's other posts; what else those posts had in common nobody knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from handlers.learning.curve import EIGHTY, Curve
from handlers.learning.residuals import Leftover, spread

PRIOR = 0.25
"""How much a hashtag usually does, as a standard deviation in natural logarithms."""

LEAST = 3
"""Posts with a hashtag below which nothing is said of it."""


@dataclass(frozen=True)
class TagEffect:
    """One hashtag; shares as in `Better`."""

    tag: str
    posts: int
    share: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """The range holds no zero."""
        return self.low > 0 or self.high < 0


def effects(found: Sequence[Leftover], hours: Curve) -> list[TagEffect]:
    """The best first."""
    rest = [(one, one.value - float(hours.mean[one.hour])) for one in found]
    noise = spread([value for _, value in rest]) ** 2
    by_tag: dict[str, list[tuple[float, float]]] = {}
    for one, value in rest:
        for tag in one.tags:
            by_tag.setdefault(tag, []).append((one.weight, value))
    told = [_effect(tag, seen, noise) for tag, seen in by_tag.items() if len(seen) >= LEAST]
    return sorted(told, key=lambda one: (-one.share, one.tag))


def _effect(tag: str, seen: Sequence[tuple[float, float]], noise: float) -> TagEffect:
    known = 1 / PRIOR**2 + sum(weight for weight, _ in seen) / noise
    mean = sum(weight * value for weight, value in seen) / noise / known
    doubt = EIGHTY * known**-0.5
    return TagEffect(tag, len(seen), exp(mean) - 1, exp(mean - doubt) - 1, exp(mean + doubt) - 1)
