"""A network that wants to be left alone is left alone by everybody, whichever process heard it."""

from datetime import timedelta

from sqlmodel import Session

from handlers.clock import publish
from handlers.publisher import NotSent, Published
from storage import brands
from storage.lifecycle import Delivery
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import ScriptedPublisher

FOUR_MINUTES = timedelta(minutes=4)


def rests_until(session: Session, account: int) -> object:
    return brands.accounts_by_id(session, [account])[account].rests_until


async def test_after_a_429_no_process_publishes_on_that_account_and_every_other_goes_on(house: House) -> None:
    limited, free = ScriptedPublisher(NotSent("429", FOUR_MINUTES), Published("1"), Published("2")), ScriptedPublisher()
    here, there = house.account("limited", limited), house.account("free", free)
    house.approve(house.submit(here))
    await publish.run_due(house.desk, house.calendar())
    second = house.approve(house.submit(here, there))

    house.owner = "process-2"
    await publish.run_due(house.desk, house.calendar.forward(seconds=30))

    assert house.database.read_sync(rests_until, here) == house.machine() + FOUR_MINUTES
    assert len(limited.asked) == 1
    assert house.publication(second, here).state == Delivery.SCHEDULED
    assert house.publication(second, here).attempt == 0
    assert house.publication(second, there).state == Delivery.PUBLISHED
    house.machine.forward(minutes=4)
    await publish.run_due(house.desk, house.calendar.forward(minutes=4))
    assert len(limited.asked) == 3


async def test_an_answer_that_says_that_nothing_is_left_is_heeded_before_anything_is_refused(house: House) -> None:
    toots = ScriptedPublisher(Published("1", rests_for=FOUR_MINUTES), Published("2"))
    account = house.account("toots", toots)
    house.approve(house.submit(account))
    await publish.run_due(house.desk, house.calendar())
    house.approve(house.submit(account))

    await publish.run_due(house.desk, house.calendar.forward(minutes=1))
    assert len(toots.asked) == 1
    house.machine.forward(minutes=4)
    await publish.run_due(house.desk, house.calendar.forward(minutes=3))
    assert len(toots.asked) == 2


async def test_what_is_in_hand_already_does_not_run_against_the_limit(house: House) -> None:
    toots = ScriptedPublisher(*[NotSent("429", FOUR_MINUTES)] * publish.CALLS_TO_ONE)
    account = house.account("toots", toots)
    numbers = [house.approve(house.submit(account)) for _ in range(30)]

    await publish.run_due(house.desk, house.calendar())

    assert len(toots.asked) <= publish.CALLS_TO_ONE, "those under way at the moment of the first no"
    assert {house.publication(number).state for number in numbers} == {Delivery.SCHEDULED}
    assert {house.publication(number).due_at for number in numbers} == {house.calendar() + FOUR_MINUTES}


async def test_a_shorter_rest_does_not_end_a_longer_one(house: House) -> None:
    account, now = house.account("toots"), house.machine()
    for wait in (FOUR_MINUTES, timedelta(minutes=1)):
        house.database.write_sync(brands.let_rest, {account: now + wait})
    assert house.database.read_sync(rests_until, account) == now + FOUR_MINUTES
