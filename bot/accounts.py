"""What a publisher is opened with: one account of the settings, and the means to reach it."""

from collections.abc import Callable
from datetime import datetime

import httpx
from slack_sdk.web.async_client import AsyncWebClient

from bot.account_settings import AccountSetting
from bot.lending import places
from bot.publishers import link_card
from bot.publishers.opening import Opening
from bot.publishers.public_web import PublicWeb
from bot.publishers.tokens import Tokens
from bot.settings import Settings


def opening(
    settings: Settings,
    account: AccountSetting,
    *,
    slack: AsyncWebClient,
    machine_now: Callable[[], datetime],
    transport: httpx.AsyncBaseTransport | None = None,
    stored_tokens: Tokens | None = None,
) -> Opening:
    """For one account. `slack` must have no retry handlers: a repeated call could publish twice."""
    facts = settings.network_facts.get(account.network, {})
    return Opening(
        name=account.name,
        address=account.address,
        token=account.token.get_secret_value() if account.token else None,
        slack=slack,
        machine_now=machine_now,
        http_transport=transport,
        origin=settings.network_urls.get(account.network, str(facts.get("origin", ""))),
        facts=facts,
        stored_tokens=stored_tokens,
        public=places.place(settings, machine_now),
        cards=link_card.cards(PublicWeb()),
    )
