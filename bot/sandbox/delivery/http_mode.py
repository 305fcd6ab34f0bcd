"""HTTP mode: payloads POSTed to the app's request URL, signed.

docs.slack.dev/authentication/verifying-requests-from-slack and docs.slack.dev/apis/events-api
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.clocks import Machine
from bot.sandbox.delivery.envelopes import EVENTS, Envelope
from bot.sandbox.delivery.link import Link

Json = dict[str, Any]


class RequestUrl:
    """Carries envelopes as HTTP requests; an answer with a 2xx status is the ack."""

    def __init__(self, url: str, signing_secret: str, machine: Machine, link: Link) -> None:
        """Post to `url`."""
        self._url = url
        self._secret = signing_secret.encode()
        self._machine = machine
        self._link = link
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def carry(self, envelope: Envelope) -> bool:
        """Send the envelope on its way."""
        task = asyncio.create_task(self._post(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def verify(self) -> bool:
        """Send the url_verification challenge and tell whether it came back."""
        challenge = secrets.token_hex(16)
        text = json.dumps({"type": "url_verification", "challenge": challenge, "token": ""})
        headers = {"Content-Type": "application/json"} | self.signature(text)
        async with self._http().post(self._url, data=text.encode(), headers=headers) as response:
            return response.status == 200 and challenge in await response.text()

    def signature(self, text: str, skew: float = 0.0) -> dict[str, str]:
        """Answer the headers that prove where a body comes from, by the machine's clock, `skew` seconds ahead."""
        at = str(self._machine.wall() + int(skew))
        digest = hmac.new(self._secret, f"v0:{at}:{text}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}

    async def close(self) -> None:
        """Give up what is on its way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _post(self, envelope: Envelope) -> None:
        text, headers = _written(envelope)
        headers |= self.signature(text, envelope.skew)
        if envelope.attempt:
            headers["X-Slack-Retry-Num"] = str(envelope.attempt)
            headers["X-Slack-Retry-Reason"] = _reason(envelope.reason)
        try:
            async with self._http().post(self._url, data=text.encode(), headers=headers) as response:
                self._take(envelope, response, await response.text())
        except aiohttp.ClientError:
            self._link.failed(envelope.id, "connection_failed")

    def _take(self, envelope: Envelope, response: aiohttp.ClientResponse, body: str) -> None:
        if 200 <= response.status < 300:
            self._link.acked(envelope.id, _answered(body))
        elif response.headers.get("X-Slack-No-Retry") == "1":
            self._link.no_retry(envelope.id, "http_error")
        else:
            self._link.failed(envelope.id, "http_error")

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session


def _written(envelope: Envelope) -> tuple[str, dict[str, str]]:
    if envelope.kind == EVENTS:
        return envelope.text, {"Content-Type": "application/json"}
    fields = envelope.payload if envelope.kind == "slash_commands" else {"payload": envelope.text}
    return urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"}


def _reason(reason: str) -> str:
    return "http_timeout" if reason == "timeout" else reason


def _answered(body: str) -> Json | None:
    if not body.strip():
        return None
    try:
        answer = json.loads(body)
    except ValueError:
        return {"text": body}
    return answer if isinstance(answer, dict) and answer else None
