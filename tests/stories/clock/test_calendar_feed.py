"""The address for calendar programs: who has the secret, as often as they like, until it is ended."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlmodel import Session

from bot.calendar_feed import KEPT_FOR, MOST_KEPT, Feeds
from handlers.planning.feeding import hashed
from storage import calendar_feeds
from storage.brands import Role, name_people
from storage.database import Database
from storage.people import Person
from tests.stories.clock.house import MONDAY, OLLIE, House, opened

THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


class Visitor:
    """A calendar program, and the clock of the machine it asks."""

    def __init__(self, client: "TestClient[web.Request, web.Application]", feeds: Feeds, clock: list[datetime]) -> None:
        self.client, self.feeds, self.clock = client, feeds, clock

    async def get(self, secret: str, **headers: str) -> tuple[int, str, str]:
        async with self.client.get(f"/calendar/{secret}.ics", headers=headers) as answer:
            return answer.status, await answer.text(), answer.headers.get("ETag", "")


@pytest.fixture
def house(sqlite_url: str) -> Iterator[House]:
    """What is asked of the records here is the same on both databases."""
    found = opened(Database(sqlite_url))
    yield found
    found.database.close_sync()


@pytest.fixture
async def visitor(house: House) -> AsyncIterator[Visitor]:
    clock = [MONDAY]
    feeds = Feeds(house.database, house.calendar, lambda: clock[0])
    app = web.Application()
    app.add_routes(feeds.routes())
    async with TestClient(TestServer(app)) as client:
        yield Visitor(client, feeds, clock)


def begin(session: Session, secret: str) -> None:
    calendar_feeds.begin(session, OLLIE, 1, hashed(secret), now=MONDAY)


async def test_it_is_read_until_it_is_ended(house: House, visitor: Visitor) -> None:
    news = house.account("news")
    number = house.submit(news, wanted_at=THURSDAY)
    house.database.write_sync(begin, "s3cret")
    status, text, etag = await visitor.get("s3cret")
    [event] = vobject.readOne(text).vevent_list
    assert (status, event.dtstart.value) == (200, THURSDAY)
    assert await visitor.get("s3cret", **{"If-None-Match": etag}) == (304, "", etag)
    house.approve(number, due_at=THURSDAY)
    for _ in range(50):
        assert (await visitor.get("s3cret"))[2] == etag, "from memory for a minute"
    visitor.clock[0] += KEPT_FOR
    status, changed, other = await visitor.get("s3cret")
    [again] = vobject.readOne(changed).vevent_list
    assert other != etag and (again.uid.value, again.status.value) == (event.uid.value, "CONFIRMED")
    house.database.write_sync(begin, "another")
    visitor.clock[0] += KEPT_FOR
    assert (await visitor.get("s3cret"))[0] == 404, "a new address ends the one before it"
    assert (await visitor.get("another"))[0] == 200


async def test_only_whoever_may_still_read_the_brand_reads_it(house: House, visitor: Visitor) -> None:
    house.account("news")
    house.database.write_sync(begin, "s3cret")
    assert (await visitor.get("s3cret"))[0] == 200
    house.database.write_sync(name_people, 1, Role.VIEWER, ["U0JONAS"])
    visitor.clock[0] += KEPT_FOR + timedelta(seconds=1)
    assert (await visitor.get("s3cret"))[0] == 404
    house.database.write_sync(name_people, 1, Role.VIEWER, [])
    house.database.write_sync(leave)
    visitor.clock[0] += KEPT_FOR
    assert (await visitor.get("s3cret"))[0] == 404


def leave(session: Session) -> None:
    session.get_one(Person, OLLIE).is_deactivated = True


async def test_guesses_find_nothing_and_fill_no_memory(visitor: Visitor, house: House) -> None:
    house.account("news")
    for secret in ("x", "a" * 101, "%00", "..%2f", "ㄱ", *(f"guess{number}" for number in range(MOST_KEPT + 20))):
        assert (await visitor.get(secret))[0] == 404
    assert len(visitor.feeds.kept) == MOST_KEPT


async def test_a_database_that_is_not_there_is_no_missing_calendar(visitor: Visitor, house: House) -> None:
    await house.database.close()
    assert (await visitor.get("s3cret"))[0] == 503
