"""Too late is not sent; people are told, and choose."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.clock import miss, publish
from storage.lifecycle import Delivery
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import ScriptedPublisher


async def test_unapproved_at_its_time_it_has_missed_and_both_sides_hear_of_it(house: House) -> None:
    number = house.submit(house.account("toots"), wanted_at=house.calendar() + timedelta(hours=1))

    assert await miss.run_due(house.desk, house.calendar.forward(minutes=59)) == 0
    assert await miss.run_due(house.desk, house.calendar.forward(minutes=1)) == 1

    assert house.publication(number).state == Delivery.MISSED
    assert [(one.place, one.recipient, one.data["was_approved"]) for one in house.said("publication_missed")] == [
        ("direct", "U0MINA", False),
        ("thread", "", False),
    ]
    assert [event.kind for event in house.events()] == ["publication.missed"]


async def test_approved_it_has_the_grace(house: House) -> None:
    number = house.approve(house.submit(house.account("toots")))
    assert await miss.run_due(house.desk, house.calendar.forward(minutes=30)) == 0
    assert await miss.run_due(house.desk, house.calendar.forward(seconds=1)) == 1
    assert house.publication(number).state == Delivery.MISSED
    assert house.said("publication_missed")[0].data["was_approved"] is True


async def test_down_for_a_day_and_then_no_backlog_blast(house: House) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots)
    for _ in range(5):
        house.approve(house.submit(account))
    house.calendar.forward(days=1)
    await publish.run_due(house.desk, house.calendar())
    await miss.run_due(house.desk, house.calendar())
    assert toots.asked == []
    assert len(house.said("publication_missed")) == 10


async def test_twice_says_it_once(house: House) -> None:
    house.submit(house.account("toots"), wanted_at=house.calendar())
    await miss.run_due(house.desk, house.calendar())
    await miss.run_due(house.desk, house.calendar())
    assert len(house.said("publication_missed")) == 2


async def test_two_accounts_of_one_post_are_one_message(house: House) -> None:
    number = house.submit(house.account("toots"), house.account("news"), wanted_at=house.calendar())
    await miss.run_due(house.desk, house.calendar())
    told = house.said("publication_missed")
    assert len(told) == 2
    assert told[0].data["publications"] == [row.number for row in house.publications(number)]


async def test_one_that_cannot_be_marked_stops_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    account = house.account("toots")
    first = house.submit(account, wanted_at=house.calendar())
    second = house.submit(account, wanted_at=house.calendar())
    real = miss.miss

    def broken(session: Any, number: int, **kwargs: Any) -> bool:
        if number == first:
            raise RuntimeError("a bad record")
        return real(session, number, **kwargs)

    monkeypatch.setattr(miss, "miss", broken)
    await miss.run_due(house.desk, house.calendar())
    assert house.publication(second).state == Delivery.MISSED
    assert f"Submission {first}" in caplog.text
