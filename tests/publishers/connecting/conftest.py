"""A network with a door, served; and somebody who agrees when they are asked."""

from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from bot.sandbox.networks.server import NetworkServer
from tests.publishers.connecting.doors import KINDS, Doored

Agree = Callable[[str], Awaitable[dict[str, str]]]


@pytest.fixture
async def doors() -> AsyncIterator[dict[str, Doored]]:
    """All of them, by name; at the end nobody may have asked what no document describes."""
    found = {one.name: one for one in (kind() for kind in KINDS)}
    server = NetworkServer(found.values())
    await server.start()
    yield found
    await server.stop()
    assert [one.unknown for one in found.values()] == [[], [], [], [], []]


@pytest.fixture
def agree() -> Agree:
    """What a browser brings back from the page at this address, without going there."""

    async def agreed(page: str) -> dict[str, str]:
        async with httpx.AsyncClient() as browser:
            answer = await browser.get(page)
        assert answer.status_code == 302, answer.text
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))

    return agreed
