"""Our own address for networks that fetch media: what is lent, and nothing else."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.lending.door import Door, Route
from bot.lending.tickets import key
from storage import media
from storage.database import Database

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CONTENT = bytes(range(100))


@dataclass
class World:
    """A door, what lends by it, and the clock of both."""

    client: "TestClient[web.Request, web.Application]"
    route: Route
    database: Database
    clock: list[datetime]

    async def lend(self, content: bytes = CONTENT, mime: str = "image/png") -> str:
        """Kept, as everything that goes out is; the path of its address."""
        await self.database.write(media.store, content=content, mime=mime, width=1, height=1, now=NOW)
        address = await self.route.address(content, mime)
        assert address.startswith("https://greenlight.example/media/")
        return address.removeprefix("https://greenlight.example")

    async def status(self, path: str) -> int:
        async with self.client.get(path) as answer:
            return answer.status


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    clock, secret, database = [NOW], key("xoxb-1"), Database(sqlite_url)
    route = Route("https://greenlight.example", secret, lambda: clock[0])
    app = web.Application()
    app.add_routes(Door(database, secret, lambda: clock[0]).routes())
    async with TestClient(TestServer(app)) as client:
        yield World(client, route, database, clock)
    await database.close()


async def test_whoever_has_the_ticket_gets_the_medium_for_an_hour(world: World) -> None:
    path = await world.lend()
    world.clock[0] += timedelta(minutes=59)
    async with world.client.get(path) as answer:
        assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", CONTENT)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"
    async with world.client.head(path) as answer:
        assert (answer.status, answer.headers["Content-Length"]) == (200, "100")
    world.clock[0] += timedelta(minutes=1)
    assert await world.status(path) == 404


async def test_without_a_ticket_nobody_learns_anything(world: World) -> None:
    path = await world.lend()
    other = path[:-1] + ("0" if path[-1] != "0" else "1")
    unknown = await world.route.address(b"was never kept", "image/png")
    for asked in (other, "/media/x", "/media/", unknown.removeprefix("https://greenlight.example")):
        assert await world.status(asked) == 404


async def test_what_is_no_medium_of_ours_is_not_lent(world: World) -> None:
    assert await world.status(await world.lend(b"<script>", "text/html")) == 404


@pytest.mark.parametrize(
    ("asked", "status", "content", "told"),
    [
        ("bytes=0-9", 206, CONTENT[:10], "bytes 0-9/100"),
        ("bytes=90-", 206, CONTENT[90:], "bytes 90-99/100"),
        ("bytes=-5", 206, CONTENT[95:], "bytes 95-99/100"),
        ("bytes=50-500", 206, CONTENT[50:], "bytes 50-99/100"),
        ("bytes=100-", 416, None, "bytes */100"),
        ("bytes=5-2,9-", 200, CONTENT, None),
        ("pages=1", 200, CONTENT, None),
    ],
)
async def test_a_part_of_a_film_can_be_asked_for(
    world: World, asked: str, status: int, content: bytes | None, told: str | None
) -> None:
    path = await world.lend(mime="video/mp4")
    async with world.client.get(path, headers={"Range": asked}) as answer:
        assert (answer.status, answer.headers.get("Content-Range")) == (status, told)
        assert content is None or await answer.read() == content


async def test_a_database_that_is_gone_for_a_moment_is_said_to_be(world: World) -> None:
    path = await world.lend()
    await world.database.close()
    assert await world.status(path) == 503
