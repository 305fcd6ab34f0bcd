"""`/calendar/SECRET.ics`: calendar programs read a brand here, as often as they like.

A program that asks every second is answered from memory for a while; what is read from the records is the same for
everybody who asks within that time. Nothing tells an address that never was from one that was ended.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.settings import Settings
from handlers.desk import Desk
from handlers.planning.feeding import ENDING, PATH, Fed, feed, hashed
from storage.database import Database
from storage.errors import StorageError

KEPT_FOR = timedelta(seconds=60)
"""An address that was ended, or a reader who may not read any more, is noticed after this time at the latest."""

MOST_KEPT = 200
"""Answers in memory, unknown addresses among them."""

LONGEST_SECRET = 100

HEADERS = {
    "Cache-Control": "private, max-age=60",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def address(settings: Settings) -> str:
    """Up to the secret; empty where there is no door of our own."""
    return f"{settings.public_url}{PATH}" if settings.has_door else ""


def routes(settings: Settings, desk: Desk) -> list[web.RouteDef]:
    """None where there is no door of our own."""
    return Feeds(desk.database, desk.calendar, desk.machine).routes() if settings.has_door else []


@dataclass
class Feeds:
    """Answers calendar programs."""

    database: Database
    calendar_now: Callable[[], datetime]
    machine_now: Callable[[], datetime]
    kept: "OrderedDict[str, tuple[datetime, Fed | None]]" = field(default_factory=OrderedDict)
    """By the hash of the secret, with the machine's time at which it was read."""

    def routes(self) -> list[web.RouteDef]:
        """GET, and HEAD with it."""
        return [web.get(f"{PATH}{{secret}}{ENDING}", self.answer)]

    async def answer(self, request: web.Request) -> web.Response:
        secret = request.match_info["secret"]
        found = await self._known(hashed(secret)) if len(secret) <= LONGEST_SECRET else None
        if found is None:
            raise web.HTTPNotFound(headers=HEADERS)
        headers = {**HEADERS, "ETag": found.etag}
        if request.headers.get("If-None-Match") == found.etag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=found.content, content_type="text/calendar", charset="utf-8", headers=headers)

    async def _known(self, secret_sha256: str) -> Fed | None:
        read_at, found = self.kept.get(secret_sha256, (None, None))
        if read_at is None or self.machine_now() - read_at >= KEPT_FOR:
            found = await self._read(secret_sha256)
        return found

    async def _read(self, secret_sha256: str) -> Fed | None:
        try:
            found: Fed | None = await self.database.read(feed, secret_sha256, now=self.calendar_now())
        except StorageError:
            raise web.HTTPServiceUnavailable(headers=HEADERS) from None
        self.kept.pop(secret_sha256, None)
        self.kept[secret_sha256] = (self.machine_now(), found)
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return found
