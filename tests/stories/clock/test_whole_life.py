"""From its time to its deletion on small networks over real sockets: out, with its first comment, counted, deleted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session

from handlers.clock import add_comment, publish, read_figures, take_down
from handlers.publication import removing
from storage import first_comments, publications, readings, submissions
from storage.content import Variant
from storage.database import Database
from storage.lifecycle import Delivery
from tests.publishers.fakes import FAKES, opened
from tests.stories.clock.house import ADA, House
from tests.stories.clock.house import opened as furnished

NETWORKS = ("bluesky", "facebook")


@pytest.fixture
def house(sqlite_url: str) -> Iterator[House]:
    found = furnished(Database(sqlite_url))
    yield found
    found.database.close_sync()


@pytest.mark.parametrize("network", NETWORKS)
async def test_the_whole_life_of_a_publication(house: House, network: str) -> None:
    async with opened(FAKES[network]) as rig:
        account = house.account("ours", address=rig.address)
        house.publishers[account] = rig.open()
        comment = Variant(account, first_comment="The recipe is <below>")
        number = house.approve(house.submit(account, text="Fresh apples & pears", variants=(comment,)))

        await publish.run_due(house.desk, house.calendar())
        await add_comment.run_due(house.desk, house.calendar())
        found = house.publication(number)
        assert found.remote_id is not None
        assert await rig.comments_under(found.remote_id) == ["The recipe is <below>"]
        comments = house.database.read_sync(first_comments.of_publications, [found.number])
        assert comments[found.number].state == Delivery.PUBLISHED

        counted = await rig.count_up(found.remote_id)
        await read_figures.run_due(house.desk, house.calendar.forward(hours=1))
        [reading] = house.database.read_sync(readings.of_publications, [found.number])[found.number]
        assert {name: getattr(reading, name) for name in counted} == counted
        assert reading.raw

        house.database.write_sync(_delete, number, house)
        await take_down.run_due(house.desk, house.calendar())
        assert await rig.live() == []
        assert house.publication(number).taken_down_at == house.calendar()


def _delete(session: Session, number: int, house: House) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    rows = publications.of_submission(session, number)
    removing.ask(session, submission, rows, by=ADA, now=house.calendar(), machine_now=house.machine())


async def test_a_storm_of_429_costs_a_handful_of_calls_and_nothing_is_lost(house: House) -> None:
    async with opened(FAKES["bluesky"]) as rig:
        account = house.account("ours", address=rig.address)
        house.publishers[account] = rig.open()
        numbers = [house.approve(house.submit(account, text=f"Apple {one}")) for one in range(40)]
        method, path = rig.publishes
        rig.fake.fault("429", path, method=method, times=1000, retry_after=600)

        for _ in range(20):
            house.machine.forward(seconds=5)
            await publish.run_due(house.desk, house.calendar.forward(seconds=5))
        asked = [call for call in rig.fake.calls if path in call.path]
        assert len(asked) <= publish.CALLS_TO_ONE
        assert {house.publication(number).state for number in numbers} == {Delivery.SCHEDULED}

        rig.fake.faults.clear()
        house.machine.forward(minutes=10)
        await publish.run_due(house.desk, house.calendar.forward(minutes=10))
        assert sorted(one.text for one in await rig.live()) == sorted(f"Apple {one}" for one in range(40))
        late = house.publication(numbers[0])
        assert late.published_at is not None and late.published_at - (late.meant_for or late.published_at) > timedelta(
            minutes=10
        )
