"""A small Instagram: one professional account (developers.facebook.com/docs/instagram-platform/content-publishing)."""

import io
from collections.abc import Mapping

from aiohttp import web
from PIL import Image

from bot.sandbox.networks.containers import Container, ContainerNetwork
from bot.sandbox.networks.graph import GraphError
from bot.sandbox.networks.network import Comment, Handler, Medium, Shown

LONGEST = 2200
LARGEST_IMAGE = 8 * 1024 * 1024


class Instagram(ContainerNetwork):
    """Takes JPEG only, nothing without media, and gives captions back without the signs of mentions."""

    name = "instagram"
    account = "17841400000001"
    usage_kind = "instagram"
    create, publish, quota = "media", "media_publish", "content_publishing_limit"
    status_field, reason_field, text_field = "status_code", "status", "caption"
    creatable = frozenset(
        {"image_url", "video_url", "media_type", "caption", "alt_text", "is_carousel_item", "children", "share_to_feed"}
    )
    readable = frozenset({"caption", "permalink", "timestamp", "media_type", "username"})
    counted: Mapping[str, str] = {"views": "views", "likes": "likes", "reposts": "shares", "replies": "comments"}
    uncounted = frozenset({"reach", "saved", "total_interactions"})

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [("POST", "/{version}/{id}/comments", self.comment), *super().routes()]

    async def fill(self, container: Container) -> None:
        words = container.words
        if len(words.get("caption", "")) > LONGEST:
            raise GraphError(36004, "The caption is too long.", 2207010)
        if "forbidden goods" in words.get("caption", ""):
            raise GraphError(100, "The caption breaks the rules of the community.")
        if words.get("media_type") == "CAROUSEL":
            container.media = self.children(container, 2, 10)
        elif words.get("media_type") == "REELS" and "video_url" in words and "alt_text" not in words:
            container.media = [await self.fetched(words["video_url"])]
        elif "media_type" not in words and "image_url" in words:
            container.media = [_checked(await self.fetched(words["image_url"]))]
            container.media[0].alt = words.get("alt_text", "")
        else:
            raise GraphError(100, "The media type is none that is expected.", 2207023)

    def text_of(self, one: Shown) -> str:
        return one.text.replace("@", "")

    async def comment(self, request: web.Request) -> web.StreamResponse:
        shown = self.shown_or_not(request)
        words = (await self.form(request, {"message"})).words
        shown.comments.append(Comment(self.new_id("18"), words["message"], self.now()))
        return self.good({"id": shown.comments[-1].id})


def _checked(image: Medium) -> Medium:
    """Raises GraphError for what the network would not take."""
    if len(image.content) > LARGEST_IMAGE:
        raise GraphError(36000, "The image is too large.", 2207004)
    try:
        opened = Image.open(io.BytesIO(image.content))
    except OSError:
        raise GraphError(36001, "The format of the image is not supported.", 2207005) from None
    if opened.format != "JPEG":
        raise GraphError(36001, "The format of the image is not supported.", 2207005)
    if not 0.79 <= opened.width / opened.height <= 1.92:
        raise GraphError(36003, "The aspect ratio of the image is not supported.", 2207009)
    return image
