"""Rate limits as token buckets on the machine's clock.

Tiers per method, app and workspace: docs.slack.dev/apis/web-api/rate-limits. chat.postMessage has about one
message a second a channel instead. Slack publishes no burst sizes: a tier's burst is one minute's allowance.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How often a method may be called."""

    TIER_1 = "tier_1"  # Once a minute.
    TIER_2 = "tier_2"  # 20 times a minute.
    TIER_3 = "tier_3"  # 50 times a minute.
    TIER_4 = "tier_4"  # 100 times a minute.
    SPECIAL = "special"  # Hundreds a minute: auth.test, chat.getPermalink.
    POSTING = "posting"  # One message a second a channel, several hundred a minute a workspace.


@dataclass(frozen=True)
class Rate:
    """`per_minute` tokens flow in, at most `burst` are kept."""

    per_minute: float
    burst: int


USUAL = {
    Tier.TIER_1: Rate(1, 1),
    Tier.TIER_2: Rate(20, 20),
    Tier.TIER_3: Rate(50, 50),
    Tier.TIER_4: Rate(100, 100),
    Tier.SPECIAL: Rate(600, 600),
    Tier.POSTING: Rate(60, 10),
}
POSTING_IN_ALL = Rate(600, 300)


class Limits:
    """The buckets. `is_on` False lets everything through; `rates` may be replaced by tests."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Measure by `now`, in seconds."""
        self._now = now
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}
        self._rates_used: dict[tuple[str, str], Rate] = {}
        self.is_on = True
        self.rates = dict(USUAL)
        self.posting_in_all = POSTING_IN_ALL

    def take(self, method: str, tier: Tier, channel: str) -> int:
        """Take one token. Answers 0, or the whole seconds after which to try again."""
        if not self.is_on:
            return 0
        if tier is not Tier.POSTING:
            return self._take((method, ""), self.rates[tier])
        return self._take((method, channel), self.rates[tier]) or self._take((method, ""), self.posting_in_all)

    def levels(self) -> dict[str, float]:
        """Answer how many tokens each bucket held when it was last used, by `method channel`."""
        return {" ".join(key).strip(): round(tokens, 2) for key, (tokens, _) in self._buckets.items()}

    def left(self) -> list[dict[str, str | float]]:
        """Answer every bucket as it is now: what is left of its burst, and how much flows in a minute."""
        return [self._described(*key) for key in self._buckets]

    def _described(self, method: str, channel: str) -> dict[str, str | float]:
        key = (method, channel)
        rate = self._rates_used[key]
        left = _filled(*self._buckets[key], rate, self._now())
        bucket: dict[str, str | float] = {"method": method, "channel": channel, "left": round(left, 2)}
        return bucket | {"burst": rate.burst, "per_minute": rate.per_minute}

    def refill(self) -> None:
        """Fill every bucket again."""
        self._buckets.clear()

    def _take(self, key: tuple[str, str], rate: Rate) -> int:
        now = self._now()
        tokens, since = self._buckets.get(key, (float(rate.burst), now))
        tokens = _filled(tokens, since, rate, now)
        self._rates_used[key] = rate
        if tokens >= 1:
            self._buckets[key] = (tokens - 1, now)
            return 0
        self._buckets[key] = (tokens, now)
        return max(1, math.ceil((1 - tokens) * 60 / rate.per_minute))


def _filled(tokens: float, since: float, rate: Rate, now: float) -> float:
    return min(float(rate.burst), tokens + (now - since) * rate.per_minute / 60)
