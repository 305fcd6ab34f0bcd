"""Who is told that something they see has changed."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]
INSPECTORS = "inspectors"
"""Not a person: whoever looks at the traffic listens under this name."""


class Changes:
    """Numbered changes: each goes to the live listeners of the people concerned, and wakes whoever waits."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._seq = 0
        self.count = 0
        """How often something has changed, of any kind: whoever asks from outside waits for the next."""
        self._listeners: dict[str, set[Callable[[Json], None]]] = {}
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self, users: Iterable[str], what: str, channel: str | None = None) -> None:
        """Tell `users` that `what` has changed (in `channel`)."""
        self._seq += 1
        self.wake()
        if not self._listeners:
            return
        change: Json = {"seq": self._seq, "what": what}
        if channel is not None:
            change["channel"] = channel
        for user in users:
            for listener in self._listeners.get(user, ()):
                listener(change)

    def tell_everybody(self, what: str) -> None:
        """Tell every listener that `what` has changed."""
        self.tell(list(self._listeners), what)

    def listen(self, user: str, listener: Callable[[Json], None]) -> None:
        """Hand every later change that `user` sees to `listener`."""
        self._listeners.setdefault(user, set()).add(listener)

    def unlisten(self, user: str, listener: Callable[[Json], None]) -> None:
        """Stop handing changes to `listener`."""
        self._listeners.get(user, set()).discard(listener)
        if not self._listeners.get(user):
            self._listeners.pop(user, None)

    def wake(self) -> None:
        """Let whoever waits for a change look again."""
        self.count += 1
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def next(self) -> asyncio.Future[None]:
        """Answer a future that is done at the next change from now on."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        future.add_done_callback(self._waiting.discard)
        self._waiting.add(future)
        return future
