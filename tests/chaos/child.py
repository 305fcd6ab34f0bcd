"""One bot that does nothing but publish and clear up doubt, by a clock that runs fast. It is there to be killed.

It ends by itself after `lasts` seconds.
"""

import asyncio
import itertools
import secrets
import time
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session, select

from bot import network_facts
from bot.publishers.opening import Opening
from bot.publishers.registry import open_publisher
from handlers.clock import publish, reconcile
from handlers.desk import Desk
from handlers.publisher import Publishers
from storage.brands import Account
from storage.database import Database
from tests.chaos.fast_clock import FastClock
from tests.publishers.media_host import MediaHost

ROUND = 0.05
"""Seconds between rounds."""


def publishers(database: Database, orders: dict[str, Any], clock: FastClock) -> Publishers:
    """One for each account, by its id."""
    slack = AsyncWebClient(token="xoxb-sandbox", base_url=orders["slack"], retry_handlers=[])
    found = {}
    for number, network, address in database.read_sync(_accounts):
        opening = Opening(
            name=network,
            address=address,
            token=orders["tokens"].get(network, "token"),
            slack=slack,
            machine_now=clock,
            pause=clock.pause,
            origin=orders["origins"].get(network, ""),
            facts=network_facts.ours().get(network, {}),
            public=MediaHost(orders["host"]),
        )
        found[number] = open_publisher(network, opening)
    return found


def _accounts(session: Session) -> list[tuple[int, str, str]]:
    rows = session.exec(select(Account)).all()
    return [(one.id, one.network, one.address) for one in rows if one.id is not None]


def desk_of(orders: dict[str, Any]) -> Desk:
    clock = FastClock(orders["began"], orders["speed"])
    database, ids = Database(orders["database"]), itertools.count(1)
    return Desk(
        database=database,
        client=cast(Any, None),
        slack=cast(Any, None),
        publishers=publishers(database, orders, clock),
        team_id="T0GREEN",
        bot_user_id="U0BOT",
        calendar=clock,
        machine=clock,
        new_id=lambda: f"id-{next(ids)}",
        owner=secrets.token_hex(4),
        download=cast(Any, None),
    )


async def main(orders: dict[str, Any]) -> None:
    desk, until = desk_of(orders), time.monotonic() + orders["lasts"]
    print("at work", flush=True)
    while time.monotonic() < until:
        await publish.start_due(desk, desk.calendar())
        await reconcile.run_due(desk, desk.calendar())
        await asyncio.sleep(ROUND)
