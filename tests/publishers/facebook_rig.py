"""A small Facebook under the contract."""

from bot.sandbox.networks.facebook import Facebook
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class FacebookRig(FakeRig):
    network = "facebook"
    network_type = Facebook
    publishes = ("POST", "/feed")

    async def refusable(self) -> Outgoing:
        return self.outgoing("Buy our forbidden goods")
