"""A small Facebook: one Page (developers.facebook.com/docs/pages-api/posts)."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.networks.forms import Form
from bot.sandbox.networks.graph import GraphError, GraphNetwork
from bot.sandbox.networks.network import Comment, Handler, Medium, Shown

LARGEST_PHOTO = 4_000_000
LONGEST = 63_206
MOST_PHOTOS = 10
SITE = "https://www.facebook.com"
VIEWS = "post_total_media_view_unique"
COUNTS = ("reactions", "likes", "comments", "shares", "views")


@dataclass
class Upload:
    """A video that arrives in pieces."""

    video: str
    size: int
    content: bytearray = field(default_factory=bytearray)


class Facebook(GraphNetwork):
    """Photos are uploaded unseen, and put into a post; the end of its upload is what publishes a video."""

    name = "facebook"
    account = "102000000000001"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.photos: dict[str, Medium] = {}
        self.uploads: dict[str, Upload] = {}
        self.chunk = 100
        """Bytes of a video that it asks for at once."""
        self.forgets_pieces = False
        """Every piece of a video is lost."""
        self.says_blocked = 0
        """So many posts are carried out, and answered as though they had been blocked."""

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [
            *super().routes(),
            ("GET", "/me/accounts", self.pages),
            ("POST", "/{version}/{account}/photos", self.photo),
            ("POST", "/{version}/{account}/videos", self.video),
            ("POST", "/{version}/{account}/feed", self.post),
            ("GET", "/{version}/{account}/feed", self.listing),
            ("POST", "/{version}/{id}/comments", self.comment),
            ("GET", "/{version}/{id}/insights", self.insights),
            ("GET", "/{version}/{id}", self.node),
            ("DELETE", "/{version}/{id}", self.delete),
        ]

    async def pages(self, request: web.Request) -> web.StreamResponse:
        """The one Page, with a token of its own that lets in as well as the person's."""
        author = self.visitor(request)
        fields = self.fields(request, {"name", "access_token"}, {"limit"})
        own = {"id": author, "name": "Acorn", "access_token": f"page-{self.new_id()}"}
        self.tokens[own["access_token"]] = author
        return self.good({"data": [{name: own[name] for name in fields}]})

    async def photo(self, request: web.Request) -> web.StreamResponse:
        self.own(request)
        form = await self.form(request, {"source", "published", "alt_text_custom"})
        if form.words.get("published") != "false":
            raise GraphError(100, "This small Facebook takes photos only for posts to come.")
        photo = form.files["source"]
        if len(photo.content) > LARGEST_PHOTO:
            raise GraphError(1, "The photo is too large.", 1366046)
        photo.alt = form.words.get("alt_text_custom", "")
        found = self.new_id("33")
        self.photos[found] = photo
        return self.good({"id": found})

    async def video(self, request: web.Request) -> web.StreamResponse:
        """In three phases; each has fields of its own."""
        author = self.own(request)
        form = await self.form(
            request,
            {
                *("upload_phase", "file_size", "upload_session_id", "start_offset", "video_file_chunk"),
                *("description", "title"),
            },
        )
        phase = form.words.get("upload_phase")
        if phase == "start":
            return self._start(int(form.words["file_size"]))
        upload = self.uploads.get(form.words.get("upload_session_id", ""))
        if upload is None or phase not in ("transfer", "finish"):
            raise GraphError(100, "There is no such upload.")
        return self._transfer(upload, form) if phase == "transfer" else self._finish(upload, author, form)

    def _start(self, size: int) -> web.StreamResponse:
        session = self.new_id("66")
        upload = self.uploads[session] = Upload(self.new_id("55"), size)
        return self.good({"upload_session_id": session, "video_id": upload.video, **self._wanted(upload)})

    def _wanted(self, upload: Upload) -> dict[str, str]:
        begin = len(upload.content)
        return {"start_offset": str(begin), "end_offset": str(min(begin + self.chunk, upload.size))}

    def _transfer(self, upload: Upload, form: Form) -> web.StreamResponse:
        if int(form.words["start_offset"]) != len(upload.content):
            raise GraphError(6001, "The upload goes on somewhere else.", 1363037)
        if not self.forgets_pieces:
            upload.content += form.files["video_file_chunk"].content
        return self.good(self._wanted(upload))

    def _finish(self, upload: Upload, author: str, form: Form) -> web.StreamResponse:
        if len(upload.content) != upload.size:
            raise GraphError(6001, "The video is not all there.", 1363037)
        medium = Medium(bytes(upload.content), "video/mp4")
        self._show(upload.video, author, form.words.get("description", ""), [medium])
        return self.good({"success": True})

    async def post(self, request: web.Request) -> web.StreamResponse:
        author = self.own(request)
        words = (await self.form(request, {"message", "attached_media"})).words
        text, named = words.get("message", ""), [words[name] for name in sorted(words) if name != "message"]
        self._check(text, named)
        photos = [str(json.loads(one)["media_fbid"]) for one in named]
        if not set(photos) <= set(self.photos):
            raise GraphError(100, "A photo does not exist.", 33)
        found = self._show(f"{author}_{self.new_id('88')}", author, text, [self.photos[one] for one in photos])
        found.flags["photos"] = photos
        if self.says_blocked:
            self.says_blocked -= 1
            raise GraphError(368, "You are temporarily blocked from performing this action.")
        return self.good({"id": found.id})

    def _check(self, text: str, photos: list[str]) -> None:
        if not text and not photos:
            raise GraphError(100, "A message, a link or media are required.", 1349125)
        if len(text) > LONGEST or len(photos) > MOST_PHOTOS:
            raise GraphError(100, "The message is too long, or there are too many photos.")
        if "forbidden goods" in text:
            raise GraphError(100, "The message breaks the rules of the community.")

    def _show(self, shown_id: str, author: str, text: str, media: list[Medium]) -> Shown:
        self.shown.append(Shown(shown_id, author, text, self.now(), f"{SITE}/{shown_id}", media))
        return self.shown[-1]

    async def listing(self, request: web.Request) -> web.StreamResponse:
        self.own(request)
        known = {"message", "created_time", "permalink_url", "attachments"}
        fields = self.fields(request, known, {"limit", "after", "since", "until"})
        return self.page(request, [_post(one, fields) for one in reversed(self.shown)])

    async def node(self, request: web.Request) -> web.StreamResponse:
        """The Page, a video, or what is live with its counts."""
        asked = request.match_info["id"]
        fields = self.fields(request, {"name", "published", *COUNTS})
        if asked == self.visitor(request):
            return self.good({name: {"id": asked, "name": "Acorn"}[name] for name in fields})
        if self._is_video(asked) and self.find(asked) is None:
            return self.good({"id": asked, "published": False})
        shown = self.shown_or_not(request)
        counts = _video_counts(shown) if self._is_video(shown.id) else _post_counts(shown)
        self.refuse_unknown(fields, counts, f"fields of {request.path}")
        return self.good({name: counts[name] for name in fields})

    def _is_video(self, asked: str) -> bool:
        return any(one.video == asked for one in self.uploads.values())

    async def comment(self, request: web.Request) -> web.StreamResponse:
        shown = self.shown_or_not(request)
        words = (await self.form(request, {"message"})).words
        shown.comments.append(Comment(self.new_id(f"{shown.id}_"), words["message"], self.now()))
        return self.good({"id": shown.comments[-1].id})

    async def insights(self, request: web.Request) -> web.StreamResponse:
        shown = self.shown_or_not(request)
        counted = {VIEWS: shown.figures["views"]} if "views" in shown.figures else {}
        return self.metrics(request, counted, {VIEWS})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        self.remove(self.shown_or_not(request).id)
        return self.good({"success": True})


def _post(one: Shown, fields: list[str]) -> dict[str, Any]:
    """A photo is an attachment, several are an album below one."""
    targets = [{"target": {"id": photo, "url": f"{SITE}/{photo}"}} for photo in one.flags.get("photos", [])]
    album = [{"target": {"id": "album"}, "subattachments": {"data": targets}}] if len(targets) > 1 else targets
    found = {
        "id": one.id,
        "message": one.text,
        "created_time": one.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "permalink_url": one.link,
        "attachments": {"data": album} if album else None,
    }
    return {name: found[name] for name in fields if found.get(name)}


def _post_counts(one: Shown) -> dict[str, Any]:
    figures = one.figures
    return {
        "id": one.id,
        "reactions": _summary(figures.get("likes", 0)),
        "comments": _summary(figures.get("replies", 0)),
        "shares": {"count": figures.get("reposts", 0)},
    }


def _video_counts(one: Shown) -> dict[str, Any]:
    """A video has its own fields."""
    figures = one.figures
    return {
        "id": one.id,
        "published": True,
        "likes": _summary(figures.get("likes", 0)),
        "comments": _summary(figures.get("replies", 0)),
        "views": figures.get("views", 0),
    }


def _summary(count: int) -> dict[str, Any]:
    return {"data": [], "summary": {"total_count": count}}
