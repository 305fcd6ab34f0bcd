"""How a post or a video did. A video is no post here: it has fields of its own."""

from bot.publishers.graph import figures
from bot.publishers.graph.calls import Calls
from handlers.publisher import Figures

OF_A_POST = "reactions.limit(0).summary(true),comments.limit(0).summary(true),shares"
OF_A_VIDEO = "likes.limit(0).summary(true),comments.limit(0).summary(true),views"
VIEWS = "post_total_media_view_unique"
"""Metrics of impressions are gone since November 2025 (developers.facebook.com/docs/graph-api/changelog)."""


async def read(calls: Calls, shown: str) -> Figures:
    """Raises Stopped."""
    is_post = "_" in shown
    asked = {"fields": OF_A_POST if is_post else OF_A_VIDEO}
    found = (await calls.ask("GET", f"/{shown}", params=asked)).fields()
    if not is_post:
        return Figures(
            views=figures.total(found, "views"),
            likes=figures.total(found, "likes", "summary", "total_count"),
            replies=figures.total(found, "comments", "summary", "total_count"),
            raw=found,
        )
    views = (await calls.ask("GET", f"/{shown}/insights", params={"metric": VIEWS})).fields()
    return Figures(
        views=figures.insights(views).get(VIEWS),
        likes=figures.total(found, "reactions", "summary", "total_count"),
        reposts=figures.total(found, "shares", "count"),
        replies=figures.total(found, "comments", "summary", "total_count"),
        raw={**found, "insights": views.get("data", [])},
    )
