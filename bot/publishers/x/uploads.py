"""Images and videos, uploaded before the post that shows them (docs.x.com/x-api/media).

All of it may be repeated: what no post uses is forgotten within a day.
"""

from collections.abc import Mapping
from typing import Any

from bot.publishers.http import Answer
from bot.publishers.stopped import Stopped
from bot.publishers.x.calls import Calls
from handlers.problem import Problem
from handlers.publisher import Flags, NotSent, Outgoing, Picture, Refused, Video


async def upload(calls: Calls, outgoing: Outgoing) -> list[str]:
    """The ids of everything that goes with the text, with alt texts and warnings. Raises Stopped."""
    if outgoing.video:
        media = await _video(calls, outgoing.video)
        await _describe(calls, media, "", outgoing.flags)
        return [media]
    found = []
    for picture in outgoing.pictures:
        found.append(await _image(calls, picture))
        await _describe(calls, found[-1], picture.alt_text, outgoing.flags)
    return found


async def _image(calls: Calls, picture: Picture) -> str:
    files = {"media": (picture.name, picture.content, picture.mime)}
    fields = {"media_category": "tweet_image", "media_type": picture.mime}
    data = _data(await calls.ask("POST", "/2/media/upload", data=fields, files=files))
    await _until_ready(calls, data)
    return str(data["id"])


async def _describe(calls: Calls, media: str, alt_text: str, flags: Flags) -> None:
    """Only where there is something to say."""
    metadata: dict[str, Any] = {"alt_text": {"text": alt_text}} if alt_text else {}
    if flags.is_sensitive:
        metadata["sensitive_media_warning"] = {"other": True}
    if metadata:
        await calls.ask("POST", "/2/media/metadata", json={"id": media, "metadata": metadata})


async def _video(calls: Calls, video: Video) -> str:
    """In pieces, then waited for."""
    wanted = {"media_category": "tweet_video", "media_type": video.mime, "total_bytes": len(video.content)}
    media = str(_data(await calls.ask("POST", "/2/media/upload/initialize", json=wanted))["id"])
    size = calls.opening.facts["chunk_bytes"]
    for number, begin in enumerate(range(0, len(video.content), size)):
        files = {"media": (video.name, video.content[begin : begin + size], "application/octet-stream")}
        await calls.ask("POST", f"/2/media/upload/{media}/append", data={"segment_index": str(number)}, files=files)
    await _until_ready(calls, _data(await calls.ask("POST", f"/2/media/upload/{media}/finalize")))
    return media


async def _until_ready(calls: Calls, data: Mapping[str, Any]) -> None:
    """X says itself when to ask again. Raises Stopped when it cannot read the media, or takes too long."""
    media, facts = str(data["id"]), calls.opening.facts
    for _ in range(facts["polls"]):
        state, wait, words = _progress(data)
        if state in ("", "succeeded"):
            return
        if state == "failed":
            raise Stopped(Refused(Problem.VIDEO_TYPE, words or "X could not read it"))
        await calls.opening.pause(min(wait or facts["poll_seconds"], facts["longest_poll_seconds"]))
        asked = {"command": "STATUS", "media_id": media}
        data = _data(await calls.ask("GET", "/2/media/upload", params=asked))
    raise Stopped(NotSent("X was still processing the media"))


def _progress(data: Mapping[str, Any]) -> tuple[str, float, str]:
    """The state, seconds until it is worth asking again, and what went wrong."""
    found = data.get("processing_info")
    if not isinstance(found, dict):
        return "", 0, ""
    wait, error = found.get("check_after_secs"), found.get("error")
    words = str(error.get("message") or "") if isinstance(error, dict) else ""
    return str(found.get("state") or ""), wait if isinstance(wait, int | float) else 0, words


def _data(answer: Answer) -> dict[str, Any]:
    found = answer.fields().get("data")
    if not isinstance(found, dict) or not found.get("id"):
        raise Stopped(NotSent("the answer to an upload names no media"))
    return found
