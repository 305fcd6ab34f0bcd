"""The only place that asks the machine what time it is; everything else is told.

There are two clocks. The machine's runs leases, timeouts, rate limits and signatures, and nobody turns it.
The calendar runs what people plan (due, overdue, nudges, digests, quiet hours); the demo and the tests turn
it forward.
"""

import time
from datetime import UTC, datetime, timedelta


def machine_now() -> datetime:
    """The machine's time, aware and in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds since some moment, never going back: for measuring how long something takes."""
    return time.monotonic()


class Calendar:
    """The machine's time plus an offset that can be turned."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """The calendar's time, aware and in UTC."""
        return machine_now() + self.offset

    def forward(self, by: timedelta) -> datetime:
        """Turns the calendar and returns its new time; a negative length turns it back."""
        self.offset += by
        return self.now()
