"""A small Threads: one profile (developers.facebook.com/docs/threads)."""

import re
from collections.abc import Mapping

from aiohttp import web

from bot.sandbox.networks.containers import Container, ContainerNetwork
from bot.sandbox.networks.graph import GraphError
from bot.sandbox.networks.network import Handler

LONGEST = 500
MOST_LINKS = 5
LONGEST_ALT = 1000
LINK = re.compile(r"https?://\S+")


class Threads(ContainerNetwork):
    """Replies are containers as well; links are limited; what is live can be deleted."""

    name = "threads"
    account = "25000000000001"
    usage_kind = "threads"
    create, publish, quota = "threads", "threads_publish", "threads_publishing_limit"
    status_field, reason_field, text_field = "status", "error_message", "text"
    creatable = frozenset(
        {
            *("media_type", "text", "image_url", "video_url", "alt_text", "is_carousel_item", "children"),
            *("reply_to_id", "is_spoiler_media", "topic_tag", "link_attachment"),
        }
    )
    readable = frozenset({"text", "permalink", "timestamp", "media_type", "username", "is_quote_post"})
    counted: Mapping[str, str] = {"views": "views", "likes": "likes", "reposts": "reposts", "replies": "replies"}
    uncounted = frozenset({"quotes", "shares"})

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [*super().routes(), ("DELETE", "/{version}/{id}", self.delete)]

    async def fill(self, container: Container) -> None:
        words = container.words
        self._check_words(container)
        kind = words.get("media_type")
        if kind == "CAROUSEL":
            container.media = self.children(container, 2, 20)
        elif kind in ("IMAGE", "VIDEO"):
            container.media = [await self.fetched(words.get(f"{kind.lower()}_url", ""))]
            container.media[0].alt = words.get("alt_text", "")
        elif kind != "TEXT" or not words.get("text"):
            raise GraphError(100, "The media type is none that is expected, or a text is missing.")

    def _check_words(self, container: Container) -> None:
        text, under = container.words.get("text", ""), container.words.get("reply_to_id")
        if len(text) > LONGEST:
            raise GraphError(100, "The text is too long.")
        if len(set(LINK.findall(text))) > MOST_LINKS:
            raise GraphError(100, "THREADS_API__LINK_LIMIT_EXCEEDED: there are too many links.")
        if len(container.words.get("alt_text", "")) > LONGEST_ALT:
            raise GraphError(100, "The alt text is too long.")
        if "forbidden goods" in text:
            raise GraphError(100, "The text breaks the rules of the community.")
        if under and self.find(under) is None:
            raise self.not_there(under)

    async def delete(self, request: web.Request) -> web.StreamResponse:
        found = self.shown_or_not(request)
        self.remove(found.id)
        return self.good({"success": True, "deleted_id": found.id})
