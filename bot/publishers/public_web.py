"""Reads pages that an author's text links to, and nothing of our own house.

A link may name this machine, its neighbours, or a cloud's metadata. So a name is resolved once, every address that it
has is checked, and the connection is made to the very address that was checked: a name that changes its mind between
looking and connecting gains nothing. Redirects are followed by hand, each with the whole check again.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

from bot.publishers.http import trust

NOT_OUT_THERE = frozenset({"example", "test", "invalid", "localhost", "local", "internal", "home", "lan", "onion"})
MOST_REDIRECTS = 5
CONNECT, WHOLE = 3.0, 10.0
"""Seconds for a connection, and for a page with all its redirects."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = (("User-Agent", "Greenlight (link preview)"), ("Accept-Encoding", "identity"))


class NotRead(Exception):
    """The page cannot or must not be read; the message says why, for the log."""


class NotOutThere(NotRead):
    """It leads into a network of somebody's own. Nothing was asked there."""


class NoSuchHost(NotRead):
    """Nothing out there is called so."""


class BadCertificate(NotRead):
    """It says to be somebody else, or its word has run out."""


@dataclass(frozen=True)
class Page:
    """What was read: at most so many bytes as were asked for."""

    address: str
    """Where it was in the end."""
    mime: str
    content: bytes


@dataclass(frozen=True)
class Reply:
    """How one request was answered; nothing of the page itself was read."""

    status: int
    leads_to: str | None
    """Where a redirect points, as a whole address."""


def is_public(address: str) -> bool:
    """Whether an IP address is out there, also when it hides in another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.teredo is not None:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.ip_address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def is_public_name(host: str) -> bool:
    """Whether anybody out there may be called so; other names are not even asked about (RFC 6761, RFC 6762)."""
    labels = host.lower().rstrip(".").split(".")
    return ":" in host or (len(labels) > 1 and labels[-1] not in NOT_OUT_THERE)


Resolve = Callable[[str, int], Awaitable[list[str]]]
"""A host and a port to its IP addresses. Raises OSError; of it socket.gaierror where there are none."""


async def resolve(host: str, port: int) -> list[str]:
    """As this machine does it."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _Backend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked."""

    def __init__(self, allows: Callable[[str], bool], resolve: Resolve, inside: frozenset[str]) -> None:
        self._allows, self._resolve, self._inside = allows, resolve, inside
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *given: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        is_expected = host.lower() in self._inside
        if not (is_expected or is_public_name(host)):
            raise NotOutThere(f"{host} is not out there")
        addresses = await self._resolve(host, port)
        if not addresses or not (is_expected or all(self._allows(one) for one in addresses)):
            raise NotOutThere(f"{host} is not out there")
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(address, port, *given, **more)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(addresses[-1], port, *given, **more)


class PublicWeb:
    """Reads with GET, without cookies, proxies or anything that says who we are."""

    def __init__(
        self,
        allows: Callable[[str], bool] = is_public,
        ports: frozenset[int] = frozenset({80, 443}),
        resolve: Resolve = resolve,
        inside: frozenset[str] = frozenset(),
        whole: float = WHOLE,
    ) -> None:
        """Tests allow more. `inside`: hosts, in small letters, that may be in a network of our own."""
        self._allows, self._ports, self._resolve, self._inside = allows, ports, resolve, inside
        self._whole = whole

    async def read(self, address: str, most: int) -> Page:
        """At most `most` bytes of it. Raises NotRead."""
        try:
            async with asyncio.timeout(self._whole), self._pool() as pool:
                for _ in range(MOST_REDIRECTS + 1):
                    self._check(address)
                    found = await _one(pool, address, most)
                    if isinstance(found, Page):
                        return found
                    address = found
        except TROUBLES as trouble:
            raise _as_not_read(trouble) from None
        raise NotRead("it leads on and on")

    async def ask(self, method: str, address: str) -> Reply:
        """One request, whose answer's head alone is read. Raises NotRead."""
        try:
            async with asyncio.timeout(self._whole), self._pool() as pool:
                self._check(address)
                return await _head(pool, method, address)
        except TROUBLES as trouble:
            raise _as_not_read(trouble) from None

    def _pool(self) -> httpcore.AsyncConnectionPool:
        backend = _Backend(self._allows, self._resolve, self._inside)
        return httpcore.AsyncConnectionPool(ssl_context=trust(), network_backend=backend, max_connections=2)

    def _check(self, address: str) -> None:
        """Raises NotRead for what is no plain web address."""
        try:
            parts = urlsplit(address)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise NotRead("it is no address, or its port is no number") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise NotRead("it is no plain web address")
        if self._ports and port not in self._ports:
            raise NotRead(f"port {port} is not for the web")


TROUBLES = (
    *(httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol),
    *(OSError, ssl.SSLError, TimeoutError, ValueError),
)
"""What a page, and the way to it, may do to us."""

NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
WRONG_FOR_EVERYBODY = frozenset({10, 18, 62})
"""OpenSSL's X509_V_ERR of a certificate that ended, signed itself, or is for another host (x509_vfy.h). Others, such as
an issuer that is not known, browsers may get over.
"""


def _as_not_read(trouble: Exception) -> NotRead:
    said = f"{type(trouble).__name__}: {trouble}"
    for cause in (trouble, trouble.__cause__, trouble.__context__):
        if isinstance(cause, ssl.SSLCertVerificationError) and cause.verify_code in WRONG_FOR_EVERYBODY:
            return BadCertificate(said)
        if isinstance(cause, socket.gaierror) and cause.errno in NO_SUCH_HOST:
            return NoSuchHost(said)
    return NotRead(said)


TIMEOUTS = {"connect": CONNECT, "read": WHOLE, "write": WHOLE, "pool": CONNECT}


async def _head(pool: httpcore.AsyncConnectionPool, method: str, address: str) -> Reply:
    url = _ascii(address)
    # A whole page is never wanted, so a server that heeds it sends one byte; the rest is not waited for.
    headers = (*HEADERS, ("Range", "bytes=0-0")) if method == "GET" else HEADERS
    async with pool.stream(method, url, headers=headers, extensions={"timeout": TIMEOUTS}) as response:
        location = next((value for name, value in response.headers if name.lower() == b"location"), None)
        is_redirect = response.status in REDIRECTS and location is not None
        return Reply(response.status, urljoin(url, (location or b"").decode("latin-1")) if is_redirect else None)


async def _one(pool: httpcore.AsyncConnectionPool, address: str, most: int) -> Page | str:
    """The page, or where it leads to."""
    url = _ascii(address)
    async with pool.stream("GET", url, headers=HEADERS, extensions={"timeout": TIMEOUTS}) as response:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and "location" in headers:
            return urljoin(url, headers["location"])
        if response.status != 200:
            raise NotRead(f"HTTP {response.status}")
        content = b""
        async for piece in response.aiter_stream():
            content += piece
            if len(content) >= most:
                break
        return Page(url, headers.get("content-type", ""), content[:most])


def _ascii(address: str) -> str:
    """As it travels: names of hosts in their ASCII form, everything else percent-encoded. Raises UnicodeError."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    netloc = f"[{host}]" if ":" in host else host
    netloc = f"{netloc}:{parts.port}" if parts.port else netloc
    encoded = parts._replace(netloc=netloc, fragment="").geturl()
    return "".join(sign if " " < sign < "\x7f" else _percent(sign) for sign in encoded)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())
