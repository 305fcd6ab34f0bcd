"""LinkedIn under the contract: an organisation's page."""

from collections.abc import Mapping

from bot.sandbox.networks.linkedin import LinkedIn
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class LinkedInRig(FakeRig):
    network = "linkedin"
    network_type = LinkedIn
    publishes = ("POST", "/rest/posts")
    counted: Mapping[str, int] = {"views": 900, "likes": 41, "reposts": 7, "replies": 3, "clicks": 12}

    async def refusable(self) -> Outgoing:
        return self.outgoing("A forbidden word")
