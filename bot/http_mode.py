"""HTTP mode: Slack calls us. The signature is checked on the raw bytes before anything is parsed.

Bolt parses a body before it checks who sent it, so unsigned junk makes it raise; this door stands in front of it.
The scheme: docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import asyncio
import hashlib
import hmac
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from aiohttp import web
from multidict import CIMultiDictProxy
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

log = logging.getLogger(__name__)

PATH = "/slack/events"
LARGEST_BODY = 1024 * 1024
WINDOW = 300
"""Seconds by which a request's timestamp may be off, either way."""
READ_FOR = 10
"""Seconds that a body may take to arrive; Slack waits for three."""


class BoltApp(Protocol):
    """The part of AsyncApp that is needed here."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse: ...


Health = Callable[[], Mapping[str, object]]
"""What /healthz answers; it is well when `ok` is true."""


def web_app(
    bolt_app: BoltApp,
    signing_secret: str,
    now: Callable[[], datetime],
    health: Health,
    others: Sequence[web.RouteDef] = (),
) -> web.Application:
    """Slack's requests on /slack/events, /healthz for whoever watches the process, and `others` for browsers.

    `now` is the machine's time: a turned calendar would make every signature look old.
    """
    door = Door(bolt_app, signing_secret.encode(), now)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_post(PATH, door.answer)

    async def healthz(_request: web.Request) -> web.Response:
        state = health()
        return web.json_response(dict(state), status=200 if state.get("ok") else 503)

    app.router.add_get("/healthz", healthz)
    app.router.add_routes(others)
    return app


@dataclass(frozen=True)
class Claim:
    """What a request says about itself in its headers: not believed yet."""

    timestamp: str
    signature: str


@dataclass
class Door:
    """Lets in what Slack signed within the last five minutes, once."""

    bolt_app: BoltApp
    secret: bytes
    now: Callable[[], datetime]
    seen: dict[str, float] = field(default_factory=dict)
    """Signatures let in, oldest first, with the Unix second after which their timestamp is surely too old.

    It cannot be filled from outside: only who has the secret adds to it.
    """

    async def answer(self, request: web.Request) -> web.Response:
        claim = read_claim(request.headers)
        if claim is None or abs(self.now().timestamp() - int(claim.timestamp)) > WINDOW:
            return _refuse("no valid timestamp and signature")
        if request.headers.get("Content-Encoding", "identity") != "identity":
            return web.Response(status=415, text="unsupported encoding")
        try:
            async with asyncio.timeout(READ_FOR):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408, text="too slow")
        if not hmac.compare_digest(sign(self.secret, claim.timestamp, body), claim.signature):
            return _refuse("the signature does not fit")
        return await self._let_in(request, claim, body)

    async def _let_in(self, request: web.Request, claim: Claim, body: bytes) -> web.Response:
        if self._is_replay(claim):
            return _refuse("seen before")
        try:
            response = await self._dispatch(request, body)
        except BaseException:
            self.seen.pop(claim.signature, None)
            raise
        if response.status >= 300:
            # Slack may send the same bytes again within the same second, and nothing came of them yet.
            self.seen.pop(claim.signature, None)
        return response

    def _is_replay(self, claim: Claim) -> bool:
        moment = self.now().timestamp()
        while self.seen and next(iter(self.seen.values())) < moment:
            del self.seen[next(iter(self.seen))]
        if claim.signature in self.seen:
            return True
        self.seen[claim.signature] = moment + 2 * WINDOW
        return False

    async def _dispatch(self, request: web.Request, body: bytes) -> web.Response:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return web.Response(status=400, text="not UTF-8")
        headers: dict[str, str | Sequence[str]] = {name: request.headers.getall(name) for name in request.headers}
        bolt_request = AsyncBoltRequest(body=text, query=request.query_string, headers=headers)
        return await to_aiohttp_response(await self.bolt_app.async_dispatch(bolt_request))


def read_claim(headers: CIMultiDictProxy[str]) -> Claim | None:
    """The two headers, if each is there once and has the form that Slack gives it."""
    timestamps = headers.getall("X-Slack-Request-Timestamp", [])
    signatures = headers.getall("X-Slack-Signature", [])
    if len(timestamps) != 1 or len(signatures) != 1:
        return None
    if not re.fullmatch(r"[0-9]{1,11}", timestamps[0]) or not re.fullmatch(r"v0=[0-9a-f]{64}", signatures[0]):
        return None
    return Claim(timestamps[0], signatures[0])


def sign(secret: bytes, timestamp: str, body: bytes) -> str:
    """The signature that Slack would give these bytes at this Unix second."""
    digest = hmac.new(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={digest}"


def _refuse(why: str) -> web.Response:
    log.warning("Refused a request on %s: %s", PATH, why)
    return web.Response(status=401, text="not signed by Slack")
