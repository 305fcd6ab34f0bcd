"""The wire is cut at any byte of the one call: whatever is said of it is true, and nothing is ever there twice."""

from collections.abc import AsyncIterator

import pytest

from handlers.publisher import Absent, Doubtful, NotSent, Outgoing, Published, Publisher, Refused
from tests.publishers.cut_proxy import CutProxy
from tests.publishers.fake_rigs import FakeRig
from tests.publishers.fakes import FAKES, opened
from tests.publishers.rigs import prepared

FEW = 12
"""Cuts in a normal run, spread over the exchange; every byte has its turn in `make slow`."""


@pytest.fixture
async def proxied(request: pytest.FixtureRequest) -> AsyncIterator[tuple[FakeRig, CutProxy]]:
    async with opened(FAKES[request.param]) as rig:
        proxy = CutProxy(rig.fake.origin)
        await proxy.start()
        rig.through = proxy.origin
        yield rig, proxy
        await proxy.stop()


@pytest.mark.parametrize("cuts", [FEW, pytest.param(0, marks=pytest.mark.slow)], ids=["few", "every"])
@pytest.mark.parametrize("proxied", FAKES, indirect=True)
async def test_wherever_the_wire_is_cut_the_truth_is_told(proxied: tuple[FakeRig, CutProxy], cuts: int) -> None:
    rig, proxy = proxied
    whole = await _length(rig, proxy)
    for number, place in enumerate(range(0, whole, max(1, whole // cuts) if cuts else 1)):
        publisher = rig.open()
        outgoing = await prepared(publisher, rig.outgoing(f"Cut at {place}", publication_id=100 + number))
        await _publish_cut(rig, publisher, outgoing, proxy, place)
        await publisher.close()
        rig.fake.shown.clear()


async def _length(rig: FakeRig, proxy: CutProxy) -> int:
    """Bytes of the whole exchange."""
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Not cut at all", publication_id=99))
    proxy.begin(None)
    assert isinstance(await publisher.publish(outgoing), Published)
    await publisher.close()
    rig.fake.shown.clear()
    return proxy.passed


async def _publish_cut(rig: FakeRig, publisher: Publisher, outgoing: Outgoing, proxy: CutProxy, place: int) -> None:
    proxy.begin(place)
    said = await publisher.publish(outgoing)
    proxy.begin(None)
    shown = [one.text for one in rig.fake.shown]
    assert len(shown) <= 1
    match said:
        case Published():
            assert len(shown) == 1
        case NotSent() | Refused():
            assert shown == [], f"cut after {place} bytes: {said}"
        case Doubtful():
            await _clear_up(rig, publisher, outgoing)


async def _clear_up(rig: FakeRig, publisher: Publisher, outgoing: Outgoing) -> None:
    """As the story does it: a look, and the same call again where the network vouches for it."""
    found = await publisher.look_up(outgoing)
    if isinstance(found, Published):
        assert len(rig.fake.shown) == 1
    elif found.may_repeat:
        assert isinstance(await publisher.publish(outgoing), Published)
        assert len(rig.fake.shown) == 1
    elif isinstance(found, Absent):
        assert rig.fake.shown == []
