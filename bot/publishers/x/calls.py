"""Calls to X for one account."""

from dataclasses import dataclass
from typing import Any

from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from bot.publishers.x import answers
from bot.publishers.x.answers import Failure
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused


@dataclass(frozen=True)
class Calls:
    """A way to one account, with its facts and its clock."""

    caller: Caller
    opening: Opening

    async def ask(self, method: str, path: str, **content: Any) -> Answer:
        """A good answer to what publishes nothing; anything else raises Stopped, and never leaves a doubt."""
        answer = await self.commit(method, path, **content)
        if not isinstance(answer, Answer):
            raise Stopped(answers.harmless(answer))
        return answer

    async def commit(self, method: str, path: str, **content: Any) -> Answer | Failure:
        """One call: its good answer, or what follows from any other."""
        try:
            answer = await self.caller.send(method, path, **content)
        except HttpFailure as trouble:
            return _unanswered(trouble)
        if answer.is_good:
            return answer
        return answers.failure(answer, self.opening.machine_now(), self.opening.facts)


def _unanswered(trouble: HttpFailure) -> Failure:
    if trouble.is_locked_out:
        return Refused(Problem.NOT_ALLOWED, trouble.detail)
    return NotSent(trouble.detail) if trouble.never_left else Doubtful(trouble.detail)
