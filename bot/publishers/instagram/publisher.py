"""One professional account on Instagram (developers.facebook.com/docs/instagram-platform/content-publishing)."""

from datetime import timedelta

from bot.publishers.graph import figures, health, public
from bot.publishers.graph.calls import Calls, opened
from bot.publishers.graph.containers import Containers, Dialect
from bot.publishers.http import Answer
from bot.publishers.instagram import limits
from bot.publishers.modest import Modest
from bot.publishers.opening import Opening, PublicMedia
from bot.publishers.stopped import Stopped
from handlers.allowance import Allowance
from handlers.problem import Problem
from handlers.publisher import (
    Doubtful,
    Figures,
    Finding,
    Health,
    Made,
    Manner,
    Outcome,
    Outgoing,
    Picture,
    Preparation,
    Published,
    Publisher,
    Reading,
    Refused,
)

INSTAGRAM = Dialect(
    create="media",
    publish="media_publish",
    listing="media",
    quota="content_publishing_limit",
    status="status_code",
    reason="status",
    text="caption",
)
METRICS = "views,reach,likes,comments,saved,shares,total_interactions"


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the origin is not safe for a token."""
    return Instagram(opening.name, opened(opening), opening.public)


class Instagram(Modest):
    """Speaks for one account. What is live cannot be deleted from here: the documents offer no such call."""

    network = "instagram"
    manner = Manner(
        undo_for=timedelta(seconds=15),
        repeats_safely=True,
        takes_comment=True,
        has_figures=True,
        needs_public_media=True,
    )

    def __init__(self, name: str, calls: Calls, place: PublicMedia | None) -> None:
        self._name, self._calls, self._place = name, calls, place
        self._containers = Containers(calls, INSTAGRAM)
        self._allowance = limits.allowance(calls.facts, has_place=place is not None)

    def allowance(self) -> Allowance:
        return self._allowance

    async def learn(self) -> Allowance:
        return self._allowance

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        try:
            await self._containers.have_room()
            return Made(await self._containers.finished(await self._fields(outgoing)))
        except Stopped as stopped:
            return stopped.outcome

    async def _fields(self, outgoing: Outgoing) -> dict[str, str]:
        """Of the one container that is published in the end. Raises Stopped."""
        caption = {"caption": outgoing.text} if outgoing.text else {}
        if outgoing.video:
            address = await public.address(self._place, outgoing.video)
            return {"media_type": "REELS", "video_url": address, "share_to_feed": "true", **caption}
        if not outgoing.pictures:
            raise Stopped(Refused(Problem.NEEDS_MEDIA, "there is nothing on Instagram without an image or a video"))
        if len(outgoing.pictures) == 1:
            return {**await self._image(outgoing.pictures[0]), **caption}
        children = [await self._child(picture) for picture in outgoing.pictures]
        await self._containers.digested(children)
        return {"media_type": "CAROUSEL", "children": ",".join(children), **caption}

    async def _child(self, picture: Picture) -> str:
        return await self._containers.make({**await self._image(picture), "is_carousel_item": "true"})

    async def _image(self, picture: Picture) -> dict[str, str]:
        image = {"image_url": await public.address(self._place, picture)}
        return {**image, "alt_text": picture.alt_text} if picture.alt_text else image

    async def publish(self, outgoing: Outgoing) -> Outcome:
        return await self._containers.publish(outgoing)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        return await self._containers.look_up(outgoing)

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        answer = await self._calls.commit("POST", f"/{under}/comments", data={"message": outgoing.text})
        if not isinstance(answer, Answer):
            return answer
        found = answer.fields().get("id")
        return Published(str(found)) if found else Doubtful("the answer names no comment")

    async def figures(self, remote_id: str) -> Reading:
        try:
            raw = await self._containers.read(remote_id, {"metric": METRICS})
        except Stopped as stopped:
            return stopped.outcome
        found = figures.insights(raw)
        return Figures(found.get("views"), found.get("likes"), found.get("shares"), found.get("comments"), raw=raw)

    async def check(self) -> Health:
        found = await health.check(self._calls, self.network, self._name, "username")
        if found.is_well and self._place is None:
            return Health(False, f"@{found.detail}: {public.MISSING}", public.ADVICE)
        return Health(True, f"@{found.detail}") if found.is_well else found

    async def close(self) -> None:
        await self._calls.caller.close()
