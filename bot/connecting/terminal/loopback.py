"""The way back from a network's page of agreement to a program in a terminal: an address on this machine (RFC 8252)."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from bot.connecting.client import NoGrant, code_of

PATH = "/callback"

THANKS = "<!doctype html><meta charset=utf-8><title>Greenlight</title><p>Thank you. Go back to the terminal.</p>"


class Loopback:
    """Waits for one visitor who brings the right state."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._brought: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
        self.url = ""

    async def code(self) -> str:
        """What the network sent along. Raises NoGrant when somebody said no."""
        return code_of(await self._brought)

    async def callback(self, request: web.Request) -> web.StreamResponse:
        """Whoever brings another state is nobody that we wait for."""
        brought = dict(request.query)
        if not hmac.compare_digest(brought.get("state", "").encode(), self._state.encode()):
            return web.Response(status=400, text="This address belongs to something else.")
        if not self._brought.done():
            self._brought.set_result(brought)
        return web.Response(text=THANKS, content_type="text/html")


@asynccontextmanager
async def waiting(state: str, port: int) -> AsyncIterator[Loopback]:
    """Listens on this machine only. Raises OSError for a port that somebody has."""
    loopback = Loopback(state)
    app = web.Application()
    app.router.add_get(PATH, loopback.callback)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        loopback.url = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
        yield loopback
    finally:
        await runner.cleanup()


def pasted(address: str, state: str) -> str:
    """The code out of the address to which a browser was sent, copied by hand. Raises NoGrant."""
    brought = dict(parse_qsl(urlsplit(address.strip()).query))
    if not hmac.compare_digest(brought.get("state", "").encode(), state.encode()):
        raise NoGrant("the address is not the one that the browser was sent to just now: copy it whole")
    return code_of(brought)
