"""A clock that runs fast, and is the same for several processes."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class FastClock:
    """The same for all processes: so many times faster than the wall's since `began`, in Unix seconds."""

    def __init__(self, began: float, speed: float) -> None:
        self.began, self._speed = began, speed

    def __call__(self) -> datetime:
        passed = (time.time() - self.began) * self._speed
        return datetime.fromtimestamp(self.began, UTC) + timedelta(seconds=passed)

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)
