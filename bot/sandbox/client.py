"""A sandbox in another process, through its control API: act as a person, wait until it is quiet, read what they see.

A `RemotePerson` has the methods of people/person.py. What Slack's client would not let a person do raises NotPossible.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.sandbox.refusals import NotPossible

Json = dict[str, Any]
PATIENCE = 10.0
"""Seconds that a wait takes at most, unless it is told otherwise."""


class RemoteSandbox:
    """The sandbox at `url`, such as http://127.0.0.1:8420. `http` stays the caller's, who closes it."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self.url, self._http = url.rstrip("/"), http

    def person(self, user: str) -> "RemotePerson":
        """Somebody to act as; an id that nobody has is refused at the first act."""
        return RemotePerson(self, user)

    async def workspace(self) -> Json:
        """The team, the app, people, channels, commands, shortcuts, and how many sockets the app has open."""
        return await self.get("workspace")

    async def quiet(self, within: float = PATIENCE) -> None:
        """Until every envelope is acked or timed out and no call is under way. Raises TimeoutError."""
        answer = await self.post("quiet", within=within)
        if not answer["quiet"]:
            raise TimeoutError(f"The sandbox was not quiet within {within} s.")

    async def until(self, holds: Callable[[], Awaitable[Any]], within: float = PATIENCE) -> Any:
        """What `holds` answers once that is something true; it is asked after every change. Raises TimeoutError."""
        known = -1
        while True:
            answer = await holds()
            if answer:
                return answer
            change = await self.get("changes", known=known, within=within)
            if change["count"] == known:
                raise TimeoutError(f"Nothing happened for {within} s.")
            known = change["count"]

    async def turn_clock(self, now: str | None = None, forward: float | None = None) -> Json:
        """Turns the calendar to an ISO moment, or forward by seconds."""
        return await self.post("clock", now=now, forward=forward)

    async def fault(self, kind: str, **where: Any) -> Json:
        """Lets the next matching calls or envelopes go wrong, or revokes the token; see faults.py."""
        return await self.post("faults", kind=kind, **where)

    async def faults(self) -> Json:
        """What is still set to go wrong: `faults`, and `socket` for what is held or comes twice."""
        return await self.get("faults")

    async def calm(self, kind: str | None = None) -> Json:
        """Calls everything off, held envelopes included; or only the faults of one kind."""
        query = {"kind": kind} if kind else {}
        async with self._http.delete(f"{self.url}/control/faults", params=query) as response:
            return await _told(response)

    async def socket(self, kind: str) -> Json:
        """Lets the socket misbehave: warning, refresh_requested, link_disabled, drop, duplicate_next, hold, release…"""
        return await self.post("socket", kind=kind)

    async def change(self, change: str, **fields: Any) -> Json:
        """Archives a channel, removes the bot, deactivates a person…"""
        return await self.post(f"workspace/{change}", **fields)

    async def traffic(self, since: int = 0) -> list[Json]:
        """What went over the wire after number `since`."""
        found: list[Json] = (await self.get("traffic", since=since))["traffic"]
        return found

    async def get(self, path: str, **query: Any) -> Json:
        """Any other question to the control API."""
        given = {name: str(value) for name, value in query.items() if value is not None}
        async with self._http.get(f"{self.url}/control/{path}", params=given) as response:
            return await _told(response)

    async def post(self, path: str, **body: Any) -> Json:
        """Any other order to the control API."""
        async with self._http.post(f"{self.url}/control/{path}", json=body) as response:
            return await _told(response)

    async def send(self, path: str, name: str, data: bytes) -> Json:
        """A file's bytes."""
        async with self._http.post(f"{self.url}/control/{path}", params={"name": name}, data=data) as response:
            return await _told(response)


class RemotePerson:
    """Acts and sees as one person of a sandbox in another process."""

    def __init__(self, sandbox: RemoteSandbox, user: str) -> None:
        self.id, self._sandbox = user, sandbox

    async def command(self, channel: str, command: str, text: str = "") -> Json:
        return await self._do("command", channel=channel, command=command, text=text)

    async def shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> Json:
        return await self._do("shortcut", callback_id=callback_id, channel=channel, ts=ts)

    async def press(
        self,
        channel: str | None = None,
        ts: str | None = None,
        block_id: str = "",
        action_id: str = "",
        *,
        view_id: str | None = None,
        value: Any = None,
    ) -> Json:
        where = {"channel": channel, "ts": ts, "view_id": view_id}
        return await self._do("press", **where, block_id=block_id, action_id=action_id, value=value)

    async def type(self, view_id: str, block_id: str, action_id: str, value: Any = None, **fields: Any) -> Json:
        return await self._do("type", view_id=view_id, block_id=block_id, action_id=action_id, value=value, **fields)

    async def submit(self, view_id: str, values: Json | None = None) -> Json:
        return await self._do("submit", view_id=view_id, values=values)

    async def close(self, view_id: str, all: bool = False) -> Json:
        return await self._do("close", view_id=view_id, all=all)

    async def say(
        self, channel: str, text: str = "", thread_ts: str | None = None, files: list[str] | None = None
    ) -> Json:
        said: Json = (await self._do("say", channel=channel, text=text, thread_ts=thread_ts, files=files))["message"]
        return said

    async def react(self, channel: str, ts: str, name: str, remove: bool = False) -> Json:
        return await self._do("react", channel=channel, ts=ts, name=name, remove=remove)

    async def read(self, channel: str) -> Json:
        return await self._do("read", channel=channel)

    async def upload(self, name: str, data: bytes) -> Json:
        return await self._sandbox.send(f"as/{self.id}/upload", name, data)

    async def open_dm(self) -> Json:
        return await self._do("open_dm")

    async def home(self, tab: str = "home") -> Json:
        return await self._do("home", tab=tab)

    async def screen(self) -> Json:
        return await self._sandbox.get(f"as/{self.id}/screen")

    async def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        seen = await self._sandbox.get(f"as/{self.id}/messages", channel=channel, thread_ts=thread_ts)
        found: list[Json] = seen["messages"]
        return found

    async def notifications(self) -> list[Json]:
        found: list[Json] = (await self._sandbox.get(f"as/{self.id}/notifications"))["notifications"]
        return found

    async def _do(self, act: str, **given: Any) -> Json:
        return await self._sandbox.post(f"as/{self.id}/{act}", **given)


async def _told(response: aiohttp.ClientResponse) -> Json:
    answer: Json = await response.json()
    if response.status == 400:
        raise NotPossible(answer["error"], answer["reason"])
    response.raise_for_status()
    return answer
