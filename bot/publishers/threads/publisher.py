"""One profile on Threads (developers.facebook.com/docs/threads)."""

from datetime import timedelta

from bot.publishers.graph import figures, health, public
from bot.publishers.graph.calls import Calls, opened
from bot.publishers.graph.containers import Containers, Dialect
from bot.publishers.modest import Modest
from bot.publishers.opening import Opening, PublicMedia
from bot.publishers.stopped import Stopped
from bot.publishers.threads import limits
from handlers.allowance import Allowance
from handlers.publisher import (
    Figures,
    Finding,
    Health,
    Made,
    Manner,
    Outcome,
    Outgoing,
    Picture,
    Preparation,
    Publisher,
    Reading,
    Removal,
    Video,
)

THREADS = Dialect(
    create="threads",
    publish="threads_publish",
    listing="threads",
    quota="threads_publishing_limit",
    status="status",
    reason="error_message",
    text="text",
)
METRICS = "views,likes,replies,reposts,quotes,shares"


def open(opening: Opening) -> Publisher:
    """Raises BadAddress when the origin is not safe for a token."""
    return Threads(opening.name, opened(opening), opening.public)


class Threads(Modest):
    """Speaks for one profile."""

    network = "threads"
    manner = Manner(
        undo_for=timedelta(seconds=15),
        repeats_safely=True,
        takes_comment=True,
        can_take_down=True,
        has_figures=True,
        needs_public_media=True,
    )

    def __init__(self, name: str, calls: Calls, place: PublicMedia | None) -> None:
        self._name, self._calls, self._place = name, calls, place
        self._containers = Containers(calls, THREADS)
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
        text = {"text": outgoing.text} if outgoing.text else {}
        if outgoing.flags.is_sensitive and (outgoing.pictures or outgoing.video):
            text["is_spoiler_media"] = "true"
        if outgoing.video:
            return {**await self._medium(outgoing.video), **text}
        if not outgoing.pictures:
            return {"media_type": "TEXT", **text}
        if len(outgoing.pictures) == 1:
            return {**await self._medium(outgoing.pictures[0]), **text}
        children = [await self._child(picture) for picture in outgoing.pictures]
        await self._containers.digested(children)
        return {"media_type": "CAROUSEL", "children": ",".join(children), **text}

    async def _child(self, picture: Picture) -> str:
        return await self._containers.make({**await self._medium(picture), "is_carousel_item": "true"})

    async def _medium(self, medium: Picture | Video) -> dict[str, str]:
        address = await public.address(self._place, medium)
        kind = {"media_type": "VIDEO", "video_url": address}
        if isinstance(medium, Picture):
            kind = {"media_type": "IMAGE", "image_url": address}
        return {**kind, "alt_text": medium.alt_text} if medium.alt_text else kind

    async def publish(self, outgoing: Outgoing) -> Outcome:
        return await self._containers.publish(outgoing)

    async def look_up(self, outgoing: Outgoing) -> Finding:
        return await self._containers.look_up(outgoing)

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        """A reply, which is a container like any other."""
        fields = {"media_type": "TEXT", "text": outgoing.text, "reply_to_id": under}
        try:
            container = await self._containers.finished(fields)
        except Stopped as stopped:
            return stopped.outcome
        return await self._containers.commit(container)

    async def take_down(self, remote_id: str) -> Removal:
        """A hundred a day (developers.facebook.com/docs/threads/posts/delete-posts)."""
        return await self._calls.take_down(remote_id)

    async def figures(self, remote_id: str) -> Reading:
        try:
            raw = await self._containers.read(remote_id, {"metric": METRICS})
        except Stopped as stopped:
            return stopped.outcome
        found = figures.insights(raw)
        return Figures(found.get("views"), found.get("likes"), found.get("reposts"), found.get("replies"), raw=raw)

    async def check(self) -> Health:
        found = await health.check(self._calls, self.network, self._name, "username")
        if found.is_well and self._place is None:
            return Health(True, f"@{found.detail}, texts only: {public.MISSING}", public.ADVICE)
        return Health(True, f"@{found.detail}") if found.is_well else found

    async def close(self) -> None:
        await self._calls.caller.close()
