"""The small networks that have a door, and one that is little more than its door."""

import json
from collections.abc import Iterable

from aiohttp import web

from bot.sandbox.networks.facebook import Facebook
from bot.sandbox.networks.instagram import Instagram
from bot.sandbox.networks.linkedin import LinkedIn
from bot.sandbox.networks.network import Handler, Network
from bot.sandbox.networks.oauth import Door
from bot.sandbox.networks.threads import Threads


class X(Network):
    """Its door, and who one is behind it."""

    name = "x"

    def __init__(self) -> None:
        super().__init__()
        self.door = Door(self)

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        return [*self.door.routes(), ("GET", "/2/users/me", self.me)]

    async def me(self, request: web.Request) -> web.StreamResponse:
        """Only to whom it has let in."""
        author = self.author_of(request)
        if author is None:
            return web.json_response({"title": "Unauthorized", "status": 401}, status=401)
        return web.json_response({"data": {"id": author, "username": "acorn", "name": "Acorn Foods"}})


class TwoPages(Facebook):
    """A person who manages two Pages."""

    async def pages(self, request: web.Request) -> web.StreamResponse:
        answer = await super().pages(request)
        assert isinstance(answer, web.Response) and isinstance(answer.body, bytes)
        first = json.loads(answer.body)
        second = {"id": "78", "name": "Acorn Jobs", "access_token": "page-token-78"}
        return web.json_response({"data": [*first["data"], second]})


Doored = X | TwoPages | Instagram | LinkedIn | Threads

KINDS: tuple[type[Doored], ...] = (X, LinkedIn, TwoPages, Instagram, Threads)
