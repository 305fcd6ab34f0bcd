"""Calls to an account's server, by the names that the protocol gives them (docs.bsky.app/docs/api)."""

from dataclasses import dataclass
from typing import Any

from bot.publishers.bluesky import answers
from bot.publishers.bluesky.answers import Failure
from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Refused

POSTS = "app.bsky.feed.post"


@dataclass(frozen=True)
class Calls:
    """A way to one account, with its facts and its clock."""

    caller: Caller
    opening: Opening

    async def read(self, name: str, **params: str) -> Answer:
        """A query's good answer. Raises Stopped."""
        return _good(await self._call("GET", name, params=params))

    async def write(self, name: str, **content: Any) -> Answer:
        """A good answer to what publishes nothing. Raises Stopped."""
        return _good(await self._call("POST", name, **content))

    async def commit(self, name: str, body: dict[str, Any]) -> Answer | Failure:
        """The call that publishes or deletes, once: its good answer, or what follows from any other."""
        return await self._call("POST", name, json=body)

    async def record(self, key: str, repo: str = "") -> Answer | None:
        """One record of an account's, or nothing where it does not exist. Raises Stopped."""
        params = {"repo": repo or self.opening.address, "collection": POSTS, "rkey": key}
        answer = await self._call("GET", "com.atproto.repo.getRecord", params=params)
        if isinstance(answer, Refused) and answer.problem == Problem.GONE:
            return None
        return _good(answer)

    async def _call(self, method: str, name: str, **content: Any) -> Answer | Failure:
        try:
            answer = await self.caller.send(method, f"/xrpc/{name}", **content)
        except HttpFailure as trouble:
            return _unanswered(trouble)
        if answer.is_good:
            return answer
        return answers.failure(answer, self.opening.machine_now(), self.opening.facts)


def _good(answer: Answer | Failure) -> Answer:
    if isinstance(answer, Answer):
        return answer
    raise Stopped(answers.harmless(answer))


def _unanswered(trouble: HttpFailure) -> Failure:
    if trouble.is_locked_out:
        return Refused(Problem.NOT_ALLOWED, trouble.detail)
    return NotSent(trouble.detail) if trouble.never_left else Doubtful(trouble.detail)
