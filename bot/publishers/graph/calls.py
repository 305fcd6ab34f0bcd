"""Calls to the Graph API for one account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.publishers.graph import answers
from bot.publishers.graph.answers import Failure
from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.opening import Opening, Pause
from bot.publishers.stopped import Stopped
from handlers.problem import Problem
from handlers.publisher import Doubtful, Gone, NotSent, Refused, Removal


@dataclass(frozen=True)
class Calls:
    """A way to one account, and the clock that its waits are reckoned from."""

    caller: Caller
    account: str
    """Its id at the network."""
    facts: Mapping[str, Any]
    machine_now: Callable[[], datetime]
    pause: Pause

    async def ask(self, method: str, path: str, **content: Any) -> Answer:
        """A good answer to what publishes nothing; anything else raises Stopped, and never leaves a doubt."""
        answer = await self.answer(method, path, **content)
        if not answer.is_good:
            raise Stopped(answers.harmless(self.failure(answer)))
        return answer

    async def answer(self, method: str, path: str, **content: Any) -> Answer:
        """Whatever is answered to what publishes nothing. Raises Stopped when there is no answer."""
        try:
            return await self.caller.send(method, path, **content)
        except HttpFailure as trouble:
            raise Stopped(answers.harmless(unanswered(trouble))) from None

    async def reached(self) -> None:
        """Asks for nothing but an answer. Raises Stopped when there is none."""
        await self.ask("GET", f"/{self.account}", params={"fields": "id"})

    async def commit(self, method: str, path: str, **content: Any) -> Answer | Failure:
        """The call that publishes, once: its good answer, or what follows from any other."""
        try:
            answer = await self.caller.send(method, path, **content)
        except HttpFailure as trouble:
            return unanswered(trouble)
        return answer if answer.is_good else self.failure(answer)

    async def take_down(self, node: str) -> Removal:
        """Deletes it; what is not there any more is gone as well."""
        said = await self.commit("DELETE", f"/{node}")
        if isinstance(said, Answer) or (isinstance(said, Refused) and said.problem == Problem.GONE):
            return Gone()
        return said

    def failure(self, answer: Answer) -> Failure:
        return answers.failure(answer, self.machine_now(), self.facts)


def unanswered(trouble: HttpFailure) -> Failure:
    """What a missing answer means for the request."""
    if trouble.is_locked_out:
        return Refused(Problem.NOT_ALLOWED, trouble.detail)
    return NotSent(trouble.detail) if trouble.never_left else Doubtful(trouble.detail)


def opened(opening: Opening, origin: str = "") -> Calls:
    """To the network's origin, or another one of its own. Raises BadAddress."""
    caller = Caller(
        f"{origin or opening.origin}/{opening.facts['version']}",
        opening.tokens,
        opening.http_transport,
        has_ended=answers.token_has_ended,
    )
    return Calls(caller, opening.address, opening.facts, opening.machine_now, opening.pause)
