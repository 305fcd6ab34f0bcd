"""What readers of the small networks see: a page with a feed for each, and the thumbs of a few readers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.sandbox.networks.network import Network, Shown

PAGE = Path(__file__).parent / "page"
COUNTED = ("likes", "reposts", "views")
"""What a visitor of the page may add one to."""


def routes(networks: Mapping[str, Network]) -> list[web.AbstractRouteDef]:
    """The page at /, and what it asks for."""
    feeds = Feeds(networks)
    return [
        web.get("/", feeds.page),
        web.get("/feeds", feeds.everything),
        web.get("/feeds/{network}/{id}/media/{number:[0-9]+}", feeds.medium),
        web.post("/feeds/{network}/{id}/{figure}", feeds.count),
        web.static("/page", PAGE),
    ]


class Feeds:
    """Answers the page."""

    def __init__(self, networks: Mapping[str, Network]) -> None:
        self._networks = networks

    async def page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def everything(self, _request: web.Request) -> web.StreamResponse:
        """Newest first in each feed."""
        return web.json_response(
            [
                {"name": name, "shown": [_as_json(network, one) for one in reversed(network.shown)]}
                for name, network in self._networks.items()
                if network.has_readers
            ]
        )

    async def medium(self, request: web.Request) -> web.StreamResponse:
        shown, number = self._shown(request), int(request.match_info["number"])
        if number >= len(shown.media):
            raise web.HTTPNotFound
        medium = shown.media[number]
        return web.Response(body=medium.content, content_type=medium.mime)

    async def count(self, request: web.Request) -> web.StreamResponse:
        shown, figure = self._shown(request), request.match_info["figure"]
        if figure not in COUNTED:
            raise web.HTTPNotFound
        shown.figures[figure] = shown.figures.get(figure, 0) + 1
        return web.json_response({figure: shown.figures[figure]})

    def _shown(self, request: web.Request) -> Shown:
        network = self._networks.get(request.match_info["network"])
        found = network.find(request.match_info["id"]) if network else None
        if found is None:
            raise web.HTTPNotFound
        return found


def _as_json(network: Network, one: Shown) -> dict[str, Any]:
    return {
        "id": one.id,
        "author": network.shown_as or one.author,
        "text": one.text,
        "at": one.at.isoformat(),
        "link": one.link,
        "media": [
            {"url": f"/feeds/{network.name}/{one.id}/media/{number}", "mime": medium.mime, "alt": medium.alt}
            for number, medium in enumerate(one.media)
        ],
        "card": dict(one.card) if one.card else None,
        "comments": [comment.text for comment in one.comments],
        "figures": {name: one.figures.get(name, 0) for name in COUNTED},
        "flags": sorted(name for name, is_set in one.flags.items() if is_set),
    }
