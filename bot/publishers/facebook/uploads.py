"""Photos and videos that nobody sees yet, so that only one call is ever in doubt."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.publishers.graph.calls import Calls
from bot.publishers.stopped import Stopped
from handlers.publisher import NotSent, Outgoing, Picture, Video


@dataclass(frozen=True)
class Uploaded:
    """What the handle holds: ids of photos, or of a video and its upload."""

    photos: tuple[str, ...] = ()
    video: str = ""
    session: str = ""

    def handle(self) -> str:
        found = {"photos": list(self.photos), "video": self.video, "session": self.session}
        return json.dumps({name: value for name, value in found.items() if value}) if any(found.values()) else ""


def uploaded(handle: str) -> Uploaded:
    found = json.loads(handle) if handle else {}
    return Uploaded(tuple(found.get("photos", ())), found.get("video", ""), found.get("session", ""))


async def upload(calls: Calls, videos: Calls, outgoing: Outgoing) -> Uploaded:
    """Everything that goes with the text. Raises Stopped."""
    if outgoing.video:
        return await _video(videos, outgoing.video)
    return Uploaded(tuple([await _photo(calls, picture) for picture in outgoing.pictures]))


async def _photo(calls: Calls, picture: Picture) -> str:
    """Its id (developers.facebook.com/docs/graph-api/reference/page/photos). What no post uses, the network forgets."""
    fields = {"published": "false"} | ({"alt_text_custom": picture.alt_text} if picture.alt_text else {})
    files = {"source": (picture.name, picture.content, picture.mime)}
    answer = await calls.ask("POST", f"/{calls.account}/photos", data=fields, files=files)
    return _named(answer.fields(), "id")


async def _video(calls: Calls, video: Video) -> Uploaded:
    """In the chunks that the network asks for (developers.facebook.com/docs/video-api/guides/publishing)."""
    path = f"/{calls.account}/videos"
    start = {"upload_phase": "start", "file_size": str(len(video.content))}
    wanted = (await calls.ask("POST", path, data=start)).fields()
    video_id, session = _named(wanted, "video_id"), _named(wanted, "upload_session_id")
    while (begin := _offset(wanted, "start_offset")) < (end := _offset(wanted, "end_offset")):
        chunk = video.content[begin : min(end, begin + calls.facts["chunk_bytes"])]
        fields = {"upload_phase": "transfer", "upload_session_id": session, "start_offset": str(begin)}
        files = {"video_file_chunk": (video.name, chunk, "application/octet-stream")}
        wanted = (await calls.ask("POST", path, data=fields, files=files)).fields()
        if _offset(wanted, "start_offset") <= begin:
            raise Stopped(NotSent("the upload of the video does not get on"))
    return Uploaded(video=video_id, session=session)


def _named(answer: Mapping[str, Any], name: str) -> str:
    found = answer.get(name)
    if not found:
        raise Stopped(NotSent(f"the answer to an upload has no {name}"))
    return str(found)


def _offset(answer: Mapping[str, Any], name: str) -> int:
    try:
        return int(answer[name])
    except (KeyError, TypeError, ValueError):
        raise Stopped(NotSent("the answer to an upload does not say how far it is")) from None
