"""A receiver under the contract; its URL is the account's address."""

from bot.publishers.tokens import Tokens
from bot.sandbox.networks.webhook import SECRET, Webhook
from handlers.publisher import Outgoing
from tests.publishers.fake_rigs import FakeRig


class WebhookRig(FakeRig):
    network = "webhook"
    network_type = Webhook
    publishes = ("POST", "")
    token = SECRET

    async def refusable(self) -> Outgoing:
        return self.outgoing("A forbidden word")

    async def ended_tokens(self) -> Tokens | None:
        """A secret does not end."""
        return None
