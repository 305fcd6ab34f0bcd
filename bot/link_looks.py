"""Looks at links as a reader's browser would, as far as that is safe: asks for the head, follows redirects by hand.

Only what is certain is called broken. A server that turns programs away, answers late or fails today is uncertain.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urldefrag, urlsplit
from urllib.request import getproxies

from bot.publishers.public_web import (
    MOST_REDIRECTS,
    WHOLE,
    BadCertificate,
    NoSuchHost,
    NotOutThere,
    NotRead,
    PublicWeb,
    Reply,
)
from handlers.checks.link_reader import Dead, LinkReader, Looked
from storage.link_checks import Verdict

log = logging.getLogger(__name__)

GONE = frozenset({404, 410})
ASKED_AGAIN = frozenset({403, 404, 405, 406, 410, 429, 501})
"""Answers to HEAD that servers give who would show the page; so would a failure, from 500 on."""
AT_ONCE, AT_ONCE_TO_A_HOST = 8, 2
LONGEST = 2000
"""Characters of an address that is looked at."""


def reader(*, is_on: bool, inside: frozenset[str]) -> LinkReader | None:
    """Nothing where links are not looked at.

    Behind a proxy it is the proxy that resolves names, so an address that was checked here is not the one that is
    asked: its own rules would have to keep us out of the house, and nobody has told us that they do.
    """
    if not is_on:
        return None
    if getproxies().keys() & {"http", "https", "all"}:
        log.warning("Links are not looked at: a proxy is set, and behind it nobody can tell what is inside")
        return None
    return LinkLooks(PublicWeb(inside=inside))


class LinkLooks:
    """For this process: so many at the same time, and few at one host."""

    def __init__(self, web: PublicWeb, whole: float = WHOLE) -> None:
        """`whole`: seconds for one link with all its redirects."""
        self._web, self._whole = web, whole
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._waiting: Counter[str] = Counter()

    async def look(self, address: str) -> Looked:
        """Never raises."""
        if len(address) > LONGEST:
            return Looked(Verdict.UNCERTAIN)
        try:
            async with asyncio.timeout(self._whole):
                return await self._follow(urldefrag(address).url)
        except (TimeoutError, ValueError) as trouble:
            log.info("A link could not be looked at: %s", type(trouble).__name__)
            return Looked(Verdict.UNCERTAIN)

    async def _follow(self, address: str) -> Looked:
        at = address
        for _ in range(MOST_REDIRECTS + 1):
            try:
                reply = await self._ask(at)
            except NotRead as trouble:
                return _unread(trouble, at if at != address else None)
            if reply.leads_to is None:
                return _answered(reply, address, at)
            at = urldefrag(reply.leads_to).url
        return Looked(Verdict.UNCERTAIN, final=at)

    async def _ask(self, address: str) -> Reply:
        """The head; and where a server may only dislike that, the page, of which nothing is read. Raises NotRead."""
        async with self._turn(urlsplit(address).hostname or ""):
            reply = await self._web.ask("HEAD", address)
            if reply.status in ASKED_AGAIN or reply.status >= 500:
                reply = await self._web.ask("GET", address)
            return reply

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        self._waiting[host] += 1
        try:
            async with self._hosts.setdefault(host, asyncio.Semaphore(AT_ONCE_TO_A_HOST)), self._turns:
                yield
        finally:
            self._waiting[host] -= 1
            if not self._waiting[host]:
                del self._waiting[host], self._hosts[host]


def _unread(trouble: NotRead, final: str | None) -> Looked:
    if isinstance(trouble, NotOutThere):
        return Looked(Verdict.INSIDE, final=final)
    if isinstance(trouble, NoSuchHost):
        return Looked(Verdict.BROKEN, final=final, why=Dead.HOST)
    if isinstance(trouble, BadCertificate):
        return Looked(Verdict.BROKEN, final=final, why=Dead.TLS)
    return Looked(Verdict.UNCERTAIN, final=final)


def _answered(reply: Reply, asked: str, final: str) -> Looked:
    elsewhere = final if _is_elsewhere(asked, final) else None
    if reply.status in GONE:
        return Looked(Verdict.BROKEN, reply.status, elsewhere, Dead.MISSING)
    if not (200 <= reply.status < 300 or reply.status == 416):
        return Looked(Verdict.UNCERTAIN, reply.status, elsewhere)
    return Looked(Verdict.REDIRECTED if elsewhere else Verdict.OK, reply.status, elsewhere)


def _is_elsewhere(asked: str, final: str) -> bool:
    """Another host, or the front page instead of the page: what a server adds to its own addresses surprises nobody."""
    before, after = urlsplit(asked), urlsplit(final)
    is_other = _bare(before.hostname) != _bare(after.hostname)
    return is_other or (before.path.strip("/") != "" and after.path.strip("/") == "")


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.").removeprefix("m.")
