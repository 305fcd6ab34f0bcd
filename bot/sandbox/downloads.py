"""File bytes coming in and going out, and answers to response_urls."""

import json
from typing import Any

from aiohttp import web

from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import files, response_urls
from bot.sandbox.world import World

Json = dict[str, Any]
# What Slack serves, with status 200, to whoever asks for a file without a right token.
LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to your workspace</body></html>"


class Doors:
    """The addresses that Slack hands out: upload URLs, private file URLs, response URLs."""

    def __init__(self, world: World) -> None:
        """Serve what belongs to `world`."""
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Answer the routes."""
        return [
            web.post("/upload/{file_id}", self._receive),
            web.put("/upload/{file_id}", self._receive),
            web.get("/files/{file_id}/{name}", self._send),
            web.get("/files/{file_id}/download/{name}", self._send),
            web.post("/respond/{token}", self._respond),
        ]

    async def _receive(self, request: web.Request) -> web.Response:
        stored = self._world.files.get(request.match_info["file_id"])
        if stored is None or stored.data is not None or stored.user != self._world.bot:
            return web.Response(status=404, text="There is no such upload.")
        data = await _uploaded(request)
        if stored.expected != len(data):
            return web.Response(status=400, text=f"Expected {stored.expected} bytes, got {len(data)}.")
        files.receive(stored, data)
        self._world.traffic.note("from_app", "upload", stored.name, {"file_id": stored.id, "size": len(data)})
        return web.Response(text=f"OK - {len(data)}")

    async def _send(self, request: web.Request) -> web.Response:
        world, stored = self._world, self._world.files.get(request.match_info["file_id"])
        right = f"Bearer {world.workspace.bot_token}"
        may = request.headers.get("Authorization") == right and world.manifest.has_scope("files:read")
        may = may and world.faults.token_refusal() is None
        name = request.match_info["name"]
        if not may or stored is None or not files.may_app_see(world, stored):
            world.traffic.note("from_app", "download", name, None, error="login_page")
            return web.Response(text=LOGIN_PAGE, content_type="text/html")
        world.traffic.note("from_app", "download", name, {"file_id": stored.id})
        return web.Response(body=stored.data or b"", content_type=stored.mimetype)

    async def _respond(self, request: web.Request) -> web.Response:
        world = self._world
        try:
            given = json.loads(await request.text())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        try:
            response_urls.use(world, request.match_info["token"], given)
        except Refused as refused:
            world.traffic.shout("response_url", "respond", given, refused.code, refused.as_answer())
            status = 404 if refused.code in ("used_url", "expired_url", "invalid_url") else 400
            return web.json_response(refused.as_answer(), status=status)
        world.traffic.note("from_app", "response_url", "respond", given)
        return web.Response(text="ok")


async def _uploaded(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""
