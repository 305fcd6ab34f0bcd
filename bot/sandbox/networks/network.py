"""What every small network has in common: who may publish, what is shown, faults, and loud complaints.

Written from the networks' documents, so whatever they do not describe is refused and remembered in `unknown`; a test
that finds something there has found a call that the real network would not understand either.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.clocks import Calendar

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LARGEST_UPLOAD = 64 * 1024 * 1024

KINDS = frozenset({"lose", "cut", "5xx", "5xx_after", "429", "hang"})


@dataclass
class Medium:
    """An image or a video as the network keeps it."""

    content: bytes
    mime: str
    alt: str = ""
    is_sensitive: bool = False
    """Readers are warned before they see it."""


@dataclass
class Comment:
    """Something written under what is shown."""

    id: str
    text: str
    at: datetime


@dataclass
class Shown:
    """One thing that readers of the network see."""

    id: str
    author: str
    text: str
    at: datetime
    link: str
    media: list[Medium] = field(default_factory=list)
    card: Mapping[str, Any] | None = None
    """A link's card: url, title, description, thumb."""
    comments: list[Comment] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    """What it counts: views, likes, reposts, replies, clicks; the network's own names are the subclass's matter."""
    flags: dict[str, Any] = field(default_factory=dict)
    """What else was said about it, such as `sensitive` or `paid`."""


@dataclass
class Fault:
    """Something that goes wrong with the next fitting request."""

    kind: str
    path: str
    method: str
    times: int
    more: Mapping[str, Any]

    def fits(self, request: web.Request) -> bool:
        return self.times > 0 and request.method == self.method and self.path in request.path


@dataclass(frozen=True)
class Call:
    """One request that reached the network."""

    method: str
    path: str
    query: Mapping[str, str]
    body: bytes


class Network:
    """A network with one account, whose token is `token`. A subclass gives `name` and `routes`."""

    name = ""
    has_readers = True
    """The page of feeds shows it."""
    account = "1001"
    """The id of the one account."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        """`now` answers aware UTC; without one, the machine's calendar."""
        self.shown_as = ""
        """What readers see for the account; empty: its id."""
        self.now = now or Calendar().now
        self.origin = ""
        """Where it is reached, such as http://127.0.0.1:8421/x; set when it is served."""
        self.shown: list[Shown] = []
        self.tokens: dict[str, str] = {"token": self.account}
        """Access tokens and the account that each belongs to; take one out and it has expired."""
        self.faults: list[Fault] = []
        self.calls: list[Call] = []
        self.unknown: list[str] = []
        """Calls and fields that no document describes."""
        self.closing = asyncio.Event()
        self._ids = itertools.count(1)

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        """Method, path below the origin, handler."""
        raise NotImplementedError

    def new_id(self, prefix: str = "") -> str:
        """One that was never given before."""
        return f"{prefix}{7000 + next(self._ids)}"

    def find(self, shown_id: str) -> Shown | None:
        return next((one for one in self.shown if one.id == shown_id), None)

    def remove(self, shown_id: str) -> bool:
        """False when it was not there."""
        before = len(self.shown)
        self.shown = [one for one in self.shown if one.id != shown_id]
        return len(self.shown) < before

    def author_of(self, request: web.Request) -> str | None:
        """Whose token came along, in the usual header or as a parameter."""
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return self.tokens.get(given or request.query.get("access_token", ""))

    def fault(self, kind: str, path: str = "", *, method: str = "POST", times: int = 1, **more: Any) -> None:
        """The next `times` requests by this method whose path holds `path` go wrong.

        `lose`: carried out, then the connection is cut. `cut`: nothing is done. `5xx`, `5xx_after`: an error, before
        or after it was carried out. `429`: with retry_after in seconds. `hang`: no answer until the end.
        """
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(sorted(KINDS))}")
        self.faults.append(Fault(kind, path, method, times, more))

    def refuse_unknown(self, given: Iterable[str], allowed: Iterable[str], where: str) -> None:
        """Raises HTTPBadRequest, and remembers it, when a field is given that no document describes."""
        known = set(allowed)
        for name in given:
            if name not in known:
                self.unknown.append(f"{where}: field {name}")
                raise web.HTTPBadRequest(text=f'{{"error": "{self.name} knows no field {name} of {where}"}}')

    def limited(self, retry_after: int) -> web.StreamResponse:
        """How the network says 429; a subclass may have headers of its own."""
        return web.json_response({"error": "Too many requests"}, status=429, headers={"Retry-After": str(retry_after)})

    def broken(self) -> web.StreamResponse:
        """How the network says 5xx."""
        return web.json_response({"error": "Something broke"}, status=503)

    def application(self) -> web.Application:
        """To be served, or to be put below another."""
        app = web.Application(client_max_size=LARGEST_UPLOAD, middlewares=[self._through_faults])
        for method, path, handler in self.routes():
            app.router.add_route(method, path, handler)
        app.router.add_route("*", "/{tail:.*}", self._nothing_here)
        return app

    async def _nothing_here(self, request: web.Request) -> web.StreamResponse:
        self.unknown.append(f"{request.method} {request.path}")
        return web.json_response({"error": f"{self.name} knows no {request.method} {request.path}"}, status=404)

    @property
    def _through_faults(self) -> Any:
        @web.middleware
        async def through_faults(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                body = await request.read()
            except ConnectionError:
                # Cut off in the middle: nobody is there to be answered.
                return web.Response(status=400)
            self.calls.append(Call(request.method, request.path, dict(request.query), body))
            fault = next((one for one in self.faults if one.fits(request)), None)
            if fault is None:
                return await handler(request)
            fault.times -= 1
            return await self._go_wrong(fault, request, handler)

        return through_faults

    async def _go_wrong(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        if fault.kind in ("lose", "5xx_after"):
            await handler(request)
        if fault.kind in ("lose", "cut"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.kind == "429":
            return self.limited(int(fault.more.get("retry_after", 1)))
        if fault.kind == "hang":
            await self.closing.wait()
        return self.broken()
