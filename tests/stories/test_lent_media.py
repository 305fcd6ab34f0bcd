"""A photograph from the form to a network that fetches it from us: described, approved, made fit, and lent."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from PIL import Image
from sqlmodel import Session, select

from bot.demo import cast
from bot.demo.stage import Stage, stage
from bot.doctor import examination
from bot.sandbox.networks.instagram import Instagram
from bot.sandbox.networks.server import NetworkServer
from handlers import wire
from handlers.clock import publish
from handlers.words.catalogue import words
from storage.lifecycle import Delivery
from storage.media import Rendition
from tests.ports import free_port
from tests.rules.fitting.pictures import saved
from tests.stories.acting import press, record
from tests.stories.composing import lines, only_submission
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.test_compose_images import arrange, send_with

PLACE = "52.520008N 13.404954E"


@dataclass
class House:
    """The team, the network, and our own door."""

    scene: Stage
    network: Instagram
    door: str
    told: dict[str, str]


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    network, port = Instagram(), free_port()
    server = NetworkServer([network])
    await server.start()
    told = {
        "DATABASE_URL": sqlite_url,
        "ACCOUNTS": f"pictures=instagram:{network.account}",
        "ACCOUNT_PICTURES_TOKEN": "token",
        "NETWORK_URLS": f"instagram={network.origin}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HTTP_PORT": str(port),
    }
    async with stage(begins=MONDAY_MORNING, changes=told) as scene:
        yield House(scene, network, told["PUBLIC_URL"], told)
    await server.stop()
    assert network.unknown == []


def photograph() -> bytes:
    """Taken sideways, and it says where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, PLACE
    return saved("JPEG", Image.new("RGB", (1200, 900), "teal"), exif=exif)


async def test_the_network_fetches_what_was_approved_as_it_takes_it(house: House) -> None:
    scene = house.scene
    view = await send_with(scene, ("oak.jpg", photograph()), text="An oak in autumn")
    assert words("ko")("composer.edges", accounts="pictures") in lines(view)
    await arrange(scene, [("An oak", "1")])
    stands = await only_submission(scene)
    assert await scene.machine.desk.database.read(renditions_in) == 1, "drawn while it is in review"
    await press(scene, scene.approver, wire.APPROVE)
    await scene.turn(scene.now() + timedelta(minutes=5))
    await publish.run_due(scene.machine.desk, scene.now())

    assert [one.state for one in (await record(scene, stands.number)).on] == [Delivery.PUBLISHED]
    [shown] = house.network.shown
    [medium] = shown.media
    assert (medium.mime, medium.alt) == ("image/jpeg", "An oak")
    assert PLACE.encode() not in medium.content
    with Image.open(io.BytesIO(medium.content)) as picture:
        assert picture.height > picture.width, "upright"


def renditions_in(session: Session) -> int:
    return len(session.exec(select(Rendition)).all())


async def test_our_door_gives_strangers_nothing(house: House) -> None:
    async with httpx.AsyncClient() as stranger:
        for path in ("/media/", f"/media/{'ab' * 32}-9999999999-{'0' * 64}", "/slack/events", "/"):
            assert (await stranger.get(f"{house.door}{path}")).status_code == 404


async def test_without_a_public_address_the_account_says_so_when_it_is_looked_at(house: House) -> None:
    told = cast.environment(
        house.scene.sandbox.world.workspace, house.scene.sandbox.api_url, house.told["DATABASE_URL"], "en"
    )
    found = await examination.examine({**told, **house.told})
    assert [one.mark for one in found if "pictures" in one.about] == [examination.Mark.WELL]
    found = await examination.examine({**told, **house.told, "PUBLIC_URL": ""})
    [about] = [one for one in found if "pictures" in one.about]
    assert about.mark is not examination.Mark.WELL
    assert "PUBLIC_URL" in about.advice
