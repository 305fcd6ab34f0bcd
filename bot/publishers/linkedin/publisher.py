"""One organisation's page, or one member.

learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.linkedin import answers, little
from bot.publishers.linkedin.calls import Calls, unsent
from bot.publishers.linkedin.content import content, made_of
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from handlers.allowance import Allowance
from handlers.problem import Problem
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
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

EVERYBODY = {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []}
CLOCK_SKEW = timedelta(minutes=2)
"""How far the network's clock and ours may disagree."""


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the origin is not safe for a token."""
    return LinkedIn(opening)


class LinkedIn:
    """The address is the URN of who publishes. Only of an organisation can posts and figures be read."""

    network = "linkedin"

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        facts, transport = opening.facts, opening.http_transport
        headers = {"LinkedIn-Version": str(facts["version"]), "X-Restli-Protocol-Version": "2.0.0"}
        api = Caller(opening.origin, opening.tokens, transport, headers=headers)
        self._calls = Calls(opening, api, Caller(None, None, transport))
        self._is_page = opening.address.startswith("urn:li:organization:")
        self.manner = Manner(
            undo_for=timedelta(seconds=15), takes_comment=True, can_take_down=True, has_figures=self._is_page
        )

    def allowance(self) -> Allowance:
        return answers.allowance(self._opening.facts)

    async def learn(self) -> Allowance:
        return self.allowance()

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        try:
            return Made(json.dumps(made) if (made := await made_of(self._calls, outgoing)) else "")
        except Stopped as stopped:
            return stopped.outcome

    async def publish(self, outgoing: Outgoing) -> Outcome:
        post = {
            "author": self._calls.owner,
            "commentary": little.written(outgoing.text),
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
            **content(outgoing),
        }
        return await self._said("/rest/posts", post, lambda urn: f"https://www.linkedin.com/feed/update/{urn}/")

    async def _said(self, path: str, body: Mapping[str, Any], link: Any) -> Outcome:
        """One call that puts something up; its id is in a header."""
        try:
            answer = await self._calls.api.send("POST", path, json=body)
        except HttpFailure as failure:
            return unsent(failure) if failure.never_left else Doubtful(failure.detail)
        if not answer.is_good:
            return self._calls.failure(answer)
        urn = answer.headers.get("x-restli-id") or answer.headers.get("x-linkedin-id")
        return Published(urn, link(urn)) if urn else Doubtful("the answer names no post")

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """Among the newest posts of the page; those of a member cannot be read with the rights that apps get."""
        if not self._is_page:
            return CannotTell("what a member posted cannot be read")
        since = (outgoing.started_at or self._opening.machine_now()) - CLOCK_SKEW
        author = quote(self._calls.owner, safe="")
        try:
            answer = await self._calls.ask("GET", f"/rest/posts?author={author}&q=author&count=50&sortBy=LAST_MODIFIED")
        except Stopped as stopped:
            return CannotTell(stopped.outcome.detail)
        return _found(answer, outgoing.text, since)

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        """As who published it; a comment's text is plain (…/shares/comments-api)."""
        body = {"actor": self._calls.owner, "object": under, "message": {"text": outgoing.text}}
        path = f"/rest/socialActions/{quote(under, safe='')}/comments"
        return await self._said(path, body, lambda _urn: f"https://www.linkedin.com/feed/update/{under}/")

    async def take_down(self, remote_id: str) -> Removal:
        """The network answers a second time as it did the first."""
        try:
            answer = await self._calls.api.send("DELETE", f"/rest/posts/{quote(remote_id, safe='')}")
        except HttpFailure as failure:
            return unsent(failure) if failure.never_left else Doubtful(failure.detail)
        return Gone() if answer.is_good or answer.status == 404 else self._calls.failure(answer)

    async def figures(self, remote_id: str) -> Reading:
        """Of a page's post (…/organizations/share-statistics)."""
        if not self._is_page:
            return Refused(Problem.CANT, "figures of members' posts need a right that apps do not get")
        kind = "ugcPosts" if remote_id.startswith("urn:li:ugcPost:") else "shares"
        owner, post = quote(self._calls.owner, safe=""), quote(remote_id, safe="")
        path = f"/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity={owner}"
        try:
            return answers.figures(await self._calls.ask("GET", f"{path}&{kind}=List({post})"))
        except Stopped as stopped:
            return stopped.outcome

    async def check(self) -> Health:
        author = quote(self._calls.owner, safe="")
        path = f"/rest/posts?author={author}&q=author&count=1" if self._is_page else "/v2/userinfo"
        try:
            answer = await self._calls.ask("GET", path)
        except Stopped as stopped:
            return Health(False, stopped.outcome.detail, self._advice(stopped.outcome))
        return Health(True, str(answer.fields().get("name") or self._calls.owner))

    def _advice(self, outcome: Refused | NotSent) -> str:
        if isinstance(outcome, NotSent):
            return "See whether LinkedIn is up, then try again."
        return f'Connect "{self._opening.name}" again: a token lives for 60 days, and needs the right to post.'

    async def close(self) -> None:
        await self._calls.api.close()
        await self._calls.uploads.close()


def _found(answer: Answer, text: str, since: datetime) -> Finding:
    elements = answer.fields().get("elements")
    if not isinstance(elements, list):
        return CannotTell("the answer is no list of posts")
    for one in elements:
        if isinstance(one, dict) and one.get("id") and _is_it(one, text, since):
            return Published(str(one["id"]), f"https://www.linkedin.com/feed/update/{one['id']}/")
    return Absent()


def _is_it(post: Mapping[str, Any], text: str, since: datetime) -> bool:
    """Its text comes back as it was written for the network, or as readers see it."""
    created, commentary = post.get("createdAt"), str(post.get("commentary") or "")
    is_later = isinstance(created, int) and created >= since.timestamp() * 1000
    return is_later and text.strip() in (little.read(commentary).strip(), commentary.strip())
