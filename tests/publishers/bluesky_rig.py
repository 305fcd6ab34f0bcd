"""A small server of the AT Protocol under the contract."""

from collections.abc import Mapping

from bot.sandbox.networks.bluesky import Bluesky
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class BlueskyRig(FakeRig):
    network = "bluesky"
    network_type = Bluesky
    publishes = ("POST", "/xrpc/com.atproto.repo.putRecord")
    counted: Mapping[str, int] = {"likes": 41, "reposts": 7, "replies": 3}

    async def refusable(self) -> Outgoing:
        return self.outgoing("Buy our forbidden goods")
