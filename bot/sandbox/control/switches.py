"""/control/…: the workspace, the traffic, faults, the socket, the limits and the calendar."""

import asyncio
import contextlib
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.sandbox import shapes
from bot.sandbox.control.acting import body
from bot.sandbox.control.changing import change_workspace
from bot.sandbox.control.disturbing import calm, disturb, socket, still_set
from bot.sandbox.faults import Fault
from bot.sandbox.refusals import NotPossible
from bot.sandbox.speaking import scheduled
from bot.sandbox.traffic import KEPT
from bot.sandbox.world import World

Json = dict[str, Any]
LONGEST_POLL = 25
"""Seconds after which a question about the calendar is answered although nobody turned it."""


class Switches:
    """The handlers of everything that no single person does."""

    def __init__(self, world: World) -> None:
        """Work on `world`."""
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Answer the routes."""
        return [
            web.get("/control/workspace", self._workspace),
            web.post("/control/workspace/{change}", self._change),
            web.get("/control/traffic", self._traffic),
            web.get("/control/faults", self._faults),
            web.post("/control/faults", self._add_fault),
            web.delete("/control/faults", self._clear_faults),
            web.post("/control/socket", self._socket),
            web.get("/control/limits", self._limits),
            web.post("/control/limits", self._set_limits),
            web.get("/control/clock", self._clock),
            web.post("/control/clock", self._turn_clock),
        ]

    async def _workspace(self, request: web.Request) -> web.Response:
        return web.json_response(describe(self._world))

    async def _change(self, request: web.Request) -> web.Response:
        change = request.match_info["change"]
        change_workspace(self._world, change, **await body(request))
        return web.json_response({"ok": True})

    async def _traffic(self, request: web.Request) -> web.Response:
        since, most = (_number(request, name, usual) for name, usual in (("since", 0), ("most", KEPT)))
        return web.json_response({"ok": True, "traffic": self._world.traffic.since(since, most)})

    async def _faults(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, **still_set(self._world)})

    async def _add_fault(self, request: web.Request) -> web.Response:
        try:
            disturb(self._world, _fault(await body(request)))
        except ValueError as problem:
            raise NotPossible("invalid_arguments", f"{problem}") from None
        return web.json_response({"ok": True})

    async def _clear_faults(self, request: web.Request) -> web.Response:
        calm(self._world, request.query.get("kind"))
        return web.json_response({"ok": True})

    async def _socket(self, request: web.Request) -> web.Response:
        socket(self._world, str((await body(request)).get("kind")))
        return web.json_response({"ok": True})

    async def _limits(self, request: web.Request) -> web.Response:
        limits = self._world.limits
        return web.json_response({"ok": True, "on": limits.is_on, "levels": limits.levels(), "buckets": limits.left()})

    async def _set_limits(self, request: web.Request) -> web.Response:
        self._world.limits.is_on = bool((await body(request)).get("on", True))
        self._world.limits.refill()
        return web.json_response({"ok": True, "on": self._world.limits.is_on})

    async def _clock(self, request: web.Request) -> web.Response:
        """At once; or, told how many `turns` the asker knows of, once there was another, or after a while."""
        calendar, known = self._world.calendar, request.query.get("turns")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_POLL):
                while known == str(calendar.turns):
                    await self._world.changes.next()
        return web.json_response({"ok": True, "now": calendar.now().isoformat(), "turns": calendar.turns})

    async def _turn_clock(self, request: web.Request) -> web.Response:
        turn_clock(self._world, **await body(request))
        return web.json_response({"ok": True, "now": self._world.calendar.now().isoformat()})


def _number(request: web.Request, name: str, usual: int) -> int:
    given = request.query.get(name, "")
    return int(given) if given.isdecimal() else usual


def _fault(given: Json) -> Fault:
    known = [one.name for one in fields(Fault)]
    unknown = sorted(given.keys() - set(known))
    if unknown or "kind" not in given:
        wrong = f"has no {', '.join(unknown)}" if unknown else "needs a kind"
        raise ValueError(f"A fault {wrong}; its fields are {', '.join(known)}.")
    return Fault(**given)


def describe(world: World) -> Json:
    """Answer the team, the app, the cast and what the app offers."""
    workspace, manifest = world.workspace, world.manifest
    app: Json = {"id": workspace.app_id, "bot_id": workspace.bot_id, "bot_user_id": workspace.bot_user_id}
    app |= {"name": workspace.bot_real_name, "home_tab": manifest.has_home_tab}
    rooms = [c for c in world.conversations.values() if not c.is_direct]
    return {
        "ok": True,
        "team": {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.team_domain},
        "app": app | {"messages_tab": manifest.has_messages_tab, "may_be_written_to": manifest.may_be_written_to},
        "members": [shapes.user(world, member, with_locale=True) for member in world.members.values()],
        "channels": [{**shapes.channel(world, c), "members": list(c.members)} for c in rooms],
        "usergroups": [{"id": g.id, "handle": g.handle, "name": g.name} for g in workspace.usergroups],
        "commands": list(manifest.commands.values()),
        "guide": workspace.guide,
        "shortcuts": list(manifest.shortcuts.values()),
        "clock": world.calendar.now().isoformat(),
        "connections": world.sockets.count,
    }


def turn_clock(world: World, now: str | None = None, forward: float | None = None) -> None:
    """Turn the calendar to a moment (ISO 8601 with offset, or UTC) or forward by seconds."""
    if now is not None:
        moment = datetime.fromisoformat(now)
        world.calendar.turn_to(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if forward is not None:
        world.calendar.forward(float(forward))
    scheduled.post_due(world)
    world.changes.tell_everybody("clock")
