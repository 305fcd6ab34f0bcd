"""One Page on Facebook (developers.facebook.com/docs/pages-api/posts)."""

import json
from datetime import timedelta

from bot.publishers.facebook import counts, limits, search, uploads
from bot.publishers.facebook.uploads import Uploaded
from bot.publishers.graph import answers, health
from bot.publishers.graph.answers import Failure
from bot.publishers.graph.calls import Calls, opened
from bot.publishers.http import Answer
from bot.publishers.modest import Modest
from bot.publishers.opening import Opening
from bot.publishers.stopped import Stopped
from handlers.allowance import Allowance
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Finding,
    Health,
    Made,
    Manner,
    Outcome,
    Outgoing,
    Preparation,
    Published,
    Publisher,
    Reading,
    Removal,
)


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the origin is not safe for a token."""
    is_usual = opening.origin == opening.facts["origin"]
    return Facebook(opening.name, opened(opening), opened(opening, opening.facts["video_origin"] if is_usual else ""))


class Facebook(Modest):
    """Speaks for one Page."""

    network = "facebook"
    manner = Manner(undo_for=timedelta(seconds=15), takes_comment=True, can_take_down=True, has_figures=True)

    def __init__(self, name: str, calls: Calls, videos: Calls) -> None:
        self._name, self._calls, self._videos = name, calls, videos
        self._allowance = limits.allowance(calls.facts)

    def allowance(self) -> Allowance:
        return self._allowance

    async def learn(self) -> Allowance:
        return self._allowance

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        try:
            return Made((await uploads.upload(self._calls, self._videos, outgoing)).handle())
        except Stopped as stopped:
            return stopped.outcome

    async def publish(self, outgoing: Outgoing) -> Outcome:
        made = uploads.uploaded(outgoing.handle)
        answer = await (self._finish(outgoing, made) if made.video else self._post(outgoing, made))
        if not isinstance(answer, Answer):
            return answer
        found = made.video if made.video and answer.fields().get("success") is True else answer.fields().get("id")
        if not found:
            return Doubtful("the answer names nothing that is live")
        rests = answers.rests_for(answer, self._calls.machine_now(), self._calls.facts)
        return Published(str(found), search.link(str(found)), rests)

    async def _post(self, outgoing: Outgoing, made: Uploaded) -> Answer | Failure:
        fields = {"message": outgoing.text} if outgoing.text else {}
        for number, photo in enumerate(made.photos):
            fields[f"attached_media[{number}]"] = json.dumps({"media_fbid": photo})
        return await self._calls.commit("POST", f"/{self._calls.account}/feed", data=fields)

    async def _finish(self, outgoing: Outgoing, made: Uploaded) -> Answer | Failure:
        """The end of its upload is what publishes a video."""
        fields = {"upload_phase": "finish", "upload_session_id": made.session, "description": outgoing.text}
        return await self._videos.commit("POST", f"/{self._calls.account}/videos", data=fields)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """Nothing with media was published before its handle was kept; for the rest, the network promises nothing."""
        made = uploads.uploaded(outgoing.handle)
        try:
            if not outgoing.handle and (outgoing.pictures or outgoing.video):
                await self._calls.reached()
                return Absent(may_repeat=True)
            if made.video:
                found = await search.video(self._calls, made)
            else:
                found = await search.post(self._calls, outgoing, made)
        except Stopped as stopped:
            return CannotTell(stopped.outcome.detail)
        return found or Absent()

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        answer = await self._calls.commit("POST", f"/{under}/comments", data={"message": outgoing.text})
        if not isinstance(answer, Answer):
            return answer
        found = answer.fields().get("id")
        return Published(str(found), search.link(str(found))) if found else Doubtful("the answer names no comment")

    async def take_down(self, remote_id: str) -> Removal:
        return await self._calls.take_down(remote_id)

    async def figures(self, remote_id: str) -> Reading:
        try:
            return await counts.read(self._calls, remote_id)
        except Stopped as stopped:
            return stopped.outcome

    async def check(self) -> Health:
        return await health.check(self._calls, self.network, self._name, "name")

    async def close(self) -> None:
        await self._calls.caller.close()
        await self._videos.caller.close()
