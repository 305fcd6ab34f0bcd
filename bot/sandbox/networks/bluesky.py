"""A small server of the AT Protocol with one account, and the counts of a small AppView (docs.bsky.app/docs/api)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import regex
from aiohttp import web

from bot.sandbox.networks.network import Comment, Handler, Medium, Network, Shown

POSTS = "app.bsky.feed.post"
SITE = "https://bsky.app/profile"
RECORD = {"$type", "text", "createdAt", "facets", "embed", "reply", "labels", "langs", "tags"}
EMBEDS = {
    "app.bsky.embed.images": {"$type", "images"},
    "app.bsky.embed.video": {"$type", "video", "alt", "aspectRatio"},
    "app.bsky.embed.external": {"$type", "external"},
}
FEATURES = {"link": "uri", "mention": "did", "tag": "tag"}
LARGEST_IMAGE = 1_000_000
LARGEST_VIDEO = 100_000_000


class XrpcError(web.HTTPException):
    """An error with a name."""

    def __init__(self, name: str, message: str, status: int = 400) -> None:
        self.status_code = status
        super().__init__(text=json.dumps({"error": name, "message": message}), content_type="application/json")


class Bluesky(Network):
    """`tokens` holds app passwords; each opens sessions, whose accesses end when they are taken out of `sessions`."""

    name = "bluesky"
    account = "did:plc:acornacornacornacornacor"
    handle = "acorn.example"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.sessions: dict[str, str] = {}
        self.refreshing: dict[str, str] = {}
        self.blobs: dict[str, Medium] = {}
        self.records: dict[str, dict[str, Any]] = {}
        """Everything that was put, by key."""
        self.people = {"oak.example": "did:plc:oakoakoakoakoakoakoakoak"}
        self.remaining = 5000
        self.topics: list[str] = []
        """What many write of now."""

    def routes(self) -> list[tuple[str, str, Handler]]:
        handlers = {
            ("POST", "com.atproto.server.createSession"): self.create_session,
            ("POST", "com.atproto.server.refreshSession"): self.refresh_session,
            ("GET", "com.atproto.server.getSession"): self.get_session,
            ("GET", "com.atproto.identity.resolveHandle"): self.resolve,
            ("POST", "com.atproto.repo.uploadBlob"): self.upload,
            ("POST", "com.atproto.repo.putRecord"): self.put,
            ("GET", "com.atproto.repo.getRecord"): self.get,
            ("POST", "com.atproto.repo.deleteRecord"): self.delete,
            ("GET", "app.bsky.feed.getPosts"): self.posts,
            ("GET", "app.bsky.unspecced.getTrends"): self.trends,
        }
        return [(method, f"/xrpc/{name}", handler) for (method, name), handler in handlers.items()]

    async def create_session(self, request: web.Request) -> web.StreamResponse:
        asked = json.loads(await request.read())
        self.refuse_unknown(asked, {"identifier", "password"}, request.path)
        author = self.tokens.get(asked["password"])
        if author is None or asked["identifier"] not in (author, self.handle):
            raise XrpcError("AuthenticationRequired", "Invalid identifier or password", 401)
        return self._session(author)

    async def refresh_session(self, request: web.Request) -> web.StreamResponse:
        author = self.refreshing.pop(_bearer(request), None)
        if author is None:
            raise XrpcError("ExpiredToken", "Token has been revoked")
        return self._session(author)

    def _session(self, author: str) -> web.StreamResponse:
        access, refresh = self.new_id("jwt-access-"), self.new_id("jwt-refresh-")
        self.sessions[access] = self.refreshing[refresh] = author
        found = {"accessJwt": access, "refreshJwt": refresh, "did": author, "handle": self.handle, "active": True}
        return web.json_response(found)

    def author_of(self, request: web.Request) -> str | None:
        return self.sessions.get(_bearer(request))

    def visitor(self, request: web.Request) -> str:
        author = self.author_of(request)
        if author is None:
            raise XrpcError("ExpiredToken", "Token has expired")
        return author

    async def get_session(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"did": self.visitor(request), "handle": self.handle, "active": True})

    async def resolve(self, request: web.Request) -> web.StreamResponse:
        did = self.people.get(request.query["handle"])
        if did is None:
            raise XrpcError("HandleNotFound", "Unable to resolve handle")
        return web.json_response({"did": did})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Named by its content, so that the same one again is the same."""
        self.visitor(request)
        content = await request.read()
        largest = LARGEST_VIDEO if request.content_type.startswith("video/") else LARGEST_IMAGE
        if len(content) > largest:
            raise XrpcError("BlobTooLarge", f"This file is too large. It must be below {largest} bytes.")
        cid = "bafkrei" + hashlib.sha256(content).hexdigest()[:52]
        self.blobs[cid] = Medium(content, request.content_type)
        blob = {"$type": "blob", "ref": {"$link": cid}, "mimeType": request.content_type, "size": len(content)}
        return web.json_response({"blob": blob})

    async def put(self, request: web.Request) -> web.StreamResponse:
        author = self.visitor(request)
        asked = json.loads(await request.read())
        self.refuse_unknown(asked, {"repo", "collection", "rkey", "record", "swapRecord", "validate"}, request.path)
        self._check_place(asked, author)
        record, key = asked["record"], asked["rkey"]
        self._check_record(record)
        there = self.records.get(key)
        if there is not None and there != record and "swapRecord" in asked:
            raise XrpcError("InvalidSwap", "Record was at another cid")
        if there is None:
            self._show(author, key, record)
        self.records[key] = record
        return web.json_response(self._named(author, key), headers=self._rate())

    def _check_place(self, asked: Mapping[str, Any], author: str) -> None:
        if asked["repo"] not in (author, self.handle):
            raise XrpcError("RepoNotFound", "Could not find repo")
        if asked["collection"] != POSTS or not regex.fullmatch("[234567abcdefghij][234567a-z]{12}", asked["rkey"]):
            raise XrpcError("InvalidRequest", "Invalid collection or record key")

    def _check_record(self, record: dict[str, Any]) -> None:
        self.refuse_unknown(record, RECORD, POSTS)
        text = record["text"]
        datetime.fromisoformat(record["createdAt"])
        if len(regex.findall(r"\X", text)) > 300 or len(text.encode()) > 3000:
            raise XrpcError("InvalidRequest", "Record/text must not be longer than 300 graphemes")
        if "forbidden goods" in text:
            raise XrpcError("InvalidRequest", "The text breaks the rules of this server")
        for facet in record.get("facets", []):
            self._check_facet(facet, text.encode())
        embed = record.get("embed")
        if embed is not None:
            self.refuse_unknown(embed, EMBEDS.get(embed["$type"], ()), f"embed of {POSTS}")

    def _check_facet(self, facet: dict[str, Any], text: bytes) -> None:
        """A range that is not there, or cuts a character, is shown by no reader."""
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        [feature] = facet["features"]
        kind = feature["$type"].rpartition("#")[2]
        self.refuse_unknown(feature, {"$type", FEATURES.get(kind, "")}, "facet")
        if not 0 <= start < end <= len(text):
            raise XrpcError("InvalidRequest", "Invalid facet")
        text[start:end].decode()

    def _show(self, author: str, key: str, record: dict[str, Any]) -> None:
        media, text = self._media(record.get("embed") or {}), record["text"]
        above = record.get("reply", {}).get("parent", {}).get("uri")
        shown = self.find(above) if above else None
        uri = self._named(author, key)["uri"]
        if shown is not None:
            shown.comments.append(Comment(uri, text, self.now()))
            return
        flags = {"labels": [one["val"] for one in record["labels"]["values"]]} if "labels" in record else {}
        flags["facets"] = record.get("facets", [])
        card = (record.get("embed") or {}).get("external")
        self.shown.append(
            Shown(uri, author, text, self.now(), f"{SITE}/{author}/post/{key}", media, card=card, flags=flags)
        )

    def _media(self, embed: Mapping[str, Any]) -> list[Medium]:
        entries = [(one["image"], one["alt"]) for one in embed.get("images", [])]
        if "video" in embed:
            entries.append((embed["video"], embed.get("alt", "")))
        found = []
        for blob, alt in entries:
            medium = self.blobs.get(blob["ref"]["$link"])
            if medium is None:
                raise XrpcError("BlobNotFound", "Could not find blob")
            found.append(Medium(medium.content, medium.mime, alt))
        return found

    def _named(self, author: str, key: str) -> dict[str, Any]:
        cid = "bafyrei" + hashlib.sha256(json.dumps(self.records.get(key)).encode()).hexdigest()[:52]
        return {"uri": f"at://{author}/{POSTS}/{key}", "cid": cid}

    def _rate(self) -> dict[str, str]:
        self.remaining -= 3
        reset = str(int(self.now().timestamp()) + 3600)
        return {"RateLimit-Limit": "5000", "RateLimit-Remaining": str(max(0, self.remaining)), "RateLimit-Reset": reset}

    async def get(self, request: web.Request) -> web.StreamResponse:
        self.refuse_unknown(request.query, {"repo", "collection", "rkey", "cid"}, request.path)
        author = self.visitor(request)
        self._check_place(request.query, author)
        record = self.records.get(request.query["rkey"])
        if record is None:
            raise XrpcError("RecordNotFound", "Could not locate record")
        return web.json_response({**self._named(author, request.query["rkey"]), "value": record})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        author = self.visitor(request)
        asked = json.loads(await request.read())
        self.refuse_unknown(asked, {"repo", "collection", "rkey", "swapRecord", "swapCommit"}, request.path)
        self._check_place(asked, author)
        self.remove(self._named(author, asked["rkey"])["uri"])
        self.records.pop(asked["rkey"], None)
        return web.json_response({})

    async def posts(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        self.refuse_unknown(request.query, {"uris"}, request.path)
        found = [one for uri in request.query.getall("uris") if (one := self.find(uri))]
        return web.json_response({"posts": [_counted(one) for one in found]})

    async def trends(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        self.refuse_unknown(request.query, {"limit"}, request.path)
        shown = self.topics[: int(request.query.get("limit", "10"))]
        trends = [{"topic": name.casefold(), "displayName": name, "postCount": 100} for name in shown]
        return web.json_response({"trends": trends})

    def limited(self, retry_after: int) -> web.StreamResponse:
        headers = {"RateLimit-Remaining": "0", "RateLimit-Reset": str(int(self.now().timestamp()) + retry_after)}
        if retry_after < 60:
            headers["Retry-After"] = str(retry_after)
        body = {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}
        return web.json_response(body, status=429, headers=headers)


def _bearer(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ").strip()


def _counted(one: Shown) -> dict[str, Any]:
    names = {"likeCount": "likes", "repostCount": "reposts", "replyCount": "replies", "quoteCount": "quotes"}
    counts = {theirs: one.figures.get(ours, 0) for theirs, ours in names.items()}
    return {"uri": one.id, "author": {"did": one.author}, **counts}
