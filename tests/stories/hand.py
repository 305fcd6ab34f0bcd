"""A machine clock that a test turns by hand."""

from datetime import datetime, timedelta

from bot.clock import machine_now


class Hand:
    """A machine clock that a test turns: waits after a failure pass without waiting."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return machine_now() + self.ahead

    def forward(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)
