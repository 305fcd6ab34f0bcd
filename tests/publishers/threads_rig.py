"""A small Threads under the contract."""

from bot.sandbox.networks.threads import Threads
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class ThreadsRig(FakeRig):
    network = "threads"
    network_type = Threads
    publishes = ("POST", "/threads_publish")

    def __init__(self, fake: Threads, host: str) -> None:
        """With room for as many publications as a test makes."""
        super().__init__(fake, host)
        fake.quota_total = 100_000

    async def refusable(self) -> Outgoing:
        return self.outgoing("Buy our forbidden goods")
