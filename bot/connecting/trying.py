"""Whether an account that was just opened can publish: asked before anybody relies on it."""

from collections.abc import Callable
from datetime import datetime

import httpx
from slack_sdk.web.async_client import AsyncWebClient

from bot import accounts
from bot.account_settings import AccountSetting
from bot.publishers.http import BadAddress
from bot.publishers.registry import NETWORKS, open_publisher
from bot.publishers.tokens import StaticToken
from bot.settings import Settings
from handlers.publisher import Health


async def try_out(
    settings: Settings,
    account: AccountSetting,
    access: str,
    now: Callable[[], datetime],
    transport: httpx.AsyncBaseTransport | None = None,
) -> Health:
    """What its publisher says of it, with this access."""
    if account.network not in NETWORKS:
        return Health(False, f"{account.network} is not spoken by this version", "Take a newer one.")
    opening = accounts.opening(
        settings,
        account,
        slack=AsyncWebClient(),
        machine_now=now,
        transport=transport,
        stored_tokens=StaticToken(access),
    )
    try:
        publisher = open_publisher(account.network, opening)
    except BadAddress as bad:
        return Health(False, str(bad), "Name it with --address.")
    try:
        return await publisher.check()
    finally:
        await publisher.close()
