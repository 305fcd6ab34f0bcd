"""A small LinkedIn: one organisation's page and one member, written from the documents of the Community Management API.

It reads the little text format, cuts a text off at the first reserved character that is not escaped, refuses a text
that it has already, and forgets the token when it is told to.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.networks.network import Comment, Handler, Medium, Network, Shown
from bot.sandbox.networks.oauth import Door

MEMBER = "urn:li:person:mina"
MAX_LENGTH = 3000
PIECE = 4 * 1024 * 1024
"""Bytes that one upload address takes of a video."""
LOOKS_UNTIL_READY = 1
ESCAPED = re.compile(r"\\([\\|{}@\[\]()<>#*_~])")
MARKS = re.compile(
    r"\\[\\|{}@\[\]()<>#*_~]|\{hashtag\|\\?#\|(?:\\.|[^\\}])*\}|@\[(?:\\.|[^\\\]])*\]\(urn:li:[^)]*\)|[^\\|{}@\[\]()<>#*_~]"
)


class Refusal(web.HTTPException):
    """An error in LinkedIn's form."""

    def __init__(self, status: int, message: str, code: str = "", description: str = "") -> None:
        self.status_code = status
        body: dict[str, Any] = {"status": status, "message": message}
        if code:
            body["errorDetails"] = {"inputErrors": [{"code": code, "description": description or message}]}
        super().__init__(text=json.dumps(body), content_type="application/json")


class LinkedIn(Network):
    """`account` is the page; the member has a token of their own, `member-token`."""

    name = "linkedin"
    account = "urn:li:organization:1001"

    def __init__(self) -> None:
        super().__init__()
        self.tokens["member-token"] = MEMBER
        self.door = Door(self)
        self.uploaded: dict[str, Medium] = {}
        self.commentaries: dict[str, str] = {}
        """Each text as it was written, which is how it is given back."""
        self.awaited: dict[str, list[bytes]] = {}
        self.looks: dict[str, int] = {}

    def routes(self) -> Iterable[tuple[str, str, Handler]]:
        return [
            ("POST", "/rest/images", self.begin_image),
            ("POST", "/rest/videos", self.videos),
            ("GET", "/rest/videos/{urn}", self.video),
            ("PUT", "/uploads/{urn}/{piece}", self.take_piece),
            ("POST", "/rest/posts", self.post),
            ("GET", "/rest/posts", self.posts),
            ("DELETE", "/rest/posts/{urn}", self.delete),
            ("POST", "/rest/socialActions/{urn}/comments", self.comment),
            ("GET", "/rest/organizationalEntityShareStatistics", self.statistics),
            ("GET", "/v2/userinfo", self.userinfo),
            *self.door.routes(),
        ]

    def visitor(self, request: web.Request) -> str:
        """Whose token came along. Raises Refusal."""
        author = self.author_of(request)
        if author is None:
            raise Refusal(401, "Invalid access token")
        if request.path.partition("/rest/")[1] and not re.fullmatch(
            r"20\d{4}", request.headers.get("LinkedIn-Version", "")
        ):
            self.unknown.append(f"{request.path}: no LinkedIn-Version")
            raise Refusal(426, "Requested version is not active", "NONEXISTENT_VERSION")
        return author

    def _is_own(self, request: web.Request, urn: str) -> None:
        if self.visitor(request) != urn:
            raise Refusal(403, f"Not enough permissions to act as {urn}")

    async def begin_image(self, request: web.Request) -> web.StreamResponse:
        body = (await request.json())["initializeUploadRequest"]
        self.refuse_unknown(body, ("owner",), "initializeUpload of an image")
        self._is_own(request, body["owner"])
        urn = self.new_id("urn:li:image:")
        self.awaited[urn] = [b""]
        return web.json_response({"value": {"uploadUrl": f"{self.origin}/uploads/{urn}/0", "image": urn}})

    async def videos(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("action") == "finalizeUpload":
            return await self._end_video(request)
        body = (await request.json())["initializeUploadRequest"]
        self.refuse_unknown(body, ("owner", "fileSizeBytes", "uploadCaptions", "uploadThumbnail"), "initializeUpload")
        self._is_own(request, body["owner"])
        urn, size = self.new_id("urn:li:video:"), int(body["fileSizeBytes"])
        pieces = [(first, min(first + PIECE, size) - 1) for first in range(0, size, PIECE)]
        self.awaited[urn] = [b""] * len(pieces)
        instructions = [
            {"uploadUrl": f"{self.origin}/uploads/{urn}/{number}", "firstByte": first, "lastByte": last}
            for number, (first, last) in enumerate(pieces)
        ]
        return web.json_response({"value": {"video": urn, "uploadInstructions": instructions, "uploadToken": ""}})

    async def _end_video(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        body = (await request.json())["finalizeUploadRequest"]
        self.refuse_unknown(body, ("video", "uploadToken", "uploadedPartIds"), "finalizeUpload")
        if len(body["uploadedPartIds"]) != len(self.awaited[body["video"]]):
            raise Refusal(400, "Parts are missing")
        self.uploaded[body["video"]] = Medium(b"".join(self.awaited.pop(body["video"])), "video/mp4")
        self.looks[body["video"]] = 0
        return web.Response(status=200)

    async def video(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        urn = unquote(request.match_info["urn"])
        self.looks[urn] = self.looks.get(urn, 0) + 1
        is_ready = self.looks[urn] > LOOKS_UNTIL_READY
        return web.json_response({"id": urn, "status": "AVAILABLE" if is_ready else "PROCESSING"})

    async def take_piece(self, request: web.Request) -> web.StreamResponse:
        urn, number, content = request.match_info["urn"], int(request.match_info["piece"]), await request.read()
        if urn not in self.awaited:
            return web.Response(status=404)
        self.awaited[urn][number] = content
        if urn.startswith("urn:li:image:"):
            self.uploaded[urn] = Medium(content, request.content_type)
        return web.Response(status=201, headers={"ETag": f"part-{number}"})

    async def post(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        fields = ("author", "commentary", "visibility", "distribution", "lifecycleState", "isReshareDisabledByAuthor")
        self.refuse_unknown(body, (*fields, "content"), "post")
        self._is_own(request, body["author"])
        text = self._readable(body["commentary"])
        if "forbidden" in text:
            raise Refusal(422, "Content is not allowed", "CONTENT_POLICY", "This text breaks our rules.")
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_LENGTH:
            raise Refusal(422, "Commentary is too long", "COMMENTARY_TOO_LONG")
        twin = next((one for one in self.shown if (one.author, one.text) == (body["author"], text)), None)
        if twin is not None:
            raise Refusal(422, "Duplicate", "DUPLICATE_POST", f"Content is a duplicate of {twin.id}")
        urn = self.new_id("urn:li:share:")
        link = f"https://www.linkedin.com/feed/update/{urn}/"
        self.commentaries[urn] = body["commentary"]
        content = body.get("content") or {}
        media, card = self._media(content), self._card(content.get("article"))
        self.shown.append(Shown(urn, body["author"], text, self.now(), link, media, card))
        return web.Response(status=201, headers={"x-restli-id": urn})

    def _readable(self, commentary: str) -> str:
        """What readers see: cut off where a reserved character is not escaped."""
        end = 0
        for found in MARKS.finditer(commentary):
            if found.start() != end:
                break
            end = found.end()
        kept = re.sub(r"\{hashtag\|\\?#\|((?:\\.|[^\\}])*)\}", r"\\#\1", commentary[:end], flags=re.DOTALL)
        kept = re.sub(r"@\[((?:\\.|[^\\\]])*)\]\(urn:li:[^)]*\)", r"\1", kept, flags=re.DOTALL)
        return ESCAPED.sub(r"\1", kept)

    def _media(self, content: Mapping[str, Any]) -> list[Medium]:
        self.refuse_unknown(content, ("media", "multiImage", "article"), "content")
        several = content.get("multiImage", {}).get("images", [])
        found = []
        for one in [content["media"]] if "media" in content else several:
            self.refuse_unknown(one, ("id", "altText", "title"), "media")
            kept = self.uploaded.get(one["id"])
            if kept is None:
                raise Refusal(400, f"{one['id']} is not there")
            found.append(Medium(kept.content, kept.mime, one.get("altText", "")))
        return found

    def _card(self, article: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        if article is None:
            return None
        self.refuse_unknown(article, ("source", "title", "description", "thumbnail", "thumbnailAltText"), "article")
        if "thumbnail" in article and article["thumbnail"] not in self.uploaded:
            raise Refusal(400, f"{article['thumbnail']} is not there")
        return {**article, "url": article["source"]}

    async def posts(self, request: web.Request) -> web.StreamResponse:
        author = request.query["author"]
        if self.visitor(request) == MEMBER:
            raise Refusal(403, "Not enough permissions to access: posts.FINDER-author")
        newest = [one for one in reversed(self.shown) if one.author == author][: int(request.query["count"])]
        elements = [
            {
                "id": one.id,
                "author": one.author,
                "commentary": self.commentaries.get(one.id, one.text),
                "createdAt": int(one.at.timestamp() * 1000),
            }
            for one in newest
        ]
        return web.json_response({"elements": [{**one, "lifecycleState": "PUBLISHED"} for one in elements]})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        self.visitor(request)
        self.remove(unquote(request.match_info["urn"]))
        return web.Response(status=204)

    async def comment(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.refuse_unknown(body, ("actor", "object", "message"), "comment")
        self._is_own(request, body["actor"])
        above = self.find(unquote(request.match_info["urn"]))
        if above is None:
            raise Refusal(404, "There is no such post")
        urn = self.new_id(f"urn:li:comment:({above.id},") + ")"
        above.comments.append(Comment(urn, body["message"]["text"], self.now()))
        return web.json_response({"id": urn}, status=201, headers={"x-restli-id": urn})

    async def statistics(self, request: web.Request) -> web.StreamResponse:
        self._is_own(request, request.query["organizationalEntity"])
        wanted = request.query.get("shares") or request.query["ugcPosts"]
        found = self.find(wanted.removeprefix("List(").removesuffix(")"))
        if found is None:
            return web.json_response({"elements": []})
        counted = found.figures
        names = {"impressionCount": "views", "likeCount": "likes", "shareCount": "reposts", "commentCount": "replies"}
        total = {theirs: counted.get(ours, 0) for theirs, ours in {**names, "clickCount": "clicks"}.items()}
        return web.json_response({"elements": [{"totalShareStatistics": total, "share": found.id}]})

    async def userinfo(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"sub": self.visitor(request).rpartition(":")[2], "name": "Mina Seo"})
