"""A place on loopback from which small networks fetch media."""

import hashlib

import httpx
from aiohttp import web

from bot.sandbox.networks.network import Handler, Network
from tests.publishers.wires import NOBODY_TRUSTED


class Host(Network):
    """Keeps what is put, and gives it to whoever asks."""

    name = "host"
    has_readers = False

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, tuple[bytes, str]] = {}

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [("PUT", "/{name}", self.put), ("GET", "/{name}", self.get)]

    async def put(self, request: web.Request) -> web.StreamResponse:
        self.kept[request.match_info["name"]] = (await request.read(), request.content_type)
        return web.Response(status=201)

    async def get(self, request: web.Request) -> web.StreamResponse:
        content, mime = self.kept.get(request.match_info["name"], (b"", ""))
        return web.Response(body=content, content_type=mime) if mime else web.Response(status=404)


class MediaHost:
    """Puts media there: what publishers are given as `public`."""

    def __init__(self, origin: str) -> None:
        self._origin = origin

    async def address(self, content: bytes, mime: str) -> str:
        """Raises OSError where the host does not answer."""
        url = f"{self._origin}/{hashlib.sha256(content).hexdigest()}"
        try:
            async with httpx.AsyncClient(verify=NOBODY_TRUSTED) as client:
                await client.put(url, content=content, headers={"Content-Type": mime})
        except httpx.HTTPError as error:
            raise OSError(str(error)) from None
        return url
