"""A network for tests: it answers as it was told, keeps what reached it, and complains when its script runs out."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from bot.publishers.modest import Modest
from handlers.allowance import Allowance
from handlers.publisher import Absent, Finding, Health, Manner, Outcome, Outgoing, Published, Reading, Removal

T = TypeVar("T")

Answer = Outcome | Exception | Callable[[], Awaitable[Outcome]]


class ScriptRanOut(Exception):
    """The code asked for more than the test foresaw."""


class ScriptedPublisher(Modest):
    """Keeps the port. Without a script everything is published; with one, each call takes the next answer."""

    network = "scripted"

    def __init__(self, *answers: Answer, finds: list[Finding] | None = None, manner: Manner | None = None) -> None:
        self.manner = manner or Manner()
        self.answers, self.finds = list(answers), list(finds or [])
        self.is_scripted = bool(answers)
        self.asked: list[Outgoing] = []
        self.looked: list[Outgoing] = []
        self.commented: list[tuple[str, str]] = []
        """Text, and the remote id that it stands under."""
        self.comments: list[Answer] = []
        self.taken_down: list[str] = []
        self.removals: list[Removal | Exception] = []
        self.read: list[str] = []
        self.readings: list[Reading | Exception] = []

    def allowance(self) -> Allowance:
        return Allowance(max_length=500, count=len, max_images=4)

    async def learn(self) -> Allowance:
        return self.allowance()

    async def publish(self, outgoing: Outgoing) -> Outcome:
        self.asked.append(outgoing)
        answer = self._next_answer(outgoing)
        if isinstance(answer, Exception):
            raise answer
        return await answer() if callable(answer) else answer

    def _next_answer(self, outgoing: Outgoing) -> Answer:
        if not self.is_scripted:
            number = len(self.asked)
            return Published(f"remote-{number}", f"https://network.example/{outgoing.publication_id}/{number}")
        if not self.answers:
            raise ScriptRanOut(f"publish was called {len(self.asked)} times")
        return self.answers.pop(0)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        self.looked.append(outgoing)
        if not self.finds:
            raise ScriptRanOut(f"look_up was called {len(self.looked)} times")
        return self.finds.pop(0)

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        self.commented.append((outgoing.text, under))
        answer = _next(self.comments, "comment")
        if isinstance(answer, Exception):
            raise answer
        return await answer() if callable(answer) else answer

    async def take_down(self, remote_id: str) -> Removal:
        self.taken_down.append(remote_id)
        answer = _next(self.removals, "take_down")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def figures(self, remote_id: str) -> Reading:
        self.read.append(remote_id)
        answer = _next(self.readings, "figures")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def check(self) -> Health:
        return Health(True)

    async def close(self) -> None:
        """Nothing is open."""


def _next(script: list[T], call: str) -> T:
    if not script:
        raise ScriptRanOut(f"{call} was called too often")
    return script.pop(0)


NOT_THERE = Absent()
REPEATABLE = Manner(repeatable_for=timedelta(minutes=55))
