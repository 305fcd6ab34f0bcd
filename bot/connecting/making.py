"""What connecting is made of, from the settings."""

from collections.abc import Callable
from datetime import datetime

import httpx

from bot import connecting_settings
from bot.connecting.client import App, OAuth
from bot.connecting.stored import Keeper
from bot.connecting.ways import WAYS
from bot.settings import Settings
from storage.database import Database


def oauth(
    settings: Settings, network: str, now: Callable[[], datetime], transport: httpx.AsyncBaseTransport | None = None
) -> OAuth | None:
    """The dance with one network; nothing where our app there is not set up, or there is none to dance."""
    app = settings.apps.get(network)
    if app is None or network not in WAYS:
        return None
    secret = app.client_secret.get_secret_value() if app.client_secret else ""
    return OAuth(
        network,
        App(app.client_id, secret),
        now,
        elsewhere=settings.network_urls.get(network, ""),
        api=str(settings.network_facts.get(network, {}).get("origin", "")),
        transport=transport,
    )


def keeper(
    settings: Settings,
    database: Database,
    now: Callable[[], datetime],
    owner: str,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Keeper:
    """What renewing takes. `owner`: this process."""
    return Keeper(
        database=database,
        vault=connecting_settings.vault(settings.secret_keys),
        oauth=lambda network: oauth(settings, network, now, transport),
        now=now,
        owner=owner,
    )
