"""What is prepared before the one call: the record's key and moment, uploads, and who the mentioned are."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.publishers.bluesky import facets, keys
from bot.publishers.bluesky.calls import POSTS, Calls
from bot.publishers.stopped import Stopped
from handlers.publisher import NotSent, Outgoing, Picture, Refused, Video

MOST_MENTIONS = 10
"""Of those that become links; more would not fit into the handle."""


@dataclass(frozen=True)
class Prepared:
    """Everything that the record needs and the text does not say, so that each attempt sends the same bytes."""

    key: str
    created: str
    blobs: list[dict[str, Any]] = field(default_factory=list)
    dids: dict[str, str] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)
    """Of the first link, where there are no media."""

    def handle(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)


def prepared(handle: str) -> Prepared:
    return Prepared(**json.loads(handle))


async def prepare(calls: Calls, outgoing: Outgoing) -> Prepared:
    """May be repeated: what no record uses is forgotten. Raises Stopped."""
    now = calls.opening.machine_now()
    media = [outgoing.video] if outgoing.video else list(outgoing.pictures)
    blobs = [await _upload(calls, medium.content, medium.mime) for medium in media]
    dids = await _accounts(calls, facets.mentioned(outgoing.text)[:MOST_MENTIONS])
    card = {} if media else await _card(calls, facets.links(outgoing.text))
    return Prepared(keys.key(now, outgoing.publication_id), keys.written(now), blobs, dids, card)


async def _card(calls: Calls, links: list[str]) -> dict[str, Any]:
    """Of the first link; empty where the page does not say enough of itself. Raises Stopped."""
    opening = calls.opening
    found = await opening.cards(links[0], opening.facts["max_image_bytes"]) if links and opening.cards else None
    if found is None:
        return {}
    card: dict[str, Any] = {"uri": found.address, "title": found.title, "description": found.description}
    return {**card, "thumb": await _upload(calls, found.picture, found.mime)} if found.picture else card


async def _upload(calls: Calls, content: bytes, mime: str) -> dict[str, Any]:
    headers = {"Content-Type": mime}
    answer = await calls.write("com.atproto.repo.uploadBlob", content=content, headers=headers)
    blob = answer.fields().get("blob")
    if not isinstance(blob, dict):
        raise Stopped(NotSent("the answer to an upload names nothing"))
    return blob


async def _accounts(calls: Calls, handles: list[str]) -> dict[str, str]:
    """By handle; those that do not exist are left out, and stay words."""
    found = {}
    for handle in handles:
        try:
            answer = await calls.read("com.atproto.identity.resolveHandle", handle=handle)
        except Stopped as stopped:
            if isinstance(stopped.outcome, Refused):
                continue
            raise
        found[handle] = str(answer.fields().get("did") or "")
    return {handle: did for handle, did in found.items() if did}


def record(outgoing: Outgoing, made: Prepared, label: str) -> dict[str, Any]:
    """The post itself. `label`: what sensitive media are called."""
    found: dict[str, Any] = {"$type": POSTS, "text": outgoing.text, "createdAt": made.created}
    if marked := facets.facets(outgoing.text, made.dids):
        found["facets"] = marked
    if embed := _embed(outgoing, made):
        found["embed"] = embed
    if outgoing.flags.is_sensitive:
        found["labels"] = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": label}]}
    return found


def _embed(outgoing: Outgoing, made: Prepared) -> dict[str, Any]:
    if outgoing.video and made.blobs:
        video = {"$type": "app.bsky.embed.video", "video": made.blobs[0], **_ratio(outgoing.video)}
        return {**video, "alt": outgoing.video.alt_text} if outgoing.video.alt_text else video
    images = [
        {"alt": picture.alt_text, "image": blob, **_ratio(picture)}
        for picture, blob in zip(outgoing.pictures, made.blobs, strict=False)
    ]
    if images:
        return {"$type": "app.bsky.embed.images", "images": images}
    return {"$type": "app.bsky.embed.external", "external": made.card} if made.card else {}


def _ratio(medium: Picture | Video) -> dict[str, Any]:
    """So that readers' pages need not jump when it arrives."""
    if not (medium.width and medium.height):
        return {}
    return {"aspectRatio": {"width": medium.width, "height": medium.height}}
