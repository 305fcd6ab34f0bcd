"""A brand's late rule: ask, now, the next free time, or drop; and when people are asked all the same."""

from datetime import timedelta

from sqlmodel import Session

from handlers.clock import miss, publish
from storage.brands import Account, Brand, LateRule
from storage.lifecycle import Delivery
from storage.pauses import Pause
from tests.stories.clock.house import ADA, MINA, House
from tests.stories.clock.scripted_publisher import ScriptedPublisher

MORNINGS = [{"days": "12345", "opens": "09:00", "closes": "12:00"}]


def rule(house: House, wanted: LateRule) -> None:
    def write(session: Session) -> None:
        session.get_one(Brand, 1).late_rule = wanted

    house.database.write_sync(write)


def opens_in_the_morning(session: Session, account: int) -> None:
    session.get_one(Account, account).posting_hours = MORNINGS


async def late(house: House, *numbers: int) -> None:
    """The machine was off for an hour."""
    house.calendar.forward(hours=1)
    await publish.run_due(house.desk, house.calendar())
    assert await miss.run_due(house.desk, house.calendar()) == len(numbers)


async def test_now_is_one_after_another_on_each_account(house: House) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots)
    other = house.account("news")
    rule(house, LateRule.NOW)
    numbers = [house.approve(house.submit(account)) for _ in range(3)]
    beside = house.approve(house.submit(other))
    await late(house, *numbers, beside)
    now = house.calendar()
    due = [house.publication(number).due_at for number in numbers]
    assert due == [now, now + timedelta(minutes=5), now + timedelta(minutes=10)]
    assert house.publication(beside).due_at == now
    await publish.run_due(house.desk, now)
    assert len(toots.asked) == 1
    assert {one.recipient for one in house.said("late_moved")} == {MINA} and len(house.said("late_moved")) == 2
    assert house.said("publication_missed") == []
    assert [one.data["late_rule"] for one in house.events("publication.moved")] == ["now"] * 4


async def test_the_next_free_time_is_in_the_posting_hours_an_hour_from_others(house: House) -> None:
    account = house.account("toots")
    house.database.write_sync(opens_in_the_morning, account)
    rule(house, LateRule.NEXT_FREE)
    first, second = (house.approve(house.submit(account)) for _ in range(2))
    planned = house.submit(account, wanted_at=house.calendar() + timedelta(hours=1, minutes=30))
    await late(house, first, second)
    ten = house.calendar()
    assert house.publication(planned).due_at == ten + timedelta(minutes=30)
    assert house.publication(first).due_at == ten + timedelta(hours=22)
    assert house.publication(second).due_at == ten + timedelta(hours=23)


async def test_dropped_it_is_cancelled_and_its_author_told(house: House) -> None:
    rule(house, LateRule.DROP)
    number = house.approve(house.submit(house.account("toots")))
    await late(house, number)
    assert house.publication(number).state == Delivery.CANCELLED
    assert [one.recipient for one in house.said()] == [MINA]
    assert [one.kind for one in house.events()] == ["publication.dropped"]


async def test_after_a_pause_people_decide_one_by_one_whatever_the_rule(house: House) -> None:
    rule(house, LateRule.NOW)
    number = house.approve(house.submit(house.account("toots")))
    pause = Pause(starts_at=house.calendar(), paused_by=ADA)
    house.database.write_sync(Session.add, pause)
    await late(house, number)
    assert house.publication(number).state == Delivery.MISSED


async def test_what_a_network_kept_refusing_is_no_matter_of_the_rule(house: House) -> None:
    rule(house, LateRule.NOW)
    number = house.approve(house.submit(house.account("toots")))
    house.set(number, planned_at=house.calendar(), due_at=house.calendar() + timedelta(minutes=50))
    await late(house, number)
    assert house.publication(number).state == Delivery.MISSED


async def test_unapproved_it_has_missed_whatever_the_rule(house: House) -> None:
    rule(house, LateRule.DROP)
    number = house.submit(house.account("toots"), wanted_at=house.calendar())
    await late(house, number)
    assert house.publication(number).state == Delivery.MISSED


async def test_more_than_a_week_later_people_are_asked(house: House) -> None:
    rule(house, LateRule.NOW)
    number = house.approve(house.submit(house.account("toots"), wanted_at=house.calendar()))
    house.calendar.forward(days=8)
    assert await miss.run_due(house.desk, house.calendar()) == 1
    assert house.publication(number).state == Delivery.MISSED
