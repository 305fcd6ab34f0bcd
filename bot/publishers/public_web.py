"""Reads pages that an author's text links to, and nothing of our own house.

A link may name this machine, its neighbours, or a cloud's metadata. So a name is resolved once, every address that it
has is checked, and the connection is made to the very address that was checked: a name that changes its mind between
looking and connecting gains nothing. Redirects are followed by hand, each with the whole check again.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Callable
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


@dataclass(frozen=True)
class Page:
    """What was read: at most so many bytes as were asked for."""

    address: str
    """Where it was in the end."""
    mime: str
    content: bytes


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


class _Backend(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked."""

    def __init__(self, allows: Callable[[str], bool]) -> None:
        self._allows, self._inner = allows, httpcore.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *given: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        if not is_public_name(host):
            raise NotRead(f"{host} is not out there")
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        if not addresses or not all(self._allows(one) for one in addresses):
            raise NotRead(f"{host} is not out there")
        return await self._inner.connect_tcp(addresses[0], port, *given, **more)


class PublicWeb:
    """Reads with GET, without cookies, proxies or anything that says who we are."""

    def __init__(self, allows: Callable[[str], bool] = is_public, ports: frozenset[int] = frozenset({80, 443})) -> None:
        """Tests allow more."""
        self._allows, self._ports = allows, ports

    async def read(self, address: str, most: int) -> Page:
        """At most `most` bytes of it. Raises NotRead."""
        try:
            async with asyncio.timeout(WHOLE):
                return await self._read(address, most)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as trouble:
            raise NotRead(f"{type(trouble).__name__}: {trouble}") from None
        except (OSError, ssl.SSLError, TimeoutError, UnicodeError) as trouble:
            raise NotRead(f"{type(trouble).__name__}: {trouble}") from None

    async def _read(self, address: str, most: int) -> Page:
        async with httpcore.AsyncConnectionPool(
            ssl_context=trust(), network_backend=_Backend(self._allows), max_connections=2
        ) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                self._check(address)
                found = await _one(pool, address, most)
                if isinstance(found, Page):
                    return found
                address = found
        raise NotRead("it leads on and on")

    def _check(self, address: str) -> None:
        """Raises NotRead for what is no plain web address."""
        parts = urlsplit(address)
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise NotRead("its port is no number") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise NotRead("it is no plain web address")
        if self._ports and port not in self._ports:
            raise NotRead(f"port {port} is not for the web")


async def _one(pool: httpcore.AsyncConnectionPool, address: str, most: int) -> Page | str:
    """The page, or where it leads to."""
    timeouts = {"connect": CONNECT, "read": WHOLE, "write": WHOLE, "pool": CONNECT}
    url = _ascii(address)
    async with pool.stream("GET", url, headers=HEADERS, extensions={"timeout": timeouts}) as response:
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
