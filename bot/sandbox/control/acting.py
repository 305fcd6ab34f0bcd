"""/control/as/{user}/…: acting and seeing as a person."""

import inspect
from typing import Any

from aiohttp import web

from bot.sandbox.people import finding
from bot.sandbox.people.person import Person
from bot.sandbox.refusals import NotPossible
from bot.sandbox.speaking import files
from bot.sandbox.world import World

Json = dict[str, Any]
ACTS = frozenset(
    [
        "command",
        "options",
        "shortcut",
        "press",
        "type",
        "submit",
        "close",
        "say",
        "edit",
        "delete",
        "react",
        "read",
        "open_dm",
        "home",
    ]
)


class Acting:
    """The handlers of what a person does and sees."""

    def __init__(self, world: World) -> None:
        """Act in `world`."""
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Answer the routes."""
        return [
            web.get("/control/as/{user}/screen", self._screen),
            web.get("/control/as/{user}/messages", self._messages),
            web.get("/control/as/{user}/notifications", self._notifications),
            web.get("/control/as/{user}/file/{file_id}", self._file),
            web.post("/control/as/{user}/upload", self._upload),
            web.post("/control/as/{user}/{act}", self._act),
        ]

    async def _act(self, request: web.Request) -> web.Response:
        name = request.match_info["act"]
        if name not in ACTS:
            raise NotPossible("unknown_act", f"People cannot {name}; they can {', '.join(sorted(ACTS))}.")
        act = getattr(self._person(request), name)
        given = await body(request)
        try:
            inspect.signature(act).bind(**given)
        except TypeError as problem:
            raise NotPossible("invalid_arguments", f"{name}: {problem}.") from None
        done = await act(**given)
        return web.json_response(done if "ok" in done else {"ok": True, "message": done})

    async def _screen(self, request: web.Request) -> web.Response:
        return web.json_response(await self._person(request).screen())

    async def _messages(self, request: web.Request) -> web.Response:
        query = request.query
        seen = await self._person(request).messages(query.get("channel", ""), query.get("thread_ts") or None)
        return web.json_response({"ok": True, "messages": seen})

    async def _notifications(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "notifications": await self._person(request).notifications()})

    async def _upload(self, request: web.Request) -> web.Response:
        name = request.query.get("name", "file")
        return web.json_response(await self._person(request).upload(name, await request.read()))

    async def _file(self, request: web.Request) -> web.Response:
        user = finding.person(self._world, request.match_info["user"]).id
        stored = self._world.files.get(request.match_info["file_id"])
        if stored is None or not files.may_person_see(self._world, stored, user):
            raise NotPossible("file_not_found", f"{user} sees no such file.")
        return web.Response(body=stored.data or b"", content_type=stored.mimetype)

    def _person(self, request: web.Request) -> Person:
        return Person(self._world, finding.person(self._world, request.match_info["user"]).id)


async def body(request: web.Request) -> Json:
    """Answer the JSON object that a request carries (nothing is an empty one)."""
    text = await request.text()
    if not text.strip():
        return {}
    try:
        given = await request.json()
    except ValueError:
        raise NotPossible("invalid_json", "The body is no JSON.") from None
    if not isinstance(given, dict):
        raise NotPossible("invalid_json", "The body is no JSON object.")
    return given
