"""Calls to a Mastodon server that publish nothing, and the upload of images made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.mastodon import answers
from bot.publishers.opening import Pause
from bot.publishers.stopped import Stopped
from handlers.publisher import NotSent, Outgoing, Picture, Video

LOOKS = 30
"""How often to ask whether what was uploaded is ready."""
BETWEEN_LOOKS = {"image": 1, "video": 10}
"""Seconds; a video may be drawn anew by the server for minutes, and must not be uploaded again meanwhile."""


def attached(outgoing: Outgoing) -> tuple[Picture | Video, ...]:
    """Images, or the video."""
    return (*outgoing.pictures, outgoing.video) if outgoing.video else outgoing.pictures


@dataclass(frozen=True)
class Calls:
    """A server, and the clock that its waits are reckoned from."""

    caller: Caller
    machine_now: Callable[[], datetime]
    pause: Pause

    async def ask(self, method: str, path: str, **content: Any) -> Answer:
        """A good answer; anything else raises Stopped, and never leaves a doubt."""
        try:
            answer = await self.caller.send(method, path, **content)
        except HttpFailure as failure:
            raise Stopped(answers.unsent(failure)) from None
        if not answer.is_good:
            raise Stopped(answers.harmless(answers.failure(answer, self.machine_now())))
        return answer

    async def upload(self, picture: Picture | Video) -> str:
        """The image's id, once the server has processed it (docs.joinmastodon.org/methods/media/#v2).

        May be repeated: what no status uses, the server forgets. Raises Stopped.
        """
        file = (picture.name, picture.content, picture.mime)
        description = {"description": picture.alt_text} if picture.alt_text else {}
        answer = await self.ask("POST", "/api/v2/media", files={"file": file}, data=description)
        media_id = answer.fields().get("id")
        if not media_id:
            raise Stopped(NotSent("the answer to an upload names no image"))
        if answer.status == 202:
            await self._until_ready(str(media_id), BETWEEN_LOOKS["video" if isinstance(picture, Video) else "image"])
        return str(media_id)

    async def _until_ready(self, media_id: str, between: int) -> None:
        """206 means that it is still being processed (docs.joinmastodon.org/methods/media/#get)."""
        for _ in range(LOOKS):
            await self.pause(between)
            answer = await self.ask("GET", f"/api/v1/media/{media_id}")
            if answer.status != 206:
                return
        raise Stopped(NotSent(f"what was uploaded is still being processed after {LOOKS * between} s"))
