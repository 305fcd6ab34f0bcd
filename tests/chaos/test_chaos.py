"""Nothing is lost, nothing is doubled, every doubt is announced: under kills, stops and answers that never came."""

import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.sandbox.networks.network import Network
from bot.sandbox.networks.server import NetworkServer
from storage.database import Database
from tests.chaos import world
from tests.chaos.fast_clock import FastClock
from tests.chaos.storm import LONGEST, SPEED, Spot, Storm
from tests.chaos.world import Place
from tests.publishers.fakes import FAKES
from tests.publishers.media_host import Host

SEED = 20261123
BOTS = {"sqlite": 1, "postgres": 2}


@dataclass
class Coast:
    """Every small network, served in this process, which nobody kills."""

    fakes: list[Network]
    server: NetworkServer
    host: Host
    clock: FastClock

    @property
    def spots(self) -> list[Spot]:
        rigs = zip(FAKES.values(), self.fakes, strict=True)
        return [Spot(fake, *kind.publishes) for kind, fake in rigs]

    @property
    def places(self) -> list[Place]:
        return [
            Place(name, kind.address or fake.account)
            for (name, kind), fake in zip(FAKES.items(), self.fakes, strict=True)
        ]


@pytest.fixture
async def coast() -> AsyncIterator[Coast]:
    clock = FastClock(time.time(), SPEED)
    fakes, host = [kind.network_type() for kind in FAKES.values()], Host()
    for fake in fakes:
        fake.now = clock
    server = NetworkServer([*fakes, host])
    await server.start()
    yield Coast(fakes, server, host, clock)
    await server.stop()


@pytest.mark.parametrize(
    ("kills", "count"), [(4, 24), pytest.param(100, 500, marks=pytest.mark.slow)], ids=["short", "long"]
)
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_nothing_is_lost_doubled_or_kept_quiet(
    kind: str, kills: int, count: int, coast: Coast, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(f"{kind}_url")
    database = Database(url)
    world.fill(database, coast.places, count, coast.clock())
    orders = {
        "database": url,
        "began": coast.clock.began,
        "speed": SPEED,
        "lasts": LONGEST,
        "slack": "http://127.0.0.1:9/api/",
        "host": coast.host.origin,
        "tokens": {name: kind.token for name, kind in FAKES.items()},
        "origins": {fake.name: fake.origin for fake in coast.fakes},
    }
    storm = Storm(orders, BOTS[kind], coast.spots, random.Random(SEED))
    try:
        await storm.rage(kills)
        assert await storm.settle(database, within=LONGEST)
    finally:
        await storm.end()
    verdict = database.read_sync(world.judge, world.shown_on(coast.fakes))
    database.close_sync()
    print(f"{kind}: {storm.kills} kills, {verdict.doubts} doubts, {dict(verdict.states)}")
    assert verdict.wrong == []
    assert sum(verdict.states.values()) == count // len(coast.fakes) * len(coast.fakes)
    assert [call for fake in coast.fakes for call in fake.unknown] == []
