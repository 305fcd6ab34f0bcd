"""How fast one may speak to Slack: token buckets by method and by channel, and its own word when it says wait.

Limits: docs.slack.dev/apis/web-api/rate-limits. They count calls in a minute, per method and workspace; a message
a second is what one channel takes.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.clock import monotonic

# Calls a minute. What is not named here is treated as tier 3.
TIER_2, TIER_3, TIER_4 = 20, 50, 100
A_MINUTE = {
    "chat.postMessage": 200,  # A workspace takes several hundred; the exact figure is not published.
    "chat.postEphemeral": TIER_4,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.info": TIER_4,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}
SPEAKS = {"chat.postMessage", "chat.postEphemeral"}
LONGEST_WAIT = 10.0


@dataclass
class Bucket:
    """Fills at a steady rate and holds a small burst; an urgent call may take it below empty."""

    capacity: float
    per_second: float
    level: float
    filled_at: float
    """Monotonic seconds."""

    def take(self, now: float) -> float:
        """Takes one token and returns for how many seconds it is still owed."""
        self._fill(now)
        self.level -= 1
        return max(0.0, -self.level / self.per_second)

    def give_back(self) -> None:
        """For a call that was not made after all."""
        self.level = min(self.capacity, self.level + 1)

    def _fill(self, now: float) -> None:
        self.level = min(self.capacity, self.level + (now - self.filled_at) * self.per_second)
        self.filled_at = now


@dataclass
class Pace:
    """Keeps calls within the limits. It belongs to one event loop and asks a clock that never goes back."""

    now: Callable[[], float] = monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    silent_until: dict[str, float] = field(default_factory=dict)

    async def turn(self, method: str, channel: str | None, *, urgent: bool = False) -> float:
        """Waits for this call's turn and returns 0; or returns at once for how many seconds to come back later.

        Later means that Slack itself asked for silence, or that the queue is longer than ten seconds. An urgent
        call does not wait for the pace, but those after it wait for what it took.
        """
        silence = self.silent_until.get(method, 0.0) - self.now()
        if silence > 0:
            return silence
        buckets = self._buckets(method, channel)
        wait = max(bucket.take(self.now()) for bucket in buckets)
        if urgent or wait == 0:
            return 0.0
        if wait > LONGEST_WAIT:
            for bucket in buckets:
                bucket.give_back()
            return wait
        await self.sleep(wait)
        return max(0.0, self.silent_until.get(method, 0.0) - self.now())

    def be_silent(self, method: str, seconds: float) -> None:
        """Slack answered 429: this method rests, in the whole workspace."""
        self.silent_until[method] = max(self.silent_until.get(method, 0.0), self.now() + seconds)

    def _buckets(self, method: str, channel: str | None) -> list[Bucket]:
        limit = A_MINUTE.get(method, TIER_3)
        # A burst and the refill of one minute together stay within the minute's limit.
        burst = limit / 5
        found = [self._bucket(("method", method), burst, (limit - burst) / 60)]
        if channel and method in SPEAKS:
            found.append(self._bucket(("channel", channel), 1.0, 1.0))
        return found

    def _bucket(self, key: tuple[str, str], capacity: float, per_second: float) -> Bucket:
        if key not in self.buckets:
            self.buckets[key] = Bucket(capacity, per_second, level=capacity, filled_at=self.now())
        return self.buckets[key]
