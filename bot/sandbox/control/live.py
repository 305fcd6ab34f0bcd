"""/control/as/{user}/live: a WebSocket that tells when something this person sees has changed.

With `?traffic=1` it tells of new traffic as well.
"""

import asyncio
import contextlib
import json
from typing import Any

from aiohttp import web

from bot.sandbox.changes import INSPECTORS
from bot.sandbox.people import finding
from bot.sandbox.world import World

Json = dict[str, Any]


class Live:
    """The open live sockets."""

    def __init__(self, world: World) -> None:
        """Tell of changes in `world`."""
        self._world = world
        self._open: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        """Answer the route."""
        return [web.get("/control/as/{user}/live", self._serve)]

    async def close(self) -> None:
        """Close every live socket."""
        for socket in list(self._open):
            await socket.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        user = finding.person(self._world, request.match_info["user"]).id
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        waiting: asyncio.Queue[Json] = asyncio.Queue()
        self._open.add(socket)
        heard = [user, INSPECTORS] if request.query.get("traffic") else [user]
        for name in heard:
            self._world.changes.listen(name, waiting.put_nowait)
        writer = asyncio.create_task(_write(socket, waiting))
        try:
            async for _ in socket:
                pass
        finally:
            for name in heard:
                self._world.changes.unlisten(name, waiting.put_nowait)
            self._open.discard(socket)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
        return socket


async def _write(socket: web.WebSocketResponse, waiting: asyncio.Queue[Json]) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await socket.send_str(json.dumps(await waiting.get()))
