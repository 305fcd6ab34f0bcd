"""A receiver of signed messages that shows what it was told to publish.

Format: github.com/standard-webhooks/standard-webhooks, spec. It takes a message once by its id, and answers a
repetition as it answered the first.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from bot.sandbox.networks.network import Comment, Handler, Medium, Network, Shown

SECRET = "whsec_" + base64.b64encode(b"only for the sandbox, as all know").decode()
WINDOW = 300
"""Seconds by which a message's time may be off."""


class Webhook(Network):
    """One receiver with one secret."""

    name = "webhook"
    account = "receiver"

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, dict[str, Any]] = {}
        self.is_closed = False
        """It wants nothing more, for good."""

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        return [("POST", "", self.receive), ("POST", "/", self.receive)]

    async def receive(self, request: web.Request) -> web.StreamResponse:
        if self.is_closed:
            return web.json_response({"error": "This receiver is gone."}, status=410)
        body = await request.read()
        message_id = request.headers.get("webhook-id", "")
        if not self._is_signed(request, body):
            return web.json_response({"error": "The signature does not fit."}, status=401)
        if message_id not in self.answers:
            self.answers[message_id] = self._take(json.loads(body))
        answer = self.answers[message_id]
        return web.json_response(answer, status=422 if "error" in answer else 200)

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        at = request.headers.get("webhook-timestamp", "")
        if not at.isdecimal() or abs(self.now().timestamp() - int(at)) > WINDOW:
            return False
        said = b".".join((request.headers.get("webhook-id", "").encode(), at.encode(), body))
        key = base64.b64decode(SECRET.removeprefix("whsec_"))
        expected = "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
        given = request.headers.get("webhook-signature", "").split(" ")
        return any(hmac.compare_digest(expected, one) for one in given)

    def _take(self, message: dict[str, Any]) -> dict[str, Any]:
        self.refuse_unknown(message, ("type", "timestamp", "account", "data"), "message")
        kind, data = message["type"], message["data"]
        if kind == "ping":
            return {}
        if kind == "publication.taken_down":
            self.remove(str(data["id"]))
            return {}
        if "forbidden" in str(data.get("text")):
            return {"error": "This word is not ours."}
        return self._comment(data) if kind == "comment.due" else self._show(message["account"], data)

    def _show(self, account: str, data: dict[str, Any]) -> dict[str, Any]:
        self.refuse_unknown(data, ("text", "images", "sensitive", "paid", "ai", "warning"), "data")
        shown_id = self.new_id("p")
        media = [Medium(base64.b64decode(one["content"]), one["type"], one["alt_text"]) for one in data["images"]]
        flags: dict[str, Any] = {name: data[name] for name in ("sensitive", "paid", "ai") if name in data}
        link = f"https://site.example/posts/{shown_id}"
        self.shown.append(Shown(shown_id, account, data["text"], self.now(), link, media, flags=flags))
        return {"id": shown_id, "url": link}

    def _comment(self, data: dict[str, Any]) -> dict[str, Any]:
        above, comment_id = self.find(data["under"]), self.new_id("c")
        if above is None:
            return {"error": "There is nothing to comment on."}
        above.comments.append(Comment(comment_id, data["text"], self.now()))
        return {"id": comment_id}
