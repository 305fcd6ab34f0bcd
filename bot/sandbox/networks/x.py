"""A small X: one account, written from docs.x.com. Its texts come back with short links and escaped signs."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.networks import forms
from bot.sandbox.networks.network import Comment, Handler, Medium, Network, Shown
from bot.sandbox.networks.oauth import Door
from bot.sandbox.networks.short_links import Shortened, shortened

ACCESS = "x-access-1"
"""A token of its account."""
LARGEST_IMAGE = 5 * 1024 * 1024
LONGEST_ALT = 1000
METRICS = {
    "impression_count": "views",
    "like_count": "likes",
    "retweet_count": "reposts",
    "reply_count": "replies",
    "quote_count": "quotes",
    "bookmark_count": "bookmarks",
}
KNOWN = ("text", "media", "reply", "paid_partnership", "made_with_ai", "poll", "quote_tweet_id", "reply_settings")
METADATA = ("alt_text", "sensitive_media_warning")
LISTING = ("start_time", "max_results", "exclude", "tweet.fields", "pagination_token")
CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?![\w$])")


class Problem(web.HTTPException):
    """An error in X's form."""

    def __init__(self, status: int, detail: str, kind: str = "about:blank") -> None:
        self.status_code = status
        title = {400: "Invalid Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}.get(status, "Error")
        body = {"title": title, "detail": detail, "type": kind, "status": status}
        super().__init__(text=json.dumps(body), content_type="application/problem+json")


class X(Network):
    """Refuses what it has already, or had a moment ago."""

    name = "x"
    account = "2244994945"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Secrets are blotted out of answers, so one that is a part of a field's name would blind a program.
        self.tokens[ACCESS] = self.account
        self.door = Door(self)
        self.uploaded: dict[str, Medium] = {}
        self.coming: dict[str, list[bytes]] = {}
        self.looks_until_ready = 0
        """How many looks at a video find it still being processed."""
        self.cannot_read = ""
        """Why no video can be read."""
        self.remaining = 99
        self.taken_down: list[str] = []
        """Texts that were deleted a moment ago."""

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        return [
            *self.door.routes(),
            ("POST", "/2/media/upload", self.image),
            ("GET", "/2/media/upload", self.progress),
            ("POST", "/2/media/upload/initialize", self.begin),
            ("POST", "/2/media/upload/{id}/append", self.append),
            ("POST", "/2/media/upload/{id}/finalize", self.finalize),
            ("POST", "/2/media/metadata", self.describe),
            ("POST", "/2/tweets", self.post),
            ("GET", "/2/tweets/{id}", self.read),
            ("DELETE", "/2/tweets/{id}", self.delete),
            ("GET", "/2/users/me", self.me),
            ("GET", "/2/users/{id}/tweets", self.listing),
        ]

    def visitor(self, request: web.Request) -> str:
        author = self.author_of(request)
        if author is None:
            raise Problem(401, "Unauthorized")
        return author

    async def body(self, request: web.Request, allowed: Iterable[str]) -> dict[str, Any]:
        """The JSON that was sent; a field that no document describes is an error, and remembered."""
        found = json.loads(await request.read())
        self.refuse_unknown(found, allowed, request.path)
        return dict(found)

    async def image(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        form = await forms.read(request)
        self.refuse_unknown((*form.words, *form.files), {"media", "media_category", "media_type"}, request.path)
        if form.words.get("media_category") != "tweet_image":
            raise Problem(400, "media_category must be tweet_image here")
        medium = form.files["media"]
        if len(medium.content) > LARGEST_IMAGE:
            raise Problem(413, "The image is too large")
        return self._kept(medium)

    def _kept(self, medium: Medium) -> web.StreamResponse:
        found = self.new_id("19")
        self.uploaded[found] = medium
        return web.json_response({"data": {"id": found, "media_key": f"3_{found}", "expires_after_secs": 86400}})

    async def begin(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        asked = await self.body(request, {"media_category", "media_type", "total_bytes"})
        if asked["media_category"] != "tweet_video":
            raise Problem(400, "media_category must be tweet_video here")
        found = self.new_id("19")
        self.coming[found] = []
        return web.json_response({"data": {"id": found, "expires_after_secs": 86400}})

    async def append(self, request: web.Request) -> web.StreamResponse:
        pieces = self._coming(request)
        form = await forms.read(request)
        self.refuse_unknown((*form.words, *form.files), {"media", "segment_index"}, request.path)
        if int(form.words["segment_index"]) != len(pieces):
            raise Problem(400, "segments are not in their order")
        pieces.append(form.files["media"].content)
        return web.json_response({"data": {"expires_at": 0}})

    async def finalize(self, request: web.Request) -> web.StreamResponse:
        content = b"".join(self._coming(request))
        found = request.match_info["id"]
        self.uploaded[found] = Medium(content, "video/mp4")
        return self._progress(found)

    def _coming(self, request: web.Request) -> list[bytes]:
        self.visitor(request)
        if request.match_info["id"] not in self.coming:
            raise Problem(400, "there is no such upload")
        return self.coming[request.match_info["id"]]

    async def progress(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        self.refuse_unknown(request.query, {"command", "media_id"}, request.path)
        self.looks_until_ready -= 1
        return self._progress(request.query["media_id"])

    def _progress(self, media: str) -> web.StreamResponse:
        info: dict[str, Any] = {"state": "succeeded", "progress_percent": 100}
        if self.cannot_read:
            info = {"state": "failed", "error": {"code": 1, "name": "InvalidMedia", "message": self.cannot_read}}
        elif self.looks_until_ready > 0:
            info = {"state": "in_progress", "check_after_secs": 3, "progress_percent": 40}
        return web.json_response({"data": {"id": media, "processing_info": info}})

    async def describe(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        asked = await self.body(request, {"id", "metadata"})
        self.refuse_unknown(asked["metadata"], METADATA, "metadata")
        medium = self.uploaded[asked["id"]]
        medium.alt = asked["metadata"].get("alt_text", {}).get("text", "")
        if len(medium.alt) > LONGEST_ALT:
            raise Problem(400, "The alt text is too long")
        medium.is_sensitive = bool(asked["metadata"].get("sensitive_media_warning"))
        return web.json_response({"data": {"id": asked["id"], "associated_metadata": asked["metadata"]}})

    async def post(self, request: web.Request) -> web.StreamResponse:
        author = self.visitor(request)
        asked = await self.body(request, KNOWN)
        text, above = asked.get("text", ""), asked.get("reply", {}).get("in_reply_to_tweet_id")
        media = [self.uploaded.get(one) for one in asked.get("media", {}).get("media_ids", [])]
        self._check(text, media)
        found = self._under(above, text) if above else self._show(author, text, asked, [one for one in media if one])
        return web.json_response({"data": {"id": found, "text": text}}, status=201, headers=self._rate())

    def _check(self, text: str, media: list[Medium | None]) -> None:
        if None in media:
            raise Problem(400, "Your media IDs are invalid.")
        if not text and not media:
            raise Problem(400, "A text or media are required.")
        if len(media) > 4 or (len(media) > 1 and any(one and one.mime.startswith("video/") for one in media)):
            raise Problem(400, "Four images or one video.")
        if "forbidden goods" in text:
            raise Problem(403, "You are not permitted to perform this action.")
        if len(set(CASHTAG.findall(text))) > 1:
            raise Problem(403, "Posts are limited to one cashtag.")
        if text and text in [*(one.text for one in self.shown), *self.taken_down]:
            raise Problem(403, "You are not allowed to create a Tweet with duplicate content.")

    def _under(self, above: str, text: str) -> str:
        shown = self.find(above)
        if shown is None:
            raise Problem(400, "The post that this replies to is not there.")
        shown.comments.append(Comment(self.new_id("18"), text, self.now()))
        return shown.comments[-1].id

    def _show(self, author: str, text: str, asked: Mapping[str, Any], media: list[Medium]) -> str:
        found = self.new_id("18")
        flags: dict[str, Any] = {name: True for name in ("paid_partnership", "made_with_ai") if asked.get(name)}
        if any(one.is_sensitive for one in media):
            flags["sensitive"] = True
        self.shown.append(Shown(found, author, text, self.now(), f"https://x.com/i/status/{found}", media, flags=flags))
        return found

    def _rate(self) -> dict[str, str]:
        self.remaining -= 1
        reset = int(self.now().timestamp()) + 900
        names = {"limit": "100", "remaining": str(max(0, self.remaining)), "reset": str(reset)}
        return {f"x-rate-limit-{name}": value for name, value in names.items()}

    async def read(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        self.refuse_unknown(request.query, {"tweet.fields"}, request.path)
        self.refuse_unknown(request.query.get("tweet.fields", "").split(","), {"public_metrics"}, "tweet.fields")
        shown = self.find(request.match_info["id"])
        if shown is None:
            missing = {"title": "Not Found Error", "detail": "Could not find the post.", "resource_type": "tweet"}
            return web.json_response({"errors": [missing]})
        metrics = {theirs: shown.figures.get(ours, 0) for theirs, ours in METRICS.items()}
        return web.json_response({"data": {"id": shown.id, "text": shown.text, "public_metrics": metrics}})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        shown = self.find(request.match_info["id"])
        if shown is not None:
            self.taken_down.append(shown.text)
            self.remove(shown.id)
        return web.json_response({"data": {"deleted": True}})

    async def me(self, request: web.Request) -> web.StreamResponse:
        self.refuse_unknown(request.query, {"user.fields"}, request.path)
        return web.json_response({"data": {"id": self.visitor(request), "name": "Acorn", "username": "acorn"}})

    async def listing(self, request: web.Request) -> web.StreamResponse:
        """Newest first, in pages."""
        if self.visitor(request) != request.match_info["id"]:
            raise Problem(404, "There is no such account.")
        self.refuse_unknown(request.query, LISTING, request.path)
        size, begin = int(request.query["max_results"]), int(request.query.get("pagination_token", "0"))
        if not 5 <= size <= 100:
            raise Problem(400, "max_results must be between 5 and 100")
        since = request.query.get("start_time", "")
        found = [one for one in reversed(self.shown) if one.at.strftime("%Y-%m-%dT%H:%M:%SZ") >= since]
        meta: dict[str, Any] = {"result_count": len(found[begin : begin + size])}
        if begin + size < len(found):
            meta["next_token"] = str(begin + size)
        posts = [_as_json(one) for one in found[begin : begin + size]]
        return web.json_response({"meta": meta, **({"data": posts} if posts else {})})

    def limited(self, retry_after: int) -> web.StreamResponse:
        """The reset is a second since 1970; a wait of less than a minute is said the way of HTTP."""
        headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(self.now().timestamp()) + retry_after)}
        if retry_after < 60:
            headers["Retry-After"] = str(retry_after)
        body = {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank", "status": 429}
        return web.json_response(body, status=429, headers=headers)


def _as_json(one: Shown) -> dict[str, Any]:
    short: Shortened = shortened(one.text, f"{one.link}/photo/1" if one.media else "")
    found: dict[str, Any] = {
        "id": one.id,
        "text": short.text,
        "created_at": one.at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "edit_history_tweet_ids": [one.id],
    }
    if short.urls:
        found["entities"] = {"urls": short.urls}
    if one.media:
        found["attachments"] = {"media_keys": [f"3_{number}" for number in range(len(one.media))]}
    return found
