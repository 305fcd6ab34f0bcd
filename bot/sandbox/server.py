"""The sandbox itself: its parts put together, started and stopped."""

import asyncio
import contextlib
import inspect
import ipaddress
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import building
from bot.sandbox.clocks import Calendar, Machine
from bot.sandbox.control.acting import Acting, body
from bot.sandbox.control.changing import change_workspace
from bot.sandbox.control.disturbing import disturb, socket
from bot.sandbox.control.live import Live
from bot.sandbox.control.switches import LONGEST_POLL, Switches, turn_clock
from bot.sandbox.delivery.http_mode import RequestUrl
from bot.sandbox.downloads import Doors
from bot.sandbox.faults import Fault
from bot.sandbox.people.person import Person
from bot.sandbox.refusals import NotPossible
from bot.sandbox.web_api.door import Door
from bot.sandbox.workspace import Workspace

PAGE = Path(__file__).parent / "page"
LARGEST_UPLOAD = 256 * 1024 * 1024
LOOK_AGAIN = 0.1
"""Seconds between looks while nothing changes in the sandbox."""


class Sandbox:
    """A small Slack. `clock` answers aware UTC for the calendar; `machine` may be replaced in tests."""

    def __init__(
        self,
        workspace: Workspace,
        clock: Callable[[], datetime] | None = None,
        strict: bool = True,
        machine: Machine | None = None,
    ) -> None:
        """Describe the workspace; nothing runs before `start`. `strict` refuses unknown arguments."""
        self.world = building.build(workspace, Calendar(clock), machine or Machine(), strict)
        self._door = Door(self.world)
        self._live = Live(self.world)
        self._runner: web.AppRunner | None = None
        self._request_url: RequestUrl | None = None

    @property
    def url(self) -> str:
        """Answer the address of the sandbox, such as http://127.0.0.1:8420."""
        return self.world.origin

    @property
    def api_url(self) -> str:
        """Answer what belongs into SLACK_API_URL."""
        return f"{self.url}/api/"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on loopback. Raises ValueError for any other address."""
        if not _is_loopback(host):
            raise ValueError(f"The sandbox listens on loopback only, not on {host}.")
        app = web.Application(client_max_size=LARGEST_UPLOAD, middlewares=[_answer_not_possible, _only_loopback])
        app.add_routes(self._routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.world.origin = f"http://{host}:{bound}"
        self._choose_carrier()

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        if self.world.next_ring is not None:
            self.world.next_ring.cancel()
        self.world.link.close()
        self.world.sockets.close()
        await self._live.close()
        if self._request_url is not None:
            await self._request_url.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def person(self, user: str) -> Person:
        """Answer the person to act as. Raises NotPossible if there is none with this id."""
        if user not in self.world.members:
            raise NotPossible("user_not_found", f"There is nobody with the id {user}.")
        return Person(self.world, user)

    async def idle(self) -> None:
        """Wait until every envelope has been acked or has timed out, and no Web API call is being served."""
        while not self.world.link.is_idle or self._door.serving:
            await self.world.changes.next()

    async def until(self, holds: Callable[[], Any | Awaitable[Any]], within: float = 10.0) -> Any:
        """Wait until `holds` answers something true, looking after every change; answers that.

        It is looked at ten times a second as well, because what it asks may be true inside the app first.
        Raises TimeoutError after `within` seconds.
        """
        async with asyncio.timeout(within):
            while True:
                changed = self.world.changes.next()
                answer = holds()
                answer = await answer if inspect.isawaitable(answer) else answer
                if answer:
                    changed.cancel()
                    return answer
                await asyncio.wait((changed,), timeout=LOOK_AGAIN)
                changed.cancel()

    async def connected(self, within: float = 10.0) -> None:
        """Wait until the app has opened a socket."""
        await self.until(lambda: self.world.sockets.count, within)

    async def verify_request_url(self) -> bool:
        """Tell whether the app's request URL answers the url_verification challenge (HTTP mode)."""
        return self._request_url is not None and await self._request_url.verify()

    def fault(self, kind: str, **where: Any) -> None:
        """Let a call or an envelope go wrong, or revoke the token; see faults.Fault."""
        disturb(self.world, Fault(kind, **where))

    def change_workspace(self, change: str, **fields: Any) -> None:
        """Archive, unarchive, remove_bot, invite_bot, add_member, remove_member, deactivate, change_user…"""
        change_workspace(self.world, change, **fields)

    def socket(self, kind: str) -> None:
        """Let the socket misbehave: warning, refresh_requested, link_disabled, drop, duplicate_next, hold…"""
        socket(self.world, kind)

    def turn_clock(self, now: str | None = None, forward: float | None = None) -> None:
        """Turn the calendar to an ISO moment, or forward by seconds."""
        turn_clock(self.world, now, forward)

    def traffic(self, since: int = 0) -> list[dict[str, Any]]:
        """Answer what went over the wire after number `since`."""
        return self.world.traffic.since(since)

    def _routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/", _page),
            web.static("/static", PAGE),
            web.post("/control/quiet", self._quiet),
            web.get("/control/changes", self._changes),
            web.route("*", "/api/{method}", self._door.serve),
            web.get("/socket/{ticket}", self.world.sockets.serve),
            *Doors(self.world).routes(),
            *self._live.routes(),
            *Acting(self.world).routes(),
            *Switches(self.world).routes(),
        ]

    async def _quiet(self, request: web.Request) -> web.Response:
        """Wait until it is quiet, `within` seconds at most; `quiet` tells which of the two it was."""
        within = float((await body(request)).get("within", LONGEST_POLL))
        try:
            async with asyncio.timeout(min(within, LONGEST_POLL)):
                await self.idle()
        except TimeoutError:
            return web.json_response({"ok": True, "quiet": False})
        return web.json_response({"ok": True, "quiet": True})

    async def _changes(self, request: web.Request) -> web.Response:
        """At once, or, told which `known` count the asker has, after the next change; `within` seconds at most."""
        known, changes = request.query.get("known"), self.world.changes
        within = float(request.query.get("within", LONGEST_POLL))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(within, LONGEST_POLL)):
                while known == str(changes.count):
                    await changes.next()
        return web.json_response({"ok": True, "count": changes.count})

    def _choose_carrier(self) -> None:
        world = self.world
        if world.workspace.request_url is None:
            world.link.carrier = world.sockets
            return
        workspace = world.workspace
        self._request_url = RequestUrl(workspace.request_url or "", workspace.signing_secret, world.machine, world.link)
        world.link.carrier = self._request_url


async def _page(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


@web.middleware
async def _answer_not_possible(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except NotPossible as problem:
        return web.json_response(problem.as_answer(), status=400)


@web.middleware
async def _only_loopback(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page elsewhere must not reach the control API by a name that resolves to this machine, nor post to it."""
    if request.path.startswith("/control") and not (
        _is_loopback(request.url.host or "") and _is_loopback(urlsplit(request.headers.get("Origin", "")).hostname)
    ):
        raise web.HTTPForbidden(text="The control API answers on loopback only.")
    return await handler(request)


def _is_loopback(host: str | None) -> bool:
    if host in (None, "", "localhost"):
        return host != ""
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
