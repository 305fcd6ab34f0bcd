"""What stands under a post's text: images, a video, or the card of the page that the text links to.

learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api: the network makes no cards by itself.
"""

import json
from typing import Any

from bot.publishers import web_addresses
from bot.publishers.linkedin.calls import Calls
from handlers.publisher import Outgoing, Picture

LONGEST_TITLE, LONGEST_DESCRIPTION = 400, 4086
"""Characters (the same page, `article`)."""


async def made_of(calls: Calls, outgoing: Outgoing) -> dict[str, Any]:
    """Uploads what is shown; empty where the text stands alone. May be repeated. Raises Stopped."""
    if outgoing.video is not None:
        return {"media": [await calls.upload_video(outgoing.video)]}
    if outgoing.pictures:
        return {"media": [await calls.upload_image(picture) for picture in outgoing.pictures]}
    return await _article(calls, outgoing.text)


async def _article(calls: Calls, text: str) -> dict[str, Any]:
    """Of the first link, where its page says enough of itself."""
    opening = calls.opening
    links = [text[start:stop] for start, stop in web_addresses.found(text)]
    card = await opening.cards(links[0], int(opening.facts["max_image_bytes"])) if links and opening.cards else None
    if card is None:
        return {}
    article = {"source": card.address, "title": card.title[:LONGEST_TITLE]}
    if card.description:
        article["description"] = card.description[:LONGEST_DESCRIPTION]
    if card.picture:
        article["thumbnail"] = await calls.upload_image(Picture(card.picture, card.mime, "card"))
    return {"article": article}


def content(outgoing: Outgoing) -> dict[str, Any]:
    """What was uploaded, with its alt texts, as a part of the post."""
    made = json.loads(outgoing.handle) if outgoing.handle else {}
    if "article" in made:
        return {"content": {"article": made["article"]}}
    media = made.get("media", [])
    if outgoing.video is not None:
        video = outgoing.video
        return {"content": {"media": {"id": media[0], "title": video.name, "altText": video.alt_text}}}
    if not media:
        return {}
    images = [{"id": urn, "altText": one.alt_text} for urn, one in zip(media, outgoing.pictures, strict=True)]
    return {"content": {"media": images[0]} if len(images) == 1 else {"multiImage": {"images": images}}}
