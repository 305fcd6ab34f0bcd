"""build(): the one place where parts are put together. A test or the demo replaces any part by naming it."""

import asyncio
import gc
import logging
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import httpx
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot import calendar_feed, link_looks, listening, spelling
from bot import slack as slack_client
from bot.channels import find_channel
from bot.clock import Calendar, machine_now
from bot.connecting import making
from bot.connecting.browser.pages import Pages
from bot.connecting.browser.visits import Visits
from bot.connecting.switchboard import Switchboard, not_connected
from bot.files import Files
from bot.following import Follower
from bot.furnish import follows_settings, furnish
from bot.http_mode import web_app
from bot.lending import places
from bot.pace import Pace
from bot.settings import Settings, SettingsError
from bot.timetable import Timetable
from bot.watchdog import Watchdog
from handlers.checking import links
from handlers.checks.link_reader import LinkReader
from handlers.desk import Desk, Wake
from handlers.knowing import opening
from handlers.look import look_of
from handlers.publisher import Publishers
from storage import migrate
from storage.database import Database

log = logging.getLogger(__name__)


@dataclass
class Machine:
    """The running bot."""

    desk: Desk
    app: AsyncApp
    timetable: Timetable
    closing: AsyncExitStack
    follower: Follower | None = None
    """Turns the calendar with somebody else's, if the settings say so."""
    visits: Sequence[web.RouteDef] = ()
    """What browsers may ask for, in HTTP mode."""
    lends: Sequence[web.RouteDef] = ()
    """Where networks fetch media, in either mode."""

    async def stop(self) -> None:
        """Stops hearing first, then lets what is under way finish."""
        await self.closing.aclose()


@dataclass(frozen=True)
class Parts:
    """What a test, the bench or the demo may replace by naming it."""

    calendar: Callable[[], datetime] | None = None
    """Without one, the machine's, or that which the settings name."""
    machine: Callable[[], datetime] = machine_now
    pace: Pace | None = None
    """Without one, nothing waits for Slack's limits: the sandbox's answers tell."""
    transport: httpx.AsyncBaseTransport | None = None
    publishers: Publishers | None = None
    """By account id, instead of those that the settings name."""
    database: Callable[[str], Database] = Database
    patience: timedelta = timedelta(seconds=1.5)
    links: LinkReader | None = None
    """Looks at links, instead of what the settings say."""


async def build(settings: Settings, parts: Parts) -> Machine:
    """Everything put together and furnished, and not yet listening: `start` does that."""
    closing = AsyncExitStack()
    try:
        return await _build(settings, closing, parts)
    except BaseException:
        await closing.aclose()
        raise


async def _build(settings: Settings, closing: AsyncExitStack, parts: Parts) -> Machine:
    await asyncio.to_thread(migrate.upgrade, settings.database_url)
    database = parts.database(settings.database_url)
    database.sign_history(settings.history_keys)
    closing.push_async_callback(database.close)
    session = await closing.enter_async_context(slack_client.open_session())
    client = slack_client.client(settings, session)
    app_token = settings.slack_app_token
    who = await slack_client.introduce(client, app_token.get_secret_value() if app_token else None)
    timetable, follower = Timetable(), await _follow(settings, session)
    publishers: Publishers = {} if parts.publishers is None else parts.publishers
    calendar = parts.calendar or (follower.calendar if follower else Calendar()).now
    owner = secrets.token_hex(8)
    keeper = making.keeper(settings, database, parts.machine, owner, parts.transport)
    closing.push_async_callback(keeper.settle)
    is_given = bool(parts.publishers)
    board = Switchboard(settings, keeper, client, publishers, closing, parts.machine, parts.transport, is_given)
    pages = Pages(settings, keeper, board, calendar)
    desk = Desk(
        database=database,
        client=client,
        slack=slack_client.PacedSlack(client, parts.pace),
        publishers=publishers,
        team_id=who.team_id,
        bot_user_id=who.user_id,
        scopes=who.scopes,
        calendar=calendar,
        machine=parts.machine,
        new_id=lambda: secrets.token_hex(12),
        owner=owner,
        download=Files(settings, session).download,
        wake=Wake(deliver=timetable.deliver_now, publish=timetable.publish_now),
        patience=parts.patience,
        looks={network: look_of(table.get("look", {})) for network, table in settings.network_facts.items()},
        connecting=pages,
        calendar_address=calendar_feed.address(settings),
        spell=spelling.checker(),
        links=parts.links or link_looks.reader(is_on=settings.link_checks, inside=settings.link_checks_inside),
    )
    closing.push_async_callback(_let_finish, desk)
    await _furnish(settings, desk, board)
    app = listening.bolt_app(client, _secret(settings))
    listening.listen(app, desk)
    visits = Visits(pages, parts.transport).routes()
    lends = [*places.routes(settings, database, parts.machine), *calendar_feed.routes(settings, desk)]
    return Machine(desk, app, timetable, closing, follower, visits, lends)


async def _follow(settings: Settings, session: aiohttp.ClientSession) -> Follower | None:
    if settings.calendar_url is None:
        return None
    follower = Follower(settings.calendar_url, session)
    try:
        await follower.catch_up()
    except (aiohttp.ClientError, TimeoutError) as trouble:
        raise SettingsError(
            "CALENDAR_URL", f"does not answer ({trouble})", "start the sandbox first, or leave the variable out"
        ) from None
    return follower


async def _let_finish(desk: Desk) -> None:
    """Work that went on after its answer gets a moment to end, while there is still a database and a way to Slack."""
    if desk.background:
        await asyncio.wait(set(desk.background), timeout=8)


async def _furnish(settings: Settings, desk: Desk, board: Switchboard) -> None:
    follows = await desk.database.read(follows_settings)
    channel_id = await _review_channel(settings, desk) if follows else None
    await desk.database.write(furnish, settings, team_id=desk.team_id, channel_id=channel_id)
    await opening.open_up(desk)
    await links.begin(desk)
    waiting = await board.look()
    if waiting:
        await desk.database.write(not_connected, waiting, now=desk.calendar())


async def _review_channel(settings: Settings, desk: Desk) -> str:
    channel = await find_channel(desk.client, settings.review_channel)
    if channel is None:
        wanted = settings.review_channel
        raise SettingsError(
            "REVIEW_CHANNEL", f"names {wanted}, which the bot cannot see", "invite it there, or give the channel's id"
        )
    return str(channel["id"])


def _secret(settings: Settings) -> str | None:
    return settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None


async def start(machine: Machine, settings: Settings, *, keeps_time: bool = True) -> None:
    """Begins to listen and to keep time. Without keeping time, somebody else strikes the clock: a test."""
    if keeps_time:
        machine.timetable.start(machine.desk)
        machine.closing.push_async_callback(machine.timetable.stop)
        machine.timetable.watch(machine.desk.connecting.look)
    if machine.follower is not None:
        following = asyncio.create_task(machine.follower.keep_up(machine.timetable.strike_all))
        machine.closing.push_async_callback(_end, following)
    if settings.is_http_mode:
        await _serve(machine, settings)
    else:
        await _connect(machine, settings)
        if machine.lends:
            lending = web.Application()
            lending.add_routes(machine.lends)
            await _open_to_others(machine, settings, lending)
    machine.timetable.deliver_now()
    log.info("Ready")


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _connect(machine: Machine, settings: Settings) -> None:
    assert settings.slack_app_token is not None, "the settings demand it for Socket Mode"
    handler = AsyncSocketModeHandler(machine.app, settings.slack_app_token.get_secret_value())
    watchdog = Watchdog(handler.client)
    machine.timetable.watch(watchdog.look)
    machine.closing.push_async_callback(handler.close_async)
    machine.closing.push_async_callback(watchdog.close)
    await handler.connect_async()


async def _serve(machine: Machine, settings: Settings) -> None:
    secret = _secret(settings)
    assert secret is not None, "the settings demand it for HTTP mode"
    others = [*machine.visits, *machine.lends]
    app = web_app(machine.app, secret, machine.desk.machine, machine.timetable.health, others)
    await _open_to_others(machine, settings, app)


async def _open_to_others(machine: Machine, settings: Settings, app: web.Application) -> None:
    server = web.AppRunner(app)
    await server.setup()
    machine.closing.push_async_callback(server.cleanup)
    await web.TCPSite(server, settings.http_host, settings.http_port).start()


TURN = 0.02
"""Seconds that one thread may compute before another gets its turn; Python's own are 5 ms."""


def settle_in() -> None:
    """For a process that runs for weeks, once it is ready.

    What is loaded by now stays until the end, so the garbage collector need not look at it again: each time it did,
    everybody waited for 150 ms. And longer turns let the writer end what it began: a tenth more decisions a second.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN)


async def run(settings: Settings) -> None:
    """`python -m bot run`: until a signal asks it to stop."""
    machine = await build(settings, Parts(pace=Pace()))
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await start(machine, settings)
        settle_in()
        await stop.wait()
    finally:
        await machine.stop()
