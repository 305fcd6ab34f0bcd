"""A small network that publishes by containers, as Instagram and Threads do: they are fetched, finished, used once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.networks.graph import GraphError, GraphNetwork
from bot.sandbox.networks.network import Comment, Handler, Medium, Shown

LIFE = timedelta(hours=24)
DAY = timedelta(hours=24)


@dataclass
class Container:
    """Something that may become live once."""

    id: str
    made_at: datetime
    words: Mapping[str, str]
    media: list[Medium] = field(default_factory=list)
    looks: int = 0
    """How often it was asked whether it is finished."""
    is_published: bool = False
    error: str = ""

    def status(self, now: datetime, looks_until_finished: int) -> str:
        if self.is_published:
            return "PUBLISHED"
        if self.error:
            return "ERROR"
        if now - self.made_at > LIFE:
            return "EXPIRED"
        return "FINISHED" if self.looks >= looks_until_finished else "IN_PROGRESS"


class ContainerNetwork(GraphNetwork):
    """A subclass gives the names of its edges and fields, and says what a container may be."""

    create = publish = quota = ""
    status_field = reason_field = text_field = ""
    creatable: frozenset[str] = frozenset()
    """Fields of a container."""
    readable: frozenset[str] = frozenset()
    """Fields of what is live."""
    counted: Mapping[str, str] = {}
    """Its metrics, by our names for them."""
    commentable = "comments"

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.containers: dict[str, Container] = {}
        self.looks_until_finished = 0
        """How many looks at a container find it still in progress."""
        self.quota_total = 250
        self.says_blocked = 0
        """So many publications are carried out, and answered as though they had been blocked."""
        self.breaks = ""
        """Why every container that is made from now on cannot be finished."""
        self.published_at: list[datetime] = []

    def routes(self) -> list[tuple[str, str, Handler]]:
        return [
            *super().routes(),
            ("POST", f"/{{version}}/{{account}}/{self.create}", self.make),
            ("GET", f"/{{version}}/{{account}}/{self.create}", self.listing),
            ("POST", f"/{{version}}/{{account}}/{self.publish}", self.put_out),
            ("GET", f"/{{version}}/{{account}}/{self.quota}", self.used),
            ("GET", "/{version}/{id}/insights", self.insights),
            ("GET", "/{version}/{id}", self.node),
        ]

    async def make(self, request: web.Request) -> web.StreamResponse:
        self.own(request)
        words = (await self.form(request, self.creatable)).words
        container = Container(self.new_id("c"), self.now(), words, error=self.breaks)
        await self.fill(container)
        self.containers[container.id] = container
        return self.good({"id": container.id})

    async def fill(self, container: Container) -> None:
        """Its media, from what it was made of. Raises GraphError."""
        raise NotImplementedError

    def children(self, container: Container, least: int, most: int) -> list[Medium]:
        """Those of an album. Raises GraphError unless each is a finished item of one."""
        named = container.words.get("children", "").split(",")
        if not least <= len(named) <= most:
            raise GraphError(100, f"A carousel has {least} to {most} items.", 2207028)
        found = [self.containers.get(one) for one in named]
        media = []
        for child in found:
            is_item = child is not None and child.words.get("is_carousel_item") == "true"
            if child is None or not is_item or self.status(child) != "FINISHED":
                raise GraphError(100, "A child of the carousel is not finished, or no item of one.", 2207028)
            media += child.media
        return media

    def status(self, container: Container) -> str:
        return container.status(self.now(), self.looks_until_finished)

    async def node(self, request: web.Request) -> web.StreamResponse:
        """A container, the account, or what is live."""
        asked = request.match_info["id"]
        container = self.containers.get(asked)
        if container is not None:
            return self._container(request, container)
        if asked == self.visitor(request):
            fields = self.fields(request, {"username", "name"})
            own = {"id": asked, "username": "acorn", "name": "Acorn"}
            return self.good({name: own[name] for name in fields})
        fields = self.fields(request, self.readable)
        return self.good(self.as_json(self.shown_or_not(request), fields))

    def _container(self, request: web.Request, container: Container) -> web.StreamResponse:
        self.visitor(request)
        fields = self.fields(request, {self.status_field, self.reason_field})
        status = self.status(container)
        container.looks += 1
        reason = container.error or ("" if self.reason_field == "error_message" else f"Container is {status}")
        found = {"id": container.id, self.status_field: status, self.reason_field: reason}
        return self.good({name: found[name] for name in fields if found[name]})

    async def put_out(self, request: web.Request) -> web.StreamResponse:
        author = self.own(request)
        words = (await self.form(request, {"creation_id"})).words
        container = self.containers.get(words.get("creation_id", ""))
        if container is None:
            raise GraphError(24, "The media cannot be found.", 2207006)
        self._check(container)
        container.is_published = True
        found = self.show(container, author)
        if self.says_blocked:
            self.says_blocked -= 1
            raise GraphError(4, "Certain activity is restricted to protect the community.", 2207051)
        return self.good({"id": found})

    def _check(self, container: Container) -> None:
        status = self.status(container)
        if status == "IN_PROGRESS":
            raise GraphError(9007, "The media is not ready to be published.", 2207027)
        if status != "FINISHED" or "is_carousel_item" in container.words:
            raise GraphError(24, f"The container cannot be published: {status}.", 2207006)
        if self._used() >= self.quota_total:
            raise GraphError(9, "The number of posts that may be published is reached.", 2207042)

    def show(self, container: Container, author: str) -> str:
        """Makes it live; its id."""
        self.published_at.append(self.now())
        text, under = container.words.get(self.text_field, ""), container.words.get("reply_to_id")
        above = self.find(under) if under else None
        if above is not None:
            above.comments.append(Comment(self.new_id("18"), text, self.now()))
            return above.comments[-1].id
        found = self.new_id("17")
        flags = {name: True for name in ("is_spoiler_media",) if container.words.get(name) == "true"}
        link = f"https://www.{self.name}.com/p/{found}/"
        self.shown.append(Shown(found, author, text, self.now(), link, container.media, flags=flags))
        return found

    def _used(self) -> int:
        return len([at for at in self.published_at if self.now() - at < DAY])

    async def used(self, request: web.Request) -> web.StreamResponse:
        self.own(request)
        self.fields(request, {"config", "quota_usage"})
        config = {"quota_total": self.quota_total, "quota_duration": 86400}
        return self.good({"data": [{"config": config, "quota_usage": self._used()}]})

    async def listing(self, request: web.Request) -> web.StreamResponse:
        self.own(request)
        fields = self.fields(request, self.readable, {"limit", "after", "since", "until"})
        return self.page(request, [self.as_json(one, fields) for one in reversed(self.shown)])

    def as_json(self, one: Shown, fields: list[str]) -> dict[str, Any]:
        """A text that is empty is not there."""
        found = {
            "id": one.id,
            self.text_field: self.text_of(one),
            "permalink": one.link,
            "timestamp": one.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        }
        return {name: found[name] for name in fields if found.get(name)}

    def text_of(self, one: Shown) -> str:
        """As the network gives it back."""
        return one.text

    async def insights(self, request: web.Request) -> web.StreamResponse:
        shown = self.shown_or_not(request)
        counted = {theirs: shown.figures[ours] for ours, theirs in self.counted.items() if ours in shown.figures}
        return self.metrics(request, counted, {*self.counted.values(), *self.uncounted})

    uncounted: frozenset[str] = frozenset()
    """Metrics that it offers and we have no name for."""
