"""Threads with a bounded queue before them: what cannot be done soon is refused, and does not pile up."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from storage.errors import StorageBusy, StorageClosed

T = TypeVar("T")


class Threads:
    """The loop's own pool has six threads on two cores: six that wait for a lock would stop every look-up of a name."""

    def __init__(self, name: str, *, count: int, queue_limit: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix=f"greenlight-{name}")
        self._room = threading.BoundedSemaphore(count + queue_limit)

    def submit(self, work: Callable[[], T]) -> "Future[T]":
        """Raises StorageBusy when too much is waiting, StorageClosed after `close`."""
        if not self._room.acquire(blocking=False):
            raise StorageBusy("too much is waiting for the database")
        try:
            future = self._pool.submit(work)
        except RuntimeError as closed:
            # This is how a pool says that it was shut down.
            self._room.release()
            raise StorageClosed("the database was let go") from closed
        future.add_done_callback(lambda _: self._room.release())
        return future

    def close(self) -> None:
        """Finishes what is queued; safe to repeat."""
        self._pool.shutdown(wait=True)
