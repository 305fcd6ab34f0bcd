"""How publications did is read at 1 h, 24 h, 72 h and 7 days, kept raw, and shown in one message."""

from datetime import datetime, timedelta

import pytest

from handlers.clock import publish, read_figures
from handlers.problem import Problem
from handlers.publisher import Figures, Manner, NotSent, Published, Refused
from handlers.publisher import Reading as Answer
from storage import brands, readings
from storage.cards import Surface
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import ScriptedPublisher

COUNTS = Manner(has_figures=True)


async def live(house: House, *answers: Answer | Exception) -> tuple[int, ScriptedPublisher]:
    network = ScriptedPublisher(manner=COUNTS)
    network.readings = list(answers)
    number = house.approve(house.submit(house.account(f"toots-{len(house.publishers)}", network)))
    await publish.run_due(house.desk, house.calendar())
    return number, network


def kept(house: House, number: int) -> list[tuple[int, int | None, datetime]]:
    publication = house.publication(number).number
    found = house.database.read_sync(readings.of_publications, [publication]).get(publication, [])
    return [(one.age_hours, one.likes, one.read_at) for one in found]


async def test_it_is_read_at_each_age_kept_with_the_raw_answer_and_drawn_anew(house: House) -> None:
    born = house.calendar()
    answers = [Figures(likes=count, raw={"favourites": count}) for count in (1, 2, 3, 4)]
    number, network = await live(house, *answers)

    for hours in range(200):
        house.calendar.at = born + timedelta(hours=hours)
        await read_figures.run_due(house.desk, house.calendar())

    ages = (1, 24, 72, 168)
    assert kept(house, number) == [(age, count, born + timedelta(hours=age)) for count, age in enumerate(ages, 1)]
    assert network.read == ["remote-1"] * 4
    assert house.publication(number).read_next_at is None
    results = house.picture(number, Surface.RESULTS)
    assert results is not None and results.wanted_version == 4
    publication = house.publication(number).number
    assert house.database.read_sync(readings.of_publications, [publication])[publication][0].raw == {"favourites": 1}


async def test_a_network_without_figures_is_asked_never_and_shows_no_results(house: House) -> None:
    network = ScriptedPublisher()
    number = house.approve(house.submit(house.account("toots", network)))
    await publish.run_due(house.desk, house.calendar())
    await read_figures.run_due(house.desk, house.calendar.forward(hours=1))
    assert network.read == []
    assert house.publication(number).read_next_at is None
    assert house.picture(number, Surface.RESULTS) is None


@pytest.mark.parametrize("first", [NotSent("no route"), RuntimeError("a bug in a publisher")])
async def test_a_network_that_cannot_be_asked_now_is_asked_again(house: House, first: Answer | Exception) -> None:
    number, network = await live(house, first, Figures(likes=7))
    await read_figures.run_due(house.desk, house.calendar.forward(hours=1))
    await read_figures.run_due(house.desk, house.calendar.forward(minutes=14))
    assert len(network.read) == 1
    await read_figures.run_due(house.desk, house.calendar.forward(minutes=1))
    assert [(age, likes) for age, likes, _ in kept(house, number)] == [(1, 7)]


async def test_one_that_is_gone_stops_no_other(house: House) -> None:
    gone, _ = await live(house, Refused(Problem.GONE, "404"))
    there, _ = await live(house, Figures(views=3))
    await read_figures.run_due(house.desk, house.calendar.forward(hours=1))
    assert house.publication(gone).read_next_at is None
    assert len(kept(house, there)) == 1


async def test_an_account_that_is_to_be_left_alone_is_not_read_either(house: House) -> None:
    number, network = await live(house, Figures(likes=1))
    account = house.publication(number).account_id
    house.database.write_sync(brands.let_rest, {account: house.machine() + timedelta(minutes=5)})
    await read_figures.run_due(house.desk, house.calendar.forward(hours=1))
    assert network.read == []
    house.machine.forward(minutes=5)
    await read_figures.run_due(house.desk, house.calendar())
    assert len(kept(house, number)) == 1


async def test_two_processes_read_it_once(house: House) -> None:
    number, _ = await live(house, Figures(likes=1), Figures(likes=1))
    now = house.calendar.forward(hours=1)
    [one] = house.database.write_sync(
        readings.take, now=now, machine_now=house.machine(), again_at=now + timedelta(minutes=15)
    )
    assert await read_figures.run_due(house.desk, now) == 0
    for _ in range(2):
        house.database.write_sync(read_figures.keep, one, Figures(likes=1), now=now)
    assert len(kept(house, number)) == 1
    results = house.picture(number, Surface.RESULTS)
    assert results is not None and results.wanted_version == 1


async def test_what_has_no_id_at_its_network_cannot_be_read(house: House) -> None:
    network = ScriptedPublisher(Published(""), manner=COUNTS)
    number = house.approve(house.submit(house.account("by hand", network)))
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(number).read_next_at is None


def test_the_newest_reading_is_last(house: House) -> None:
    number = house.publication(house.submit(house.account("toots"))).number
    for age in (24, 1, 72):
        one = readings.Reading(publication_id=number, age_hours=age, read_at=house.calendar(), raw={})
        house.database.write_sync(readings.keep, one)
    found = house.database.read_sync(readings.of_publications, [number])
    assert [one.age_hours for one in found[number]] == [1, 24, 72]
