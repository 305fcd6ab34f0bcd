"""The first comment under what has come to life: written once, exactly as approved, and told when it is missing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, update

from handlers.clock import add_comment, publish
from handlers.problem import Problem
from handlers.publication import commenting, endings
from handlers.publisher import Doubtful, HandedOver, Manner, NotSent, Outcome, Published, Refused
from storage import brands, first_comments, publications
from storage.content import Variant
from storage.first_comments import FirstComment
from storage.lifecycle import Delivery, Editorial
from storage.pauses import Pause
from storage.submissions import RevisionAccount, lock, move
from tests.stories.clock.house import ADA, House
from tests.stories.clock.scripted_publisher import Answer, ScriptedPublisher

TAKES = Manner(takes_comment=True)
TEXT = "Recipe <in> the & bio 👇🏽"
WRITTEN = Published("c-1", "https://network.example/c-1")


async def live(house: House, *answers: Answer, manner: Manner = TAKES, out: Outcome | None = None) -> Any:
    """Live on an account for which a first comment was approved; the number, and the network."""
    network = ScriptedPublisher(*([out] if out else []), manner=manner)
    network.comments = list(answers)
    account = house.account(f"toots-{len(house.publishers)}", network)
    number = house.approve(house.submit(account, variants=(Variant(account, first_comment=TEXT),)))
    await publish.run_due(house.desk, house.calendar())
    return number, network


def comment(house: House, number: int) -> FirstComment:
    publication = house.publication(number).number
    found: dict[int, FirstComment] = house.database.read_sync(first_comments.of_publications, [publication])
    return found[publication]


async def run(house: House, **forward: float) -> int:
    house.machine.forward(**forward)
    return await add_comment.run_due(house.desk, house.calendar.forward(**forward))


async def test_it_is_written_once_under_what_is_live_exactly_as_approved(house: House) -> None:
    number, network = await live(house, WRITTEN)
    assert await run(house) == 1
    assert await run(house, hours=1) == 0

    assert network.commented == [(TEXT, "remote-1")]
    found = comment(house, number)
    assert (found.state, found.remote_id, found.link) == (Delivery.PUBLISHED, "c-1", "https://network.example/c-1")
    assert house.events("publication.")[-1].kind == "publication.commented"
    assert house.said("comment_missing") == []


async def test_without_a_first_comment_there_is_none_to_write(house: House) -> None:
    network = ScriptedPublisher(manner=TAKES)
    number = house.approve(house.submit(house.account("toots", network)))
    await publish.run_due(house.desk, house.calendar())
    assert await run(house) == 0
    rows = house.database.read_sync(first_comments.of_publications, [house.publication(number).number])
    assert rows == {}


@pytest.mark.parametrize("answer", [Doubtful("timeout"), RuntimeError("a bug in a publisher")])
async def test_doubt_is_told_and_never_repeated_by_itself(house: House, answer: Answer) -> None:
    number, network = await live(house, answer)
    await run(house)
    assert await run(house, hours=1) == 0
    assert comment(house, number).state == Delivery.UNKNOWN
    assert [one.place for one in house.said("comment_missing")] == ["direct", "thread"]
    assert len(network.commented) == 1
    assert house.publication(number).state == Delivery.PUBLISHED
    assert house.events("publication.comment_doubted")


async def test_a_process_that_died_in_the_middle_leaves_doubt_not_a_second_comment(house: House) -> None:
    number, network = await live(house)
    machine = house.machine()
    [one] = house.database.write_sync(
        first_comments.take,
        now=house.calendar(),
        machine_now=machine,
        owner="process-0",
        lease_until=machine + add_comment.LEASE,
    )
    assert await run(house, seconds=99) == 0
    assert await run(house, seconds=2) == 1
    assert network.commented == []
    assert comment(house, number).state == Delivery.UNKNOWN
    late = {"now": house.calendar(), "machine_now": house.machine()}
    assert not house.database.write_sync(commenting.conclude, one, WRITTEN, **late), "it is fenced off"


async def test_what_was_never_sent_is_tried_again_and_told_at_last(house: House) -> None:
    number, network = await live(house, *[NotSent("no route")] * 7)
    for _ in range(12):
        await run(house, minutes=15)
    assert len(network.commented) == 7
    assert (comment(house, number).state, comment(house, number).problem) == (Delivery.FAILED, Problem.UNREACHABLE)
    assert len(house.said("comment_missing")) == 2


async def test_a_no_is_told_with_its_reason(house: House) -> None:
    number, _ = await live(house, Refused(Problem.NOT_ALLOWED, "scope missing"))
    await run(house)
    found = comment(house, number)
    assert (found.state, found.problem, found.problem_detail) == (Delivery.FAILED, "not_allowed", "scope missing")
    assert house.events("publication.not_commented")[0].data["detail"] == "scope missing"


@pytest.mark.parametrize(("manner", "out"), [(Manner(), Published("1")), (TAKES, Published("", "https://x.example"))])
async def test_where_no_comment_can_be_written_people_hear_so(house: House, manner: Manner, out: Outcome) -> None:
    number, network = await live(house, manner=manner, out=out)
    await run(house)
    assert network.commented == []
    assert comment(house, number).problem == Problem.CANT
    assert len(house.said("comment_missing")) == 2


async def test_by_hand_it_went_along_with_the_text(house: House) -> None:
    number, _ = await live(house, manner=Manner(by_hand=True), out=HandedOver("U0OLLIE"))
    assert house.publication(number).state == Delivery.PUBLISHING
    house.database.write_sync(_posted, number, house)
    await run(house)
    assert comment(house, number).state == Delivery.CANCELLED
    assert house.said("comment_missing") == []


def _posted(session: Session, number: int, house: House) -> None:
    submission = lock(session, number)
    assert submission is not None
    [row] = publications.of_submission(session, number)
    with endings.case_of(session, submission, row, now=house.calendar()) as case:
        endings.live(case, Published(""), how="said")


def pause(house: House, number: int) -> None:
    house.database.write_sync(
        lambda session: session.add(Pause(starts_at=house.calendar() - timedelta(minutes=1), paused_by=ADA))
    )


def withdraw(house: House, number: int) -> None:
    def back(session: Session) -> None:
        submission = lock(session, number)
        assert submission is not None
        move(submission, Editorial.WITHDRAWN)

    house.database.write_sync(back)


def take_down(house: House, number: int) -> None:
    house.set(number, taken_down_at=house.calendar())


def rest(house: House, number: int) -> None:
    until = {house.publication(number).account_id: house.machine() + timedelta(days=1)}
    house.database.write_sync(brands.let_rest, until)


@pytest.mark.parametrize("happens", [pause, withdraw, take_down, rest])
async def test_nothing_is_written_while_it_should_not_be(house: House, happens: Callable[[House, int], None]) -> None:
    number, network = await live(house)
    happens(house, number)
    assert await run(house, minutes=5) == 0
    assert network.commented == []
    is_waited_for = happens in (pause, rest)
    assert comment(house, number).state == (Delivery.SCHEDULED if is_waited_for else Delivery.CANCELLED)


async def test_after_a_pause_it_is_written(house: House) -> None:
    number, _ = await live(house, WRITTEN)
    pause(house, number)
    assert await run(house, minutes=5) == 0
    house.database.write_sync(lambda session: session.exec(update(Pause).values(ends_at=house.calendar())))
    assert await run(house, minutes=1) == 1
    assert comment(house, number).state == Delivery.PUBLISHED


async def test_a_comment_that_was_changed_behind_the_approval_is_never_written(house: House) -> None:
    number, network = await live(house)
    house.database.write_sync(lambda session: session.exec(update(RevisionAccount).values(first_comment="evil")))
    await run(house)
    assert network.commented == []
    assert comment(house, number).problem == Problem.CHANGED
