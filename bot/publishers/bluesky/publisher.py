"""One account on Bluesky (docs.bsky.app/docs/advanced-guides/posts)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.publishers import waits
from bot.publishers.bluesky import answers, keys, limits, made, session
from bot.publishers.bluesky.calls import POSTS, Calls
from bot.publishers.bluesky.session import Session
from bot.publishers.http import Answer, Caller
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from bot.publishers.tokens import StaticToken
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

SITE = "https://bsky.app/profile"
PUT, DELETE = "com.atproto.repo.putRecord", "com.atproto.repo.deleteRecord"
ADVICE = "Make an app password in Bluesky's settings, and run `python -m bot connect bluesky` with it."


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the origin is not safe for a token."""
    return Bluesky(opening)


class Bluesky:
    """Speaks for one account. We choose a record's key, so the same call never makes a second record."""

    network = "bluesky"
    manner = Manner(
        undo_for=timedelta(seconds=15),
        repeats_safely=True,
        takes_comment=True,
        can_take_down=True,
        has_figures=True,
    )

    def __init__(self, opening: Opening) -> None:
        door = Caller(opening.origin, None, opening.http_transport)
        self._session = Session(opening.tokens or StaticToken("none"), opening.address, door)
        caller = Caller(opening.origin, self._session, opening.http_transport, has_ended=session.has_ended)
        self._calls = Calls(caller, opening)
        self._allowance = limits.allowance(opening.facts)

    def allowance(self) -> Allowance:
        return self._allowance

    async def learn(self) -> Allowance:
        return self._allowance

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        try:
            return Made((await made.prepare(self._calls, outgoing)).handle())
        except Stopped as stopped:
            return stopped.outcome

    async def publish(self, outgoing: Outgoing) -> Outcome:
        found = made.prepared(outgoing.handle)
        label = self._calls.opening.facts["sensitive_label"]
        return await self._put(found.key, made.record(outgoing, found, label))

    async def _put(self, key: str, record: dict[str, Any]) -> Outcome:
        """Made, or there already with the same content; with another one the server refuses (`swapRecord`)."""
        body = {"repo": self._calls.opening.address, "collection": POSTS, "rkey": key, "record": record}
        answer = await self._calls.commit(PUT, {**body, "swapRecord": None})
        if not isinstance(answer, Answer):
            return answer
        return self._published(answer) or Doubtful("the answer names no record")

    def _published(self, answer: Answer) -> Published | None:
        uri = str(answer.fields().get("uri") or "")
        key = uri.rpartition("/")[2]
        link = f"{SITE}/{self._calls.opening.address}/post/{key}"
        rests = waits.used_up(answer.headers, self._calls.opening.machine_now())
        return Published(uri, link, rests) if uri else None

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """By our key. Without one nothing was published: it is kept before the call that publishes."""
        try:
            if not outgoing.handle:
                await self._calls.read("com.atproto.server.getSession")
                return Absent(may_repeat=True)
            answer = await self._calls.record(made.prepared(outgoing.handle).key)
        except Stopped as stopped:
            return CannotTell(stopped.outcome.detail)
        if answer is None:
            return Absent(may_repeat=True)
        return self._published(answer) or CannotTell("the record has no address")

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        """A reply, with a key that follows from what it is under."""
        repo, _, key = under.removeprefix("at://").partition(f"/{POSTS}/")
        try:
            above = await self._calls.record(key, repo)
            if above is None:
                return Refused(Problem.GONE, "what it should stand under is not there any more")
            fresh = await made.prepare(self._calls, outgoing)
        except Stopped as stopped:
            return stopped.outcome
        record = made.record(outgoing, fresh, "")
        return await self._put(keys.after(key), {**record, **_reply(above)})

    async def take_down(self, remote_id: str) -> Removal:
        """The server answers the same whether it was there or not."""
        body = {"repo": self._calls.opening.address, "collection": POSTS, "rkey": remote_id.rpartition("/")[2]}
        answer = await self._calls.commit(DELETE, body)
        return Gone() if isinstance(answer, Answer) else answer

    async def figures(self, remote_id: str) -> Reading:
        try:
            answer = await self._calls.read("app.bsky.feed.getPosts", uris=remote_id)
        except Stopped as stopped:
            return stopped.outcome
        posts = answer.fields().get("posts")
        if not isinstance(posts, list):
            return NotSent("the answer has no figures")
        return _figures(posts[0]) if posts else Refused(Problem.GONE, "it is not there any more")

    async def trends(self) -> Sequence[str]:
        """Topics of which many write now. The method is one of those whose form may change any day ("unspecced").

        github.com/bluesky-social/atproto, lexicons/app/bsky/unspecced/getTrends.json
        """
        try:
            return answers.trends((await self._calls.read("app.bsky.unspecced.getTrends", limit="10")).fields())
        except Stopped:
            return ()

    async def check(self) -> Health:
        try:
            found = (await self._calls.read("com.atproto.server.getSession")).fields()
        except Stopped as stopped:
            is_refused = isinstance(stopped.outcome, Refused)
            return Health(False, stopped.outcome.detail, ADVICE if is_refused else "See whether the server is up.")
        return Health(True, f"@{found.get('handle')}")

    async def close(self) -> None:
        await self._calls.caller.close()
        await self._session.close()


def _reply(above: Answer) -> dict[str, Any]:
    """To the record that was read, a moment after it: the same for each attempt."""
    fields = above.fields()
    value = fields.get("value")
    created = str(value.get("createdAt")) if isinstance(value, dict) else ""
    place = {"uri": fields.get("uri"), "cid": fields.get("cid")}
    try:
        moment = keys.written(datetime.fromisoformat(created) + timedelta(seconds=1))
    except ValueError:
        return {"reply": {"root": place, "parent": place}}
    return {"reply": {"root": place, "parent": place}, "createdAt": moment}


def _figures(post: Any) -> Figures:
    counts = post if isinstance(post, dict) else {}
    numbers = {name: counts[name] for name in counts if name.endswith("Count") and isinstance(counts[name], int)}
    return Figures(
        likes=numbers.get("likeCount"),
        reposts=numbers.get("repostCount"),
        replies=numbers.get("replyCount"),
        raw=numbers,
    )
