"""The small networks behind a Graph API are loud about what no document describes, and strict about what one does."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.sandbox.networks.facebook import Facebook
from bot.sandbox.networks.graph import GraphNetwork
from bot.sandbox.networks.instagram import Instagram
from bot.sandbox.networks.server import NetworkServer
from bot.sandbox.networks.threads import Threads
from tests.publishers.wires import NOBODY_TRUSTED

OURS = {"Authorization": "Bearer token"}


@pytest.fixture(params=[Facebook, Instagram, Threads])
async def network(request: pytest.FixtureRequest) -> AsyncIterator[GraphNetwork]:
    found: GraphNetwork = request.param()
    server = NetworkServer([found])
    await server.start()
    yield found
    await server.stop()


@pytest.fixture
async def client(network: GraphNetwork) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=network.origin, headers=OURS, verify=NOBODY_TRUSTED) as found:
        yield found


def code(answer: httpx.Response) -> int:
    return int(answer.json()["error"]["code"])


async def test_an_unknown_route_is_remembered(network: GraphNetwork, client: httpx.AsyncClient) -> None:
    answer = await client.post(f"/v25.0/{network.account}/stories")
    assert answer.status_code == 404
    assert network.unknown == [f"POST /{network.name}/v25.0/{network.account}/stories"]


@pytest.mark.parametrize("edge", ["feed", "media", "threads"])
async def test_an_unknown_field_is_remembered(network: GraphNetwork, client: httpx.AsyncClient, edge: str) -> None:
    answer = await client.post(f"/v25.0/{network.account}/{edge}", data={"colour": "green"})
    assert answer.status_code in (400, 404)
    assert len(network.unknown) == 1


async def test_an_unknown_field_of_an_answer_is_remembered(network: GraphNetwork, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/v25.0/{network.account}", params={"fields": "id,colour"})
    assert answer.status_code == 400
    assert network.unknown == [f"fields of /{network.name}/v25.0/{network.account}: field colour"]


async def test_nobody_comes_in_without_a_token_or_to_another_account(
    network: GraphNetwork, client: httpx.AsyncClient
) -> None:
    assert code(await client.get("/v25.0/1", headers={"Authorization": "Bearer other"})) == 190
    assert code(await client.get("/v25.0/1")) == 100
    network.tokens.clear()
    assert code(await client.get(f"/v25.0/{network.account}")) == 190
    assert network.unknown == []


async def test_whoever_came_in_is_told_who_they_are(network: GraphNetwork, client: httpx.AsyncClient) -> None:
    answer = await client.get("/me", params={"fields": "id,name"})
    assert answer.json() == {"id": network.account, "name": "Acorn"}


async def test_every_answer_says_how_much_is_used(network: GraphNetwork, client: httpx.AsyncClient) -> None:
    network.percent_used = 42
    answer = await client.get(f"/v25.0/{network.account}", params={"fields": "id"})
    assert '"call_count": 42' in answer.headers["X-Business-Use-Case-Usage"]
