"""A small Threads under the contract."""

from bot.sandbox.networks.threads import Threads
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class ThreadsRig(FakeRig):
    network = "threads"
    network_type = Threads
    publishes = ("POST", "/threads_publish")

    async def refusable(self) -> Outgoing:
        return self.outgoing("Buy our forbidden goods")
