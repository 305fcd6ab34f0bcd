"""What an admin wants deleted is deleted, tried again while that may help, and told when it did not."""

from datetime import timedelta

import pytest

from handlers.clock import publish, take_down
from handlers.problem import Problem
from handlers.publication import removing
from handlers.publisher import Doubtful, Gone, Manner, NotSent, Refused
from handlers.publisher import Removal as Answer
from storage import brands, removals
from storage.cards import Surface
from tests.stories.clock.house import ADA, MINA, House
from tests.stories.clock.scripted_publisher import ScriptedPublisher

ABLE = Manner(can_take_down=True)


async def asked(
    house: House, *answers: Answer | Exception, by: str = ADA, manner: Manner = ABLE
) -> tuple[int, ScriptedPublisher]:
    """Live, and an admin wants it deleted."""
    network = ScriptedPublisher(manner=manner)
    network.removals = list(answers)
    number = house.approve(house.submit(house.account(f"toots-{len(house.publishers)}", network)))
    await publish.run_due(house.desk, house.calendar())
    rows = house.publications(number)
    house.database.write_sync(
        lambda session: removing.ask(
            session,
            session.merge(house.submission(number)),
            [session.merge(row) for row in rows],
            by=by,
            now=house.calendar(),
            machine_now=house.machine(),
        )
    )
    return number, network


async def run(house: House, **forward: float) -> int:
    house.machine.forward(**forward)
    return await take_down.run_due(house.desk, house.calendar.forward(**forward))


async def test_it_is_deleted_once_and_the_author_hears_of_it(house: House) -> None:
    number, network = await asked(house, Gone())
    assert await run(house) == 1
    assert await run(house, minutes=10) == 0

    found = house.publication(number)
    assert (found.taken_down_at, found.read_next_at) == (house.calendar() - timedelta(minutes=10), None)
    assert network.taken_down == ["remote-1"]
    assert [(one.recipient, one.data["by"]) for one in house.said("taken_down")] == [(MINA, ADA)]
    kinds = [(event.kind, event.actor_id) for event in house.events("publication.")][-2:]
    assert kinds == [("publication.removal_asked", ADA), ("publication.taken_down", "bot")]
    receipt = house.picture(number, Surface.RECEIPT)
    assert receipt is not None and receipt.wanted_version == 3, "live, being deleted, deleted"


async def test_an_author_who_asked_for_it_is_not_told(house: House) -> None:
    await asked(house, Gone(), by=MINA)
    await run(house)
    assert house.said("taken_down") == []


@pytest.mark.parametrize("answer", [Doubtful("timeout"), NotSent("no route"), RuntimeError("a bug in a publisher")])
async def test_what_is_in_doubt_is_tried_again_because_it_may_be_repeated(
    house: House, answer: Answer | Exception
) -> None:
    number, network = await asked(house, answer, Gone())
    await run(house)
    assert await run(house, seconds=4) == 0
    assert await run(house, seconds=1) == 1
    assert house.publication(number).taken_down_at is not None
    assert len(network.taken_down) == 2
    assert house.said("removal_failed") == []


async def test_a_no_is_told_to_the_admin_who_asked_and_it_stays_live(house: House) -> None:
    number, _ = await asked(house, Refused(Problem.NOT_ALLOWED, "scope missing"))
    await run(house)
    assert house.publication(number).taken_down_at is None
    [said] = house.said("removal_failed")
    assert (said.recipient, said.data["problem"], said.data["is_certain"]) == (ADA, Problem.NOT_ALLOWED, True)
    assert house.events("publication.removal_failed")[0].data["detail"] == "scope missing"
    assert await run(house, hours=1) == 0


async def test_doubt_to_the_end_is_told_as_doubt(house: House) -> None:
    number, network = await asked(house, *[Doubtful("502")] * 6)
    for _ in range(8):
        await run(house, minutes=5)
    assert len(network.taken_down) == 6
    [said] = house.said("removal_failed")
    assert (said.data["is_certain"], said.data["detail"]) == (False, "502")
    assert house.publication(number).taken_down_at is None


@pytest.mark.parametrize("manner", [Manner(), ABLE])
async def test_an_account_that_cannot_or_is_gone_is_a_no(house: House, manner: Manner) -> None:
    _, network = await asked(house, manner=manner)
    if manner == ABLE:
        house.publishers.clear()
    await run(house)
    assert network.taken_down == []
    assert len(house.said("removal_failed")) == 1


async def test_a_process_that_died_in_the_middle_leaves_it_to_another(house: House) -> None:
    number, network = await asked(house, Gone())
    machine = house.machine()
    [one] = house.database.write_sync(removals.take, machine_now=machine, again_at=machine + take_down.LEASE)
    assert await run(house) == 0
    assert await run(house, minutes=2) == 1
    assert house.publication(number).taken_down_at is not None
    late = {"now": house.calendar(), "machine_now": house.machine()}
    assert not house.database.write_sync(removing.conclude, one, Gone(), **late), "its end is not its own any more"
    assert len(network.taken_down) == 1


async def test_a_limit_of_deletions_holds_up_the_deletion_and_nothing_else(house: House) -> None:
    number, network = await asked(house, NotSent("429", timedelta(minutes=10)), Gone())
    await run(house)
    account = house.publication(number).account_id
    another = house.approve(house.submit(account))
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(another).published_at == house.calendar()
    assert await run(house, minutes=9) == 0
    assert await run(house, minutes=1) == 1
    assert len(network.taken_down) == 2


async def test_an_account_that_is_to_be_left_alone_is_left_alone(house: House) -> None:
    number, network = await asked(house, Gone())
    until = {house.publication(number).account_id: house.machine() + timedelta(minutes=10)}
    house.database.write_sync(brands.let_rest, until)
    assert await run(house, minutes=9) == 0
    assert await run(house, minutes=1) == 1
    assert network.taken_down == ["remote-1"]


async def test_asked_again_it_begins_anew(house: House) -> None:
    number, network = await asked(house, Refused(Problem.NOT_ALLOWED), Gone())
    await run(house)
    house.database.write_sync(
        lambda session: removing.ask(
            session,
            session.merge(house.submission(number)),
            [session.merge(house.publication(number))],
            by=ADA,
            now=house.calendar(),
            machine_now=house.machine(),
        )
    )
    await run(house)
    assert house.publication(number).taken_down_at is not None
    assert len(network.taken_down) == 2
