"""One digest a working day, at its time, whatever the clocks and the machine do."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.clock import digest, miss, publish
from handlers.problem import Problem
from handlers.publisher import HandedOver, Refused
from storage import brands
from storage.database import Database
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import ScriptedPublisher


def local(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


async def strike(house: House, moment: datetime) -> bool:
    house.calendar.at = moment
    return await digest.run_due(house.desk, moment)


@pytest.fixture
def waiting(house: House) -> House:
    """Something to say every day."""
    house.calendar.at = local("2026-11-18T10:00")
    house.submit(house.account("toots"))
    return house


async def test_at_its_time_once_and_not_before(waiting: House) -> None:
    assert not await strike(waiting, local("2026-11-23T08:59:59"))
    assert await strike(waiting, local("2026-11-23T09:00"))
    assert not await strike(waiting, local("2026-11-23T09:01"))
    assert await strike(waiting, local("2026-11-24T09:00"))
    assert [(one.place, one.recipient) for one in waiting.said("digest")] == [("channel", "C0REVIEW")] * 2


async def test_not_on_a_weekend(waiting: House) -> None:
    assert not await strike(waiting, local("2026-11-21T09:00"))
    assert not await strike(waiting, local("2026-11-22T09:00"))


async def test_down_at_its_time_it_comes_later_that_morning_and_after_noon_not_at_all(waiting: House) -> None:
    assert await strike(waiting, local("2026-11-23T11:59"))
    assert not await strike(waiting, local("2026-11-24T12:00"))
    assert await strike(waiting, local("2026-11-25T09:00"))


async def test_two_processes_write_one(waiting: House) -> None:
    waiting.calendar.at = local("2026-11-23T09:00")
    other = House(Database(waiting.database.url), waiting.calendar)
    try:
        said = await asyncio.gather(
            *(digest.run_due(house.desk, house.calendar()) for house in (waiting, other, waiting, other))
        )
    finally:
        await other.database.close()
    assert sorted(said) == [False, False, False, True]
    assert len(waiting.said("digest")) == 1


async def test_nothing_to_say_nothing_said(house: House) -> None:
    assert not await strike(house, local("2026-11-23T09:00"))
    house.submit(house.account("toots"))
    assert not await strike(house, local("2026-11-23T10:00")), "the day's window is used up"
    assert house.said() == []


@pytest.mark.parametrize(
    ("day", "digest_at"),
    [("2026-10-26", "09:00"), ("2027-03-29", "09:00")],
)
async def test_after_the_clocks_changed_it_is_still_nine(waiting: House, day: str, digest_at: str) -> None:
    assert not await strike(waiting, local(f"{day}T08:59"))
    assert await strike(waiting, local(f"{day}T{digest_at}"))


async def test_a_time_that_the_clocks_jump_over_or_repeat_is_still_one_digest(waiting: House) -> None:
    # Cairo's clocks jump on a Friday at midnight, to 01:00, and go back on a Friday at midnight to 23:00.
    waiting.database.write_sync(_move_house, "Africa/Cairo", "00:30")
    assert await strike(waiting, local("2026-04-24T01:30", "Africa/Cairo"))
    assert not await strike(waiting, local("2026-04-24T02:30", "Africa/Cairo"))


def _move_house(session: brands.Session, zone: str, digest_at: str) -> None:
    brand = brands.the_brand(session)
    brand.timezone, brand.digest_at = zone, digest_at


async def test_it_tells_what_waits_goes_out_is_live_went_wrong_and_lies_in_a_hand(house: House) -> None:
    house.calendar.at = local("2026-11-20T09:00")
    toots = house.account("toots")
    await strike(house, house.calendar())
    live = house.approve(house.submit(toots, text="Live since Friday"))
    wrong = house.approve(house.submit(house.account("bad", ScriptedPublisher(Refused(Problem.GONE)))))
    hand = house.approve(house.submit(house.account("hand", ScriptedPublisher(HandedOver("U0OLLIE")))))
    missed = house.submit(toots, wanted_at=house.calendar() + timedelta(hours=1))
    await publish.run_due(house.desk, house.calendar())
    await miss.run_due(house.desk, house.calendar.forward(hours=2))
    soon = house.approve(house.submit(toots, wanted_at=local("2026-11-23T15:00")))
    house.approve(house.submit(toots, wanted_at=local("2026-11-27T15:00")))
    first, second = house.submit(toots, text="Waits"), house.submit(toots)
    await publish.run_due(house.desk, local("2026-11-23T08:59:58"))

    assert await strike(house, local("2026-11-23T09:00"))

    [said] = house.said("digest")
    assert [row["number"] for row in said.data["pending"]] == [missed, first, second], "oldest first"
    assert [row["number"] for row in said.data["going_out"]] == [soon]
    assert [(row["number"], row["on"][0]["link"]) for row in said.data["published"]] == [
        (live, house.publication(live).link)
    ]
    assert sorted(row["number"] for row in said.data["trouble"]) == [wrong, missed]
    assert [row["number"] for row in said.data["in_hand"]] == [hand]
    assert said.data["health"] == {
        "due": 3,
        "published": 1,
        "missed": 1,
        "failed": 1,
        "not_sure": 0,
        "seen_at": local("2026-11-23T08:59:58").isoformat(),
        "next_at": local("2026-11-23T15:00").isoformat(),
    }


async def test_long_lists_are_counted(house: House) -> None:
    house.calendar.at = local("2026-11-20T10:00")
    toots = house.account("toots")
    for _ in range(digest.SHOWN + 12):
        house.submit(toots)
        house.approve(house.submit(toots))
    await publish.run_due(house.desk, house.calendar())
    await strike(house, local("2026-11-23T09:00"))
    [said] = house.said("digest")
    for name in ("pending", "published"):
        assert (len(said.data[name]), said.data[f"{name}_total"]) == (digest.SHOWN, digest.SHOWN + 12)
