"""A network for tests: it answers as it was told, keeps what reached it, and complains when its script runs out."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.publishers.modest import Modest
from handlers.allowance import Allowance
from handlers.publisher import Absent, Finding, Health, Manner, Outcome, Outgoing, Published

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

    async def check(self) -> Health:
        return Health(True)

    async def close(self) -> None:
        """Nothing is open."""


NOT_THERE = Absent()
REPEATABLE = Manner(repeatable_for=timedelta(minutes=55))
