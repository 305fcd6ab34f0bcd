"""Small networks that consist of little more than their door, and what stands behind it."""

from collections.abc import Iterable, Mapping

from aiohttp import web

from bot.sandbox.networks.network import Handler, Network
from bot.sandbox.networks.oauth import Door

WHO: Mapping[str, Mapping[str, object]] = {
    "/2/users/me": {"data": {"id": "1001", "username": "acorn", "name": "Acorn Foods"}},
    "/v2/userinfo": {"sub": "m1", "name": "Ada Acorn"},
    "/me/accounts": {
        "data": [
            {"id": "77", "name": "Acorn Foods", "access_token": "page-token-77"},
            {"id": "78", "name": "Acorn Jobs", "access_token": "page-token-78"},
        ]
    },
    "/me": {"id": "1001", "user_id": "1001", "username": "acorn.foods"},
}


class Doored(Network):
    """Its door, and who one is behind it."""

    path = "/me"

    def __init__(self) -> None:
        super().__init__()
        self.tokens = {}
        self.door = Door(self)

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        yield from self.door.routes()
        yield "GET", self.path, self.tell

    async def tell(self, request: web.Request) -> web.StreamResponse:
        """Only to whom it has let in."""
        if self.author_of(request) is None:
            return web.json_response({"error": "invalid_token"}, status=401)
        return web.json_response(WHO[self.path])


class X(Doored):
    name, path = "x", "/2/users/me"


class LinkedIn(Doored):
    name, path = "linkedin", "/v2/userinfo"


class Facebook(Doored):
    name, path = "facebook", "/me/accounts"


class Instagram(Doored):
    name = "instagram"


class Threads(Doored):
    name = "threads"


DOORS: dict[str, type[Doored]] = {one.name: one for one in (X, LinkedIn, Facebook, Instagram, Threads)}
