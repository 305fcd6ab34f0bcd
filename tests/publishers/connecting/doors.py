"""The small networks that have a door, one of them with a person who manages two Pages."""

import json

from aiohttp import web

from bot.sandbox.networks.facebook import Facebook
from bot.sandbox.networks.instagram import Instagram
from bot.sandbox.networks.linkedin import LinkedIn
from bot.sandbox.networks.threads import Threads
from bot.sandbox.networks.x import X


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
