"""One account on X (docs.x.com/x-api/posts/create-post)."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.publishers import waits
from bot.publishers.http import Answer, Caller
from bot.publishers.modest import Modest
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from bot.publishers.x import answers, limits, search, uploads
from bot.publishers.x.calls import Calls
from handlers.allowance import Allowance
from handlers.problem import Problem
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Figures,
    Finding,
    Gone,
    Health,
    Made,
    Manner,
    NotSent,
    Outcome,
    Outgoing,
    Preparation,
    Published,
    Publisher,
    Reading,
    Refused,
    Removal,
)

ADVICE = "Connect it again with `python -m bot connect x`, and see in X's developer console whether credits are left."


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the origin is not safe for a token."""
    return X(Calls(Caller(opening.origin, opening.tokens, opening.http_transport), opening))


class X(Modest):
    """Whether a reply to one's own post may be made by API is not said anywhere, so a team turns that on by itself."""

    network = "x"

    def __init__(self, calls: Calls) -> None:
        self._calls, self._facts = calls, calls.opening.facts
        self._allowance = limits.allowance(self._facts)
        self.manner = Manner(
            undo_for=timedelta(seconds=15),
            takes_comment=bool(self._facts["takes_replies"]),
            can_take_down=True,
            has_figures=True,
        )

    def allowance(self) -> Allowance:
        return self._allowance

    async def learn(self) -> Allowance:
        return self._allowance

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        try:
            media = await uploads.upload(self._calls, outgoing)
        except Stopped as stopped:
            return stopped.outcome
        return Made(json.dumps(media) if media else "")

    async def publish(self, outgoing: Outgoing) -> Outcome:
        post: dict[str, Any] = {"text": outgoing.text} if outgoing.text else {}
        if outgoing.handle:
            post["media"] = {"media_ids": json.loads(outgoing.handle)}
        if outgoing.flags.is_paid:
            post["paid_partnership"] = True
        if outgoing.flags.is_ai:
            post["made_with_ai"] = True
        return await self._post(post)

    async def _post(self, post: Mapping[str, Any]) -> Outcome:
        answer = await self._calls.commit("POST", "/2/tweets", json=post)
        if not isinstance(answer, Answer):
            return answer
        found = _data(answer).get("id")
        if not found:
            return Doubtful("the answer names no post")
        rests = waits.used_up(answer.headers, self._calls.opening.machine_now())
        return Published(str(found), link(str(found)), rests)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """X keeps no key, and its refusal of duplicates does not say which post it means."""
        try:
            found = await search.find(self._calls, outgoing)
        except Stopped as stopped:
            return CannotTell(stopped.outcome.detail)
        return Published(str(found["id"]), link(str(found["id"]))) if found and found.get("id") else Absent()

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        """A reply to what is live."""
        if not self.manner.takes_comment:
            return Refused(Problem.CANT, "replies by API are turned off: X allows them only where it sees fit")
        return await self._post({"text": outgoing.text, "reply": {"in_reply_to_tweet_id": under}})

    async def take_down(self, remote_id: str) -> Removal:
        said = await self._calls.commit("DELETE", f"/2/tweets/{remote_id}")
        if isinstance(said, Answer) or (isinstance(said, Refused) and said.problem == Problem.GONE):
            return Gone()
        return said

    async def figures(self, remote_id: str) -> Reading:
        params = {"tweet.fields": "public_metrics"}
        try:
            answer = await self._calls.ask("GET", f"/2/tweets/{remote_id}", params=params)
        except Stopped as stopped:
            return stopped.outcome
        if answers.is_missing(answer):
            return Refused(Problem.GONE, answers.words(answer))
        found = _data(answer).get("public_metrics")
        return _figures(found) if isinstance(found, dict) else NotSent("the answer has no figures")

    async def check(self) -> Health:
        try:
            found = _data(await self._calls.ask("GET", "/2/users/me"))
        except Stopped as stopped:
            is_refused = isinstance(stopped.outcome, Refused)
            return Health(False, stopped.outcome.detail, ADVICE if is_refused else "See whether X is up.")
        if str(found.get("id")) != self._calls.opening.address:
            return Health(False, f"the token is for @{found.get('username')}, another account", ADVICE)
        return Health(True, f"@{found.get('username')}")

    async def close(self) -> None:
        await self._calls.caller.close()


def link(post: str) -> str:
    """Leads to a post without its author's name, which may change."""
    return f"https://x.com/i/status/{post}"


def _data(answer: Answer) -> dict[str, Any]:
    found = answer.fields().get("data")
    return found if isinstance(found, dict) else {}


def _figures(found: Mapping[str, Any]) -> Figures:
    counts = {name: value for name, value in found.items() if isinstance(value, int)}
    return Figures(
        views=counts.get("impression_count"),
        likes=counts.get("like_count"),
        reposts=counts.get("retweet_count"),
        replies=counts.get("reply_count"),
        raw=found,
    )
