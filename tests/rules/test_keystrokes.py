"""A person's keystrokes make one write in two seconds, the latest wins, and the last one is never lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from handlers.typed.keystrokes import PAUSE, REMEMBERED, Keystrokes

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Desk:
    """A clock that only turns when somebody waits, and a list of what was written."""

    def __init__(self) -> None:
        self.now, self.written = BEGIN, list[str]()
        self.gate = asyncio.Event()
        self.keystrokes = Keystrokes(later=self.later)

    async def later(self, seconds: float) -> None:
        await self.gate.wait()
        self.now += timedelta(seconds=seconds)

    def write(self, text: str) -> Callable[[], Awaitable[None]]:
        async def write() -> None:
            self.written.append(text)

        return write

    def types(self, text: str, person: str = "U1", draft: str = "d1") -> "asyncio.Task[None] | None":
        if self.keystrokes.note(person, draft, self.write(text)):
            return asyncio.ensure_future(self.keystrokes.run(person, lambda: self.now))
        return None


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_first_is_written_at_once_and_then_the_latest_after_the_pause() -> None:
    desk = Desk()
    desk.types("a")
    await turns()
    tasks = [desk.types(text) for text in ("ab", "abc", "abcd")]
    await turns()
    assert desk.written == ["a"]
    desk.gate.set()
    await asyncio.gather(*(task for task in tasks if task))
    assert desk.written == ["a", "abcd"]
    assert desk.now == BEGIN + PAUSE


async def test_two_people_do_not_wait_for_each_other() -> None:
    desk = Desk()
    desk.types("mine")
    desk.types("yours", "U2", "d2")
    await turns()
    assert desk.written == ["mine", "yours"]


async def test_closing_the_form_writes_at_once_what_is_pending() -> None:
    desk = Desk()
    desk.types("a")
    await turns()
    waiting = desk.types("ab")
    await turns()
    await desk.keystrokes.flush("U1", "d1")
    assert desk.written == ["a", "ab"]
    desk.gate.set()
    if waiting:
        await waiting
    assert desk.written == ["a", "ab"], "nothing is written twice"


async def test_sending_drops_what_is_older_and_nothing_late_brings_the_draft_back() -> None:
    desk = Desk()
    desk.types("a")
    await turns()
    waiting = desk.types("ab")
    await turns()
    desk.keystrokes.over("U1", "d1")
    desk.gate.set()
    if waiting:
        await waiting
    assert desk.types("abc") is None
    assert desk.written == ["a"]


async def test_a_write_that_fails_does_not_stop_the_next() -> None:
    desk = Desk()

    async def fails() -> None:
        raise OSError("disk full")

    assert desk.keystrokes.note("U1", "d1", fails)
    await desk.keystrokes.run("U1", lambda: desk.now)
    desk.gate.set()
    task = desk.types("b")
    assert task is not None
    await task
    assert desk.written == ["b"]


async def test_the_memory_of_what_is_over_is_bounded() -> None:
    desk = Desk()
    for number in range(REMEMBERED + 1):
        desk.keystrokes.over("U1", f"d{number}")
    assert desk.types("a", draft="d0") is not None
    assert desk.types("a", draft=f"d{REMEMBERED}") is None
    await turns()
