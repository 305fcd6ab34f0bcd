"""`/media/TICKET`: our own address at which networks fetch what is about to be published."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web
from sqlmodel import Session

from bot.lending import tickets
from bot.lending.tickets import Ticket
from storage import media
from storage.database import Database
from storage.errors import StorageError

PATH = "/media/"

LENT_FOR = 3600
"""Seconds. Networks fetch when a container is made, which is at once; some look again while they digest it."""

AT_ONCE = 2
"""Answers under way together: each holds its medium in memory."""

KINDS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/quicktime"})
"""Whatever else lay in the records, nobody outside would get it."""

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True)
class Route:
    """Addresses at our own door. The media are in the records already: whatever goes out is kept there."""

    public_url: str
    key: bytes
    machine_now: Callable[[], datetime]

    async def address(self, content: bytes, mime: str) -> str:
        """For an hour. The kind of file is in the records, too."""
        until = int(self.machine_now().timestamp()) + LENT_FOR
        return f"{self.public_url}{PATH}{Ticket(hashlib.sha256(content).hexdigest(), until).signed(self.key)}"


@dataclass(frozen=True)
class Door:
    """Gives media to whoever has a ticket."""

    database: Database
    key: bytes
    machine_now: Callable[[], datetime]
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def routes(self) -> list[web.RouteDef]:
        """GET, and HEAD with it."""
        return [web.get(f"{PATH}{{ticket}}", self.answer)]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """404 for everything that is not lent: nobody learns whether it was."""
        ticket = tickets.read(request.match_info["ticket"], self.key, self.machine_now().timestamp())
        if ticket is None:
            raise web.HTTPNotFound(headers=HEADERS)
        async with self.room:
            return await self._lend(request, ticket)

    async def _lend(self, request: web.Request, ticket: Ticket) -> web.StreamResponse:
        try:
            found = await self.database.read(lent, ticket.sha256)
        except StorageError:
            raise web.HTTPServiceUnavailable(headers=HEADERS) from None
        if found is None:
            raise web.HTTPNotFound(headers=HEADERS)
        response = _part(request, *found)
        # The room is free again when the other side has it all, and not before.
        await response.prepare(request)
        await response.write_eof()
        return response


def lent(session: Session, sha256: str) -> tuple[bytes, str] | None:
    """The bytes and their kind."""
    found = media.load(session, sha256)
    return (found.content, found.mime) if found is not None and found.mime in KINDS else None


def _part(request: web.Request, content: bytes, mime: str) -> web.Response:
    """All of it, or the one range that was asked for (RFC 9110, 14.2), as players and some fetchers do."""
    headers = {**HEADERS, "Accept-Ranges": "bytes"}
    try:
        asked = request.http_range
    except ValueError:
        asked = slice(None)
    begin, end, _ = asked.indices(len(content))
    if asked == slice(None, None, 1) or asked == slice(None):
        return web.Response(body=content, content_type=mime, headers=headers)
    if begin >= end:
        raise web.HTTPRequestRangeNotSatisfiable(headers={**headers, "Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {begin}-{end - 1}/{len(content)}"
    return web.Response(body=content[begin:end], status=206, content_type=mime, headers=headers)
