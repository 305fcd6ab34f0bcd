"""A small network of the sandbox as a network under test; a subclass names it and says which call publishes."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import clock, network_facts
from bot.publishers.opening import Opening, PublicMedia
from bot.publishers.tokens import Tokens
from bot.sandbox.networks.network import Network, Shown
from handlers.publisher import Outgoing
from tests.publishers.rigs import NOBODY, Live, Rig


class FakeRig(Rig):
    """`publishes` is the method and a part of the path of the one irreversible call."""

    publishes = ("POST", "")
    token = "token"

    def __init__(self, fake: Network) -> None:
        super().__init__()
        self.fake = fake
        self.address = self.address or fake.account

    def opening(self, token: str | None, reachable: bool, *, tokens: Tokens | None = None, **facts: Any) -> Opening:
        return Opening(
            name="ours",
            address=self.address,
            token=token or self.token,
            slack=AsyncWebClient(),
            machine_now=clock.machine_now,
            http_transport=self.wire,
            pause=self.pauses,
            origin=self.fake.origin if reachable else NOBODY,
            facts={**network_facts.ours()[self.network], **facts},
            stored_tokens=tokens,
            public=self.public(),
        )

    def public(self) -> PublicMedia | None:
        """Where media can be fetched from; a network that fetches has a place here."""
        return None

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

    def go_wrong(self, kind: str, outgoing: Outgoing, **more: Any) -> None:
        """With the call that publishes this."""
        method, path = self.publishes
        self.fake.fault(kind, path, method=method, **more)
