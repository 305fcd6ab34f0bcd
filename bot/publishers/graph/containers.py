"""Publishing by container, as Instagram and Threads do: make one, wait until it is finished, publish it once.

A container is consumed when it is published, so the same call cannot double
(developers.facebook.com/docs/instagram-platform/content-publishing, developers.facebook.com/docs/threads/posts).
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.publishers.graph import answers, search
from bot.publishers.graph.answers import Trouble
from bot.publishers.graph.calls import Calls
from bot.publishers.graph.search import Item
from bot.publishers.http import Answer
from bot.publishers.stopped import Stopped
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, Finding, NotSent, Outcome, Outgoing, Published, Refused

LINK_WITHIN = 10
"""Seconds for asking after the link of what is live; without it the receipt has none, which is better than doubt."""
NUMBER = re.compile(r"\b\d{6,}\b")


class Status(StrEnum):
    """How far a container is."""

    IN_PROGRESS = "IN_PROGRESS"
    """The network is still fetching and digesting its media."""
    FINISHED = "FINISHED"
    """It can be published."""
    PUBLISHED = "PUBLISHED"
    """It is live."""
    ERROR = "ERROR"
    """It will never be."""
    EXPIRED = "EXPIRED"
    """It was not published within 24 hours."""


@dataclass(frozen=True)
class Dialect:
    """What the two networks call the same things."""

    create: str
    """The edge that makes containers."""
    publish: str
    """The edge that publishes them."""
    listing: str
    """The edge that lists what the account has out."""
    quota: str
    """The edge that says how much of the day's quota is used."""
    status: str
    """The container's field with its status."""
    reason: str
    """The container's field with what went wrong."""
    text: str
    """The field with the text."""


@dataclass(frozen=True)
class Containers:
    """Those of one account."""

    calls: Calls
    dialect: Dialect

    async def have_room(self) -> None:
        """Raises Stopped when the day's quota is used up; the network says how much it is, since documents disagree."""
        params = {"fields": "config,quota_usage"}
        answer = await self.calls.ask("GET", f"/{self.calls.account}/{self.dialect.quota}", params=params)
        entries = answer.fields().get("data")
        quota = entries[0] if isinstance(entries, list) and entries and isinstance(entries[0], dict) else {}
        used, allowed = quota.get("quota_usage"), (quota.get("config") or {}).get("quota_total")
        if isinstance(used, int) and isinstance(allowed, int) and used >= allowed:
            rest = timedelta(minutes=self.calls.facts["rest_minutes"])
            raise Stopped(NotSent(f"{used} of {allowed} for these 24 hours are used", rest))

    async def make(self, fields: Mapping[str, str]) -> str:
        """A new container's id; publishes nothing, so it may be repeated. Raises Stopped."""
        answer = await self.calls.ask("POST", f"/{self.calls.account}/{self.dialect.create}", data=fields)
        container = answer.fields().get("id")
        if not container:
            raise Stopped(NotSent("the answer names no container"))
        return str(container)

    async def finished(self, fields: Mapping[str, str]) -> str:
        """The same, once the network has digested it. Raises Stopped."""
        container = await self.make(fields)
        await self.digested([container])
        return container

    async def digested(self, containers: Sequence[str]) -> None:
        """Waits until all of them are; they were made before, so the network is at all of them already."""
        for container in containers:
            await self._digested(container)

    async def _digested(self, container: str) -> None:
        facts = self.calls.facts
        for number in range(facts["polls"]):
            status, reason = await self._status(container)
            if status is Status.FINISHED:
                return
            if status is not Status.IN_PROGRESS:
                raise Stopped(self._broken(status, reason))
            await self.calls.pause(min(2**number, facts["poll_seconds"]))
        raise Stopped(NotSent(f"the media were still being processed after {facts['polls'] * facts['poll_seconds']} s"))

    def _broken(self, status: Status, reason: str) -> Refused | NotSent:
        """A container that will never be published; its reason may name a problem with the content."""
        number = NUMBER.search(reason)
        found = Trouble(subcode=int(number[0]) if number else 0, words=reason)
        is_over = status is Status.EXPIRED or not reason or found.subcode in self.calls.facts["spent"]
        if not is_over:
            return Refused(answers.problem_of(found, self.calls.facts) or Problem.REFUSED, reason)
        return NotSent(reason or f"the container is {status}", is_spent=True)

    async def _status(self, container: str) -> tuple[Status, str]:
        """With the reason, where there is one. Raises Stopped."""
        fields = f"{self.dialect.status},{self.dialect.reason}"
        found = (await self.calls.ask("GET", f"/{container}", params={"fields": fields})).fields()
        try:
            status = Status(str(found.get(self.dialect.status)))
        except ValueError:
            raise Stopped(NotSent("the container has no status that we know")) from None
        return status, str(found.get(self.dialect.reason) or "")

    async def publish(self, outgoing: Outgoing) -> Outcome:
        """Only what is finished, and once: a container that is live already is found, not published again."""
        try:
            status, reason = await self._status(outgoing.handle)
            if status is Status.PUBLISHED:
                found = await self._find(outgoing)
                return found or Doubtful("the container is published, and cannot be seen yet")
        except Stopped as stopped:
            return stopped.outcome
        if status is Status.IN_PROGRESS:
            return NotSent("the media are still being processed", timedelta(seconds=self.calls.facts["poll_seconds"]))
        if status is not Status.FINISHED:
            return NotSent(reason or f"the container is {status}", is_spent=True)
        return await self.commit(outgoing.handle)

    async def commit(self, container: str) -> Outcome:
        """The one call that cannot be taken back."""
        path = f"/{self.calls.account}/{self.dialect.publish}"
        answer = await self.calls.commit("POST", path, data={"creation_id": container})
        if not isinstance(answer, Answer):
            return answer
        found = answer.fields().get("id")
        if not found:
            return Doubtful("the answer names nothing that is live")
        rests = answers.rests_for(answer, self.calls.machine_now(), self.calls.facts)
        return Published(str(found), await self._link(str(found)), rests)

    async def _link(self, media: str) -> str | None:
        try:
            async with asyncio.timeout(LINK_WITHIN):
                answer = await self.calls.ask("GET", f"/{media}", params={"fields": "permalink"})
        except (Stopped, TimeoutError):
            return None
        return answer.fields().get("permalink") or None

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """The container knows what became of it; which of the account's own it is now, text and time tell.

        Without a container nothing was published: it is kept before the call that publishes.
        """
        try:
            if not outgoing.handle:
                await self.calls.reached()
                return Absent(may_repeat=True)
            status, _ = await self._status(outgoing.handle)
            if status is Status.FINISHED:
                return Absent(may_repeat=True)
            found = await self._find(outgoing)
        except Stopped as stopped:
            return CannotTell(stopped.outcome.detail)
        return found or _unseen(status)

    async def _find(self, outgoing: Outgoing) -> Published | None:
        def is_it(item: Item) -> bool:
            return search.same(item.get(self.dialect.text) or "", outgoing.text)

        params = {"fields": f"id,{self.dialect.text},permalink,timestamp"}
        path = f"/{self.calls.account}/{self.dialect.listing}"
        item = await search.find(self.calls, path, params, outgoing, is_it, "timestamp")
        return Published(str(item["id"]), item.get("permalink")) if item and item.get("id") else None

    async def read(self, media: str, params: Mapping[str, str]) -> dict[str, Any]:
        """The insights of what is live. Raises Stopped."""
        return (await self.calls.ask("GET", f"/{media}/insights", params=params)).fields()


def _unseen(status: Status) -> Absent | CannotTell:
    """What it means that none of the account's own is this one."""
    if status is Status.PUBLISHED:
        return CannotTell("the container is published, and cannot be seen yet")
    if status is Status.IN_PROGRESS:
        return CannotTell("the container is still in progress")
    return Absent(may_repeat=True)
