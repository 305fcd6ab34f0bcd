"""A small X under the contract."""

from bot.sandbox.networks.x import ACCESS, X
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class XRig(FakeRig):
    """Hangul counts double there."""

    network = "x"
    network_type = X
    publishes = ("POST", "/2/tweets")
    letter = "a"
    token = ACCESS

    async def refusable(self) -> Outgoing:
        return self.outgoing("Buy our forbidden goods")
