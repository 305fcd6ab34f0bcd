"""The one place that speaks HTTP to a network: timeouts, limits, secrets, and what a failure proves.

The question after every failure is whether the request may have been carried out. It cannot have been when no
connection came about; anything that happens later leaves it open (www.python-httpx.org/exceptions).
"""

import asyncio
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.publishers.tokens import StaticToken, TokenBusy, TokenGone, Tokens

TIMEOUT = httpx.Timeout(30, connect=10)
WHOLE_CALL = 120
"""Seconds for one call from beginning to end; the timeouts above begin anew with each piece."""
LIMITS = httpx.Limits(max_connections=8, max_keepalive_connections=2, keepalive_expiry=20)
MAX_ANSWER = 2_000_000
"""Bytes. No answer that we wait for comes near; without it a broken server could fill the memory."""
MAX_DETAIL = 300
LOOPBACK = {"localhost", "127.0.0.1", "::1"}

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


class HttpFailure(Exception):
    """No answer that can be trusted."""

    def __init__(self, detail: str, *, never_left: bool, is_locked_out: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.never_left = never_left
        """For certain the other side saw nothing of it."""
        self.is_locked_out = is_locked_out
        """There is no token any more that could be sent along: a person must mend the account."""


class BadAddress(ValueError):
    """An address that a token must not be sent to."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is no https address, nor an http one on this machine")
        self.address = address


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body, or None when it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def fields(self) -> dict[str, Any]:
        """The body when it is a JSON object, else nothing."""
        found = self.json()
        return found if isinstance(found, dict) else {}

    def words(self) -> str:
        """What the other side says is wrong, else the bare status."""
        fields = self.fields()
        said = fields.get("error_description") or fields.get("error") or fields.get("message")
        return f"{str(said)[:MAX_DETAIL]} (HTTP {self.status})" if said else f"HTTP {self.status}"


def is_unauthorized(answer: Answer) -> bool:
    """The token was not taken, as HTTP says it (RFC 9110, 15.5.2)."""
    return answer.status == 401


class Caller:
    """Calls to one origin, with its token; without an origin and a token, to any address."""

    def __init__(
        self,
        origin: str | None,
        tokens: Tokens | str | None,
        transport: httpx.AsyncBaseTransport | None,
        *,
        headers: Mapping[str, str] | None = None,
        has_ended: Callable[[Answer], bool] = is_unauthorized,
    ) -> None:
        """`headers` go with every call; `has_ended` knows an answer that only says that the token has ended.

        Raises BadAddress where a token would travel in the clear.
        """
        self._origin = checked(origin) if origin else ""
        self._tokens = StaticToken(tokens) if isinstance(tokens, str) else tokens
        self._has_ended = has_ended
        self._seen: set[str] = set()
        self._client = httpx.AsyncClient(
            headers={"User-Agent": "Greenlight", **(headers or {})},
            timeout=TIMEOUT,
            limits=LIMITS,
            transport=transport,
            verify=trust(),
            # A redirect could carry the token, or the text, to a place that nobody approved.
            follow_redirects=False,
        )

    async def send(self, method: str, path: str, **content: Any) -> Answer:
        """One request, never repeated, but for a token that was renewed: a 401 has done nothing.

        `path` is below the origin, or a whole address where there is none; the token goes to the origin only.
        Raises HttpFailure when there is no answer. `content` goes to httpx: json, data, files, params, headers, and
        content, which must be bytes.
        """
        token = await self._token()
        answer = await self._once(method, path, token, content)
        if not self._has_ended(answer) or token is None or self._tokens is None:
            return answer
        try:
            fresh = await self._tokens.renewed(token)
        except TokenGone:
            return answer
        except TokenBusy as busy:
            raise HttpFailure(busy.detail, never_left=True) from None
        return await self._once(method, path, fresh, content)

    async def _token(self) -> str | None:
        if self._tokens is None or not self._origin:
            return None
        try:
            return await self._tokens.current()
        except TokenGone as gone:
            raise HttpFailure(gone.detail, never_left=True, is_locked_out=True) from None
        except TokenBusy as busy:
            raise HttpFailure(busy.detail, never_left=True) from None

    async def _once(self, method: str, path: str, token: str | None, content: dict[str, Any]) -> Answer:
        headers = dict(content.get("headers") or {})
        if token:
            self._seen.add(token)
            headers.setdefault("Authorization", f"Bearer {token}")
        try:
            async with asyncio.timeout(WHOLE_CALL):
                return await self._exchange(method, self._origin + path, {**content, "headers": headers})
        except NEVER_LEFT as error:
            raise self._failure(error, never_left=True) from None
        except (httpx.HTTPError, TimeoutError) as error:
            raise self._failure(error, never_left=False) from None

    async def _exchange(self, method: str, url: str, content: dict[str, Any]) -> Answer:
        async with self._client.stream(method, url, **content) as response:
            body = b""
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_ANSWER:
                    raise httpx.ReadError(f"the answer is longer than {MAX_ANSWER} bytes")
            return Answer(response.status_code, response.headers, self._without_token(body))

    def _failure(self, error: Exception, *, never_left: bool) -> HttpFailure:
        said = self._without_token(f"{type(error).__name__}: {error}".rstrip(": ").encode())
        return HttpFailure(said.decode()[:MAX_DETAIL], never_left=never_left)

    def _without_token(self, text: bytes) -> bytes:
        """A server may repeat what it was sent; details end up in the records and in Slack."""
        for token in self._seen:
            text = text.replace(token.encode(), b"***")
        return text

    async def close(self) -> None:
        await self._client.aclose()


@cache
def trust() -> ssl.SSLContext:
    """Whom everybody trusts, read once for all accounts: the list is long."""
    return httpx.create_ssl_context()


def checked(origin: str) -> str:
    """The origin without its last slash. Raises BadAddress unless it is https, or on this machine."""
    parts = urlsplit(origin)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not (is_safe and parts.hostname) or parts.username or parts.query or parts.fragment:
        raise BadAddress(origin)
    return origin.rstrip("/")
