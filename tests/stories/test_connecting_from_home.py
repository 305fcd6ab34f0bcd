"""From App Home to a network and back through a browser, in HTTP mode; and who cannot slip in on the way."""

import re
from collections.abc import AsyncIterator, Mapping
from html import unescape
from typing import Any

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlmodel import Session, select

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.networks.oauth import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.networks.server import NetworkServer
from bot.sandbox.networks.threads import Threads
from bot.sandbox.networks.webhook import SECRET, Webhook
from handlers import wire
from handlers.clock import publish
from storage import brands, credentials
from storage.brands import Account, Role
from storage.lifecycle import Delivery
from tests.ports import free_port
from tests.publishers.connecting.doors import TwoPages
from tests.stories.acting import modal, press, put_up, record
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.visiting import open_home, press_at_home, text_of

Json = Mapping[str, Any]


class House:
    """The stage in HTTP mode, with small networks beside it and a browser that keeps its cookies."""

    def __init__(self, scene: Stage, threads: Threads, facebook: TwoPages, webhook: Webhook) -> None:
        self.scene, self.threads, self.facebook, self.webhook = scene, threads, facebook, webhook
        self.browser = httpx.AsyncClient(follow_redirects=True)

    async def way(self, network: str, name: str, address: str = "") -> str:
        """What an admin does in Slack; the address at which the browser goes on."""
        admin = self.scene.admin
        await open_home(self.scene, admin)
        await press_at_home(self.scene, admin, wire.ACCOUNTS)
        await self.press_in_modal(wire.CONNECT_NEW)
        values: dict[str, Any] = {"name": {"name": {"value": name}}, "address": {"address": {"value": address}}}
        form = await modal(admin)
        menu = next(one for one in form["blocks"] if one.get("block_id") == "network")["element"]
        chosen = next(one for one in menu["options"] if one["value"] == network)
        values["network"] = {"network": {"selected_option": chosen}}
        await admin.submit(form["id"], values)
        await self.scene.settle()
        return page_in(await modal(admin))

    async def press_in_modal(self, action_id: str) -> None:
        view = await modal(self.scene.admin)
        _, block, element = reading.button([view], action_id)
        await self.scene.admin.press(
            view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=element.get("value")
        )
        await self.scene.settle()

    async def visit(self, page: str) -> str:
        return words_of(await self.browser.get(page))

    async def accounts(self) -> dict[str, Account]:
        def read(session: Session) -> dict[str, Account]:
            return {one.name: one for one in session.exec(select(Account)).all() if one.is_active}

        return await self.scene.machine.desk.database.read(read)


def page_in(view: Json) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/connect/begin\?ticket=[\w%=-]+", str(view))
    assert found, text_of(view)
    return found[0]


def words_of(answer: httpx.Response) -> str:
    assert answer.headers["cache-control"] == "no-store"
    return unescape(" ".join(re.findall(r"<p>(.*?)</p>", answer.text)))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    networks = threads, facebook, webhook = Threads(), TwoPages(), Webhook()
    server, port, workspace = NetworkServer(networks), free_port(), cast.workspace()
    await server.start()
    workspace.request_url = f"http://127.0.0.1:{port}/slack/events"
    changes = {
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "HTTP_PORT": str(port),
        "SLACK_APP_TOKEN": "",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": Fernet.generate_key().decode(),
        "NETWORK_URLS": f"threads={threads.origin},facebook={facebook.origin}",
    }
    for name in ("THREADS", "FACEBOOK"):
        changes |= {f"{name}_CLIENT_ID": CLIENT_ID, f"{name}_CLIENT_SECRET": CLIENT_SECRET}
    async with stage(begins=MONDAY_MORNING, workspace=workspace, changes=changes) as scene:
        found = House(scene, threads, facebook, webhook)
        yield found
        await found.browser.aclose()
    await server.stop()
    assert [one.unknown for one in networks] == [[], [], []]


async def test_an_admin_connects_an_account_and_it_publishes_at_once(house: House) -> None:
    said = await house.visit(await house.way("threads", "talk"))
    assert said.startswith("@acorn is connected, as talk. You can close this page.")
    scene = house.scene
    number = await put_up(scene, "Our oat cookies are back.", accounts=("talk",))
    await press(scene, scene.approver, wire.APPROVE)
    await scene.turn(scene.now().replace(minute=5))
    await publish.run_due(scene.machine.desk, scene.now())
    assert [one.state for one in (await record(scene, number)).on] == [Delivery.PUBLISHED]
    assert [one.text for one in house.threads.shown] == ["Our oat cookies are back."]
    await press_at_home(scene, scene.admin, wire.ACCOUNTS)
    assert "talk* on Threads: @acorn" in text_of(await modal(scene.admin))


async def test_a_page_is_chosen_where_somebody_manages_several(house: House) -> None:
    answer = await house.browser.get(await house.way("facebook", "page"))
    assert words_of(answer) == "Which of these is it?"
    assert not [token for token in house.facebook.tokens if token in answer.text]
    tickets = re.findall(r'name="choice" value="([^"]+)"', answer.text)
    url = f"{house.scene.settings.public_url}/connect/choose"
    async with httpx.AsyncClient() as stranger:
        assert words_of(await stranger.post(url, data={"choice": tickets[1]})).startswith("This link is too old")
    assert words_of(await house.browser.post(url, data={"choice": tickets[1]})).startswith("Acorn Jobs is connected")
    assert (await house.accounts())["page"].address == "78"


async def test_a_secret_is_pasted_into_our_own_page(house: House) -> None:
    receiver = house.webhook.origin
    answer = await house.browser.get(await house.way("webhook", "site", receiver))
    ticket = re.findall(r'name="ticket" value="([^"]+)"', answer.text)[0]
    url = f"{house.scene.settings.public_url}/connect/paste"
    refused = await house.browser.post(url, data={"ticket": ticket, "secret": "three whole words"})
    assert (refused.status_code, words_of(refused)) == (
        400,
        "Nothing was connected. That is no secret of theirs: paste it whole, in one line",
    )
    assert "site" not in await house.accounts()
    done = await house.browser.post(url, data={"ticket": ticket, "secret": f" {SECRET} "})
    assert words_of(done) == f"{receiver} is connected, as site. You can close this page."
    assert SECRET not in done.text


async def test_only_the_browser_that_began_comes_back(house: House) -> None:
    """Somebody else's agreement cannot be slipped into an admin's way, nor the admin's way be walked by somebody."""
    page = await house.way("threads", "talk")
    async with httpx.AsyncClient() as stranger:
        first = await stranger.get(page)
        back = await stranger.get(first.headers["location"])
    assert "is too old, or was begun in another browser" in await house.visit(back.headers["location"])
    for ticket in ("", "x", re.sub(r"ticket=.{9}", "ticket=AAAAAAAAA", page).partition("=")[2]):
        begun = f"{house.scene.settings.public_url}/connect/begin?ticket={ticket}"
        assert "is too old" in await house.visit(begun)
    assert "talk" not in await house.accounts()


async def test_who_is_no_admin_any_more_connects_nothing(house: House) -> None:
    page = await house.way("threads", "talk")

    def demote(session: Session) -> None:
        brands.name_people(session, 1, Role.ADMIN, [cast.SECOND])

    await house.scene.machine.desk.database.write(demote)
    assert await house.visit(page) == "Only an admin of the brand connects its accounts."
    assert await house.scene.machine.desk.database.read(credentials.every) == []


async def test_a_no_at_the_network_is_a_sentence(house: House) -> None:
    house.threads.door.agrees = False
    said = await house.visit(await house.way("threads", "talk"))
    assert said == "Nothing was connected. The network sent back: access_denied"
