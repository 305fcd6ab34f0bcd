"""Which place the settings name, from which networks fetch media."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.lending import tickets
from bot.lending.bucket import Bucket
from bot.lending.door import Door, Route
from bot.publishers.opening import PublicMedia
from bot.settings import Settings
from storage.database import Database


def key(settings: Settings) -> bytes:
    """Every process has the bot's token, so all of them know each other's tickets."""
    return tickets.key(settings.slack_bot_token.get_secret_value())


def place(settings: Settings, machine_now: Callable[[], datetime]) -> PublicMedia | None:
    """A store of one's own goes before our own door; nothing: networks that fetch have nowhere to fetch from."""
    if settings.bucket is not None:
        return Bucket(settings.bucket)
    if settings.has_door:
        return Route(settings.public_url, key(settings), machine_now)
    return None


def routes(settings: Settings, database: Database, machine_now: Callable[[], datetime]) -> list[web.RouteDef]:
    """Our own door, where the settings open one."""
    is_open = settings.has_door and settings.bucket is None
    return Door(database, key(settings), machine_now).routes() if is_open else []
