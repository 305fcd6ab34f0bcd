"""Accounts that are connected from a terminal while the bot runs, and those of the settings that wait for it."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session, select

from bot.connecting.terminal.planning import Asked
from bot.connecting.terminal.running import connect
from bot.connecting.terminal.talking import Place, Terminal
from bot.demo import cast
from bot.demo.stage import Stage, stage
from bot.furnish import furnish
from bot.sandbox.networks.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.networks.server import NetworkServer
from bot.sandbox.networks.threads import Threads
from handlers import wire
from handlers.clock import publish
from handlers.knowing import accounts
from storage import brands, credentials
from storage.brands import Account
from storage.lifecycle import Delivery
from tests.storage.records import brand
from tests.stories.acting import direct_messages, modal, press, put_up, record
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.hand import Hand
from tests.stories.visiting import open_home, press_at_home, text_of


class House:
    """A bot with a small Threads beside it, of which the settings name an account without a token."""

    def __init__(self, scene: Stage, threads: Threads, hand: Hand, environ: dict[str, str]) -> None:
        self.scene, self.threads, self.hand, self.environ = scene, threads, hand, environ

    async def connect(self) -> None:
        """In another process, as far as the bot can tell: by a command, with a database of its own."""
        said: list[str] = []

        async def agree() -> None:
            async with httpx.AsyncClient(follow_redirects=True) as browser:
                page = re.search(r"http://\S+", said[-1].replace("\n", " "))
                assert page and (await browser.get(page[0])).status_code == 200

        agreed: list[asyncio.Task[None]] = []

        def tell(line: str) -> None:
            said.append(line)
            if "/oauth/authorize" in line:
                agreed.append(asyncio.get_running_loop().create_task(agree()))

        person = Terminal(tell, lambda _question: "", lambda _question: "", lambda _names: 0)
        await connect(self.environ, Asked("threads"), Place(0), person)
        await agreed[0]

    async def go_out(self) -> None:
        await publish.run_due(self.scene.machine.desk, self.scene.now())
        await self.scene.settle()

    async def state(self, number: int) -> Delivery:
        [found] = (await record(self.scene, number)).on
        return found.state


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    threads, hand = Threads(), Hand()
    server, workspace = NetworkServer([threads]), cast.workspace()
    await server.start()
    changes = {
        "ACCOUNTS": f"talk=threads:{threads.account}",
        "DATABASE_URL": sqlite_url,
        "SECRET_KEY": Fernet.generate_key().decode(),
        "NETWORK_URLS": f"threads={threads.origin}",
        "THREADS_CLIENT_ID": CLIENT_ID,
        "THREADS_CLIENT_SECRET": CLIENT_SECRET,
    }
    parts = {"machine": hand.now}
    async with stage(begins=MONDAY_MORNING, changes=changes, parts=parts, workspace=workspace) as scene:
        environ = cast.environment(workspace, scene.sandbox.api_url, sqlite_url, "en") | changes
        yield House(scene, threads, hand, environ)
    await server.stop()
    assert threads.unknown == []


async def test_what_nobody_connected_yet_waits_and_goes_out_once_somebody_has(house: House) -> None:
    scene = house.scene
    await scene.settle()
    said = await direct_messages(scene.admin)
    assert len([one for one in said if "talk on Threads is not connected yet" in one.replace("*", "")]) == 1
    number = await put_up(scene, "Our oat cookies are back.", accounts=("talk",))
    await press(scene, scene.approver, wire.APPROVE)
    await house.go_out()
    assert await house.state(number) == Delivery.SCHEDULED
    await open_home(scene, scene.admin)
    await press_at_home(scene, scene.admin, wire.ACCOUNTS)
    assert "Not connected yet" in text_of(await modal(scene.admin))

    await house.connect()
    await house.go_out()
    assert await house.state(number) == Delivery.PUBLISHED
    assert [one.text for one in house.threads.shown] == ["Our oat cookies are back."]


async def test_a_month_without_a_publication_costs_no_account(house: House) -> None:
    await house.connect()
    given = house.threads.door.given
    for days, renewals in [(29, 0), (31, 1), (32, 1), (62, 2), (125, 3)]:
        house.hand.ahead = timedelta(days=days)
        await house.scene.machine.desk.connecting.keep_fresh()
        assert house.threads.door.given == given + renewals, days
    [held] = await house.scene.machine.desk.database.read(credentials.every)
    assert held.ends_at is not None and held.ends_at > house.hand.now() + timedelta(days=59)


async def test_a_renewal_that_is_refused_is_told_and_one_that_fails_is_tried_again(house: House) -> None:
    await house.connect()
    scene = house.scene
    house.hand.ahead = timedelta(days=31)
    house.threads.fault("5xx", "/refresh_access_token", method="GET")
    await scene.machine.desk.connecting.keep_fresh()
    assert await scene.machine.desk.database.read(broken) == []
    house.threads.door.renews = False
    await scene.machine.desk.connecting.keep_fresh()
    await scene.settle()
    assert await scene.machine.desk.database.read(broken) == ["talk"]
    assert "threads says: the session was ended" in (await direct_messages(scene.admin))[-1]


def broken(session: Session) -> list[str]:
    return [one.name for one in session.exec(select(Account)).all() if one.broken_since is not None]


async def test_a_second_start_finds_what_was_connected(house: House) -> None:
    """Also without its name in the settings."""
    await house.connect()
    await house.scene.machine.stop()
    changes = {**house.environ, "ACCOUNTS": "news=practice"}
    async with stage(begins=MONDAY_MORNING, changes={one: changes[one] for one in SAME}) as scene:
        number = await put_up(scene, "Again.", accounts=("talk",))
        await press(scene, scene.approver, wire.APPROVE)
        await scene.turn(scene.now() + timedelta(minutes=1))
        await publish.run_due(scene.machine.desk, scene.now())
        assert [one.state for one in (await record(scene, number)).on] == [Delivery.PUBLISHED]


SAME = ("ACCOUNTS", "DATABASE_URL", "SECRET_KEY", "NETWORK_URLS", "THREADS_CLIENT_ID", "THREADS_CLIENT_SECRET")


async def test_another_brand_takes_a_connected_account_over_and_keeps_it_after_a_start(house: House) -> None:
    await house.connect()

    def hand_over(session: Session) -> None:
        other = brand("Acorn Jobs")
        session.add(other)
        session.flush()
        for row in session.exec(select(Account).where(Account.name == "talk")).all():
            row.is_active = False
        brands.settle_account(session, other.number, "talk", "threads", house.threads.account)

    await house.scene.machine.desk.database.write(hand_over)
    await house.scene.machine.desk.database.write(
        furnish, house.scene.settings, team_id="T0GREEN", channel_id=cast.REVIEW
    )
    rows = await house.scene.machine.desk.database.read(lambda session: session.exec(select(Account)).all())
    assert [(row.brand_id, row.is_active) for row in rows if row.name == "talk"] == [(1, False), (2, True)]
    taken = next(row.id for row in rows if row.is_active and row.name == "talk")
    assert await accounts.publisher_of(house.scene.machine.desk, taken or 0) is not None
