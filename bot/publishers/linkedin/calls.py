"""Calls to LinkedIn that publish nothing, and uploads made of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.linkedin import answers
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from bot.publishers.tokens import TokenGone
from handlers.problem import Problem
from handlers.publisher import Doubtful, NotSent, Picture, Refused, Video


@dataclass(frozen=True)
class Calls:
    """One account, the API, and the way to the addresses that it names for uploads."""

    opening: Opening
    api: Caller
    uploads: Caller

    @property
    def owner(self) -> str:
        return self.opening.address

    async def ask(self, method: str, path: str, **content: Any) -> Answer:
        """A good answer; anything else raises Stopped, and never leaves a doubt."""
        try:
            answer = await self.api.send(method, path, **content)
        except HttpFailure as failure:
            raise Stopped(unsent(failure)) from None
        if not answer.is_good:
            outcome = self.failure(answer)
            raise Stopped(NotSent(outcome.detail) if isinstance(outcome, Doubtful) else outcome)
        return answer

    def failure(self, answer: Answer) -> Refused | NotSent | Doubtful:
        rest = timedelta(seconds=int(self.opening.facts["rest_seconds"]))
        return answers.failure(answer, self.opening.machine_now(), rest)

    async def upload_image(self, picture: Picture) -> str:
        """Its URN (learn.microsoft.com/linkedin/marketing/community-management/shares/images-api)."""
        wish = {"initializeUploadRequest": {"owner": self.owner}}
        value = await self._value("/rest/images?action=initializeUpload", wish, "uploadUrl", "image")
        await self._put(str(value["uploadUrl"]), picture.content, picture.mime)
        return str(value["image"])

    async def upload_video(self, video: Video) -> str:
        """Its URN, once it can be shown (…/shares/videos-api): in pieces, and then it is worked on for a while."""
        wish = {"owner": self.owner, "fileSizeBytes": len(video.content), "uploadCaptions": False}
        wish |= {"uploadThumbnail": False}
        begin = {"initializeUploadRequest": wish}
        value = await self._value("/rest/videos?action=initializeUpload", begin, "video", "uploadInstructions")
        parts = []
        for url, first, stop in _pieces(value):
            answer = await self._put(url, video.content[first:stop], "application/octet-stream")
            parts.append(answer.headers.get("ETag", ""))
        end = {"video": value["video"], "uploadToken": value.get("uploadToken", ""), "uploadedPartIds": parts}
        await self.ask("POST", "/rest/videos?action=finalizeUpload", json={"finalizeUploadRequest": end})
        await self._until_ready(str(value["video"]))
        return str(value["video"])

    async def _value(self, path: str, wish: dict[str, Any], *needed: str) -> dict[str, Any]:
        value = (await self.ask("POST", path, json=wish)).fields().get("value")
        if not isinstance(value, dict) or not all(value.get(name) for name in needed):
            raise Stopped(NotSent("the answer to an upload names no address"))
        return value

    async def _put(self, url: str, content: bytes, mime: str) -> Answer:
        headers = {"Content-Type": mime, **await self._pass(url)}
        try:
            answer = await self.uploads.send("PUT", url, content=content, headers=headers)
        except HttpFailure as failure:
            raise Stopped(NotSent(failure.detail)) from None
        if not answer.is_good:
            raise Stopped(NotSent(f"upload: {answer.words()}"))
        return answer

    async def _pass(self, url: str) -> dict[str, str]:
        """The token, for the network's own hosts only."""
        parts, ours = urlsplit(url), urlsplit(self.opening.origin)
        is_own = parts.scheme == "https" and parts.hostname in self.opening.facts["upload_hosts"]
        if self.opening.tokens is None or not (is_own or parts.netloc == ours.netloc):
            return {}
        try:
            return {"Authorization": f"Bearer {await self.opening.tokens.current()}"}
        except TokenGone as gone:
            raise Stopped(Refused(Problem.NOT_ALLOWED, gone.detail)) from None

    async def _until_ready(self, video: str) -> None:
        facts = self.opening.facts
        for _ in range(int(facts["polls"])):
            status = (await self.ask("GET", f"/rest/videos/{quote(video, safe='')}")).fields().get("status")
            if status == "AVAILABLE":
                return
            if status == "PROCESSING_FAILED":
                raise Stopped(Refused(Problem.VIDEO_TYPE, "LinkedIn could not process the video"))
            await self.opening.pause(float(facts["poll_seconds"]))
        raise Stopped(NotSent("the video was still being processed"))


def _pieces(value: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Where each piece of a video goes, and from which byte up to which; the network's last byte is inside."""
    try:
        found = [(one["uploadUrl"], one["firstByte"], one["lastByte"]) for one in value["uploadInstructions"]]
        return [(str(url), int(first), int(last) + 1) for url, first, last in found]
    except (KeyError, TypeError, ValueError):
        raise Stopped(NotSent("the answer to an upload names no pieces")) from None


def unsent(failure: HttpFailure) -> Refused | NotSent:
    """Of a call that leaves nothing live, whatever became of it."""
    return Refused(Problem.NOT_ALLOWED, failure.detail) if failure.is_locked_out else NotSent(failure.detail)
