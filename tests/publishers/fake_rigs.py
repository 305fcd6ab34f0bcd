"""A small network of the sandbox as a network under test; a subclass names it and says which call publishes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import clock, network_facts
from bot.publishers.opening import Opening, PublicMedia
from bot.publishers.registry import NETWORKS
from bot.publishers.tokens import Tokens
from bot.sandbox.networks.network import Network, Shown
from handlers.publisher import Outgoing, Publisher
from tests.publishers.media_host import MediaHost
from tests.publishers.rigs import NOBODY, Live, Rig


class NextToken:
    """The first one has ended; the second is good."""

    async def current(self) -> str:
        return "ended"

    async def renewed(self, refused: str) -> str:
        assert refused == "ended"
        return "next"


class FakeRig(Rig):
    """`publishes` is the method and a part of the path of the one irreversible call."""

    network_type: type[Network] = Network
    publishes = ("POST", "")
    token = "token"
    counted: Mapping[str, int] = {"views": 900, "likes": 41, "reposts": 7, "replies": 3}
    """Figures that the network has when it is told to count up; only those that it offers."""

    def __init__(self, fake: Network, host: str) -> None:
        """`host`: the origin of a place from which media can be fetched."""
        super().__init__()
        self.fake, self.host = fake, host
        self.through: str | None = None
        """Another way to its origin."""
        self.address = self.address or fake.account

    def opening(self, token: str | None, reachable: bool) -> Opening:
        return Opening(
            name="ours",
            address=self.address,
            token=token or self.token,
            slack=AsyncWebClient(),
            machine_now=clock.machine_now,
            http_transport=self.wire,
            pause=self.pauses,
            origin=(self.through or self.fake.origin) if reachable else NOBODY,
            facts=network_facts.ours()[self.network],
            public=MediaHost(self.host),
        )

    def publisher_with(self, public: PublicMedia | None) -> Publisher:
        """With another place for media, or none."""
        publisher = NETWORKS[self.network](replace(self.opening(None, True), public=public))
        self.opened.append(publisher)
        return publisher

    async def live(self) -> list[Live]:
        return [self.seen(one) for one in self.fake.shown]

    def seen(self, one: Shown) -> Live:
        """As its readers see it."""
        return Live(one.text, tuple(medium.alt for medium in one.media), (one.link,))

    async def lose_the_answer(self, outgoing: Outgoing) -> None:
        self.go_wrong("lose", outgoing)

    async def answer_5xx(self, outgoing: Outgoing) -> None:
        self.go_wrong("5xx", outgoing)

    async def limit(self, outgoing: Outgoing, seconds: int) -> None:
        self.go_wrong("429", outgoing, retry_after=seconds)

    async def answer_5xx_afterwards(self, outgoing: Outgoing) -> bool:
        self.go_wrong("5xx_after", outgoing)
        return True

    async def cut_off(self, outgoing: Outgoing) -> bool:
        self.go_wrong("cut", outgoing)
        return True

    async def comments_under(self, remote_id: str) -> list[str]:
        found = self.fake.find(remote_id)
        return [one.text for one in found.comments] if found else []

    async def count_up(self, remote_id: str) -> dict[str, int]:
        found = self.fake.find(remote_id)
        assert found is not None
        found.figures = dict(self.counted)
        return dict(self.counted)

    async def ended_tokens(self) -> Tokens | None:
        self.fake.tokens["next"] = self.fake.account
        return NextToken()

    def go_wrong(self, kind: str, outgoing: Outgoing, **more: Any) -> None:
        """With the call that publishes this."""
        method, path = self.publishes
        self.fake.fault(kind, path, method=method, **more)
