"""Doubt is cleared up by looking, repeated only where that is safe, and otherwise put to a person."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from handlers.clock import publish, reconcile
from handlers.problem import Problem
from handlers.publication import publishing
from handlers.publisher import Absent, CannotTell, Doubtful, Finding, Published, Refused
from storage import publications, submissions
from storage.lifecycle import Delivery
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import NOT_THERE, REPEATABLE, ScriptedPublisher


async def doubtful(house: House, *finds: Finding, name: str = "toots") -> tuple[int, ScriptedPublisher]:
    """A submission whose one answer was lost."""
    network = ScriptedPublisher(Doubtful("the answer was lost"), finds=list(finds))
    number = house.approve(house.submit(house.account(name, network)))
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(number).state == Delivery.UNKNOWN
    return number, network


async def look(house: House, number: int) -> None:
    """Waits for the next look and has it."""
    look_at = house.publication(number).look_at
    assert look_at is not None
    house.machine.at = look_at
    await reconcile.run_due(house.desk, house.calendar.forward(seconds=1))


async def test_found_at_the_first_look_it_is_published_and_nobody_was_alarmed(house: House) -> None:
    number, network = await doubtful(house, Published("77", "https://example.social/77"))
    began_at = house.machine()

    await look(house, number)

    found = house.publication(number)
    assert (found.state, found.link) == (Delivery.PUBLISHED, "https://example.social/77")
    assert network.looked[0].started_at == began_at
    assert [one.kind for one in house.said()] == ["published"]
    assert house.events("publication.published")[0].data["how"] == "looked_up"


async def test_not_looked_up_before_its_time(house: House) -> None:
    number, network = await doubtful(house)
    house.machine.forward(seconds=4)
    assert await reconcile.run_due(house.desk, house.calendar()) == 0
    assert network.looked == []
    assert house.publication(number).state == Delivery.UNKNOWN


async def test_doubt_after_the_first_look_is_told_once_and_within_two_minutes(house: House) -> None:
    number, _ = await doubtful(house, CannotTell(), CannotTell())
    before = house.machine()
    await look(house, number)
    assert [one.place for one in house.said("publication_doubted")] == ["direct", "thread"]
    assert house.machine() - before <= timedelta(minutes=2)
    await look(house, number)
    assert len(house.said("publication_doubted")) == 2


async def test_after_the_last_look_a_person_is_asked_and_nothing_more_happens(house: House) -> None:
    number, network = await doubtful(house, *[NOT_THERE] * 5)
    before = house.machine()
    for _ in range(5):
        await look(house, number)

    found = house.publication(number)
    assert (found.state, found.look_at, found.looks) == (Delivery.UNKNOWN, None, 5)
    assert house.machine() - before <= timedelta(minutes=10)
    assert [one.place for one in house.said("publication_asked")] == ["direct", "thread"]
    house.machine.forward(days=1)
    house.calendar.forward(days=1)
    assert await reconcile.run_due(house.desk, house.calendar()) == 0
    assert len(network.asked) == 1


async def test_absent_and_repeatable_it_goes_out_once_more_with_the_same_key(house: House) -> None:
    network = ScriptedPublisher(Doubtful(), Published("2"), finds=[NOT_THERE, NOT_THERE], manner=REPEATABLE)
    number = house.approve(house.submit(house.account("toots", network)))
    await publish.run_due(house.desk, house.calendar())
    await look(house, number)
    await look(house, number)
    assert house.publication(number).state == Delivery.SCHEDULED
    assert "publish" in house.woken

    await publish.run_due(house.desk, house.calendar())

    assert house.publication(number).state == Delivery.PUBLISHED
    first, second = network.asked
    assert first.idempotency_key == second.idempotency_key != ""


async def test_what_was_taken_back_meanwhile_is_not_repeated(house: House) -> None:
    network = ScriptedPublisher(Doubtful(), finds=[NOT_THERE, NOT_THERE], manner=REPEATABLE)
    number = house.approve(house.submit(house.account("toots", network)))
    await publish.run_due(house.desk, house.calendar())
    await look(house, number)
    house.database.write_sync(_withdraw, number)
    await look(house, number)
    await publish.run_due(house.desk, house.calendar())
    assert len(network.asked) == 1


def _withdraw(session: Session, number: int) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    submissions.move(submission, submissions.Editorial.WITHDRAWN)


async def test_a_process_that_died_in_the_middle_leaves_doubt_not_a_second_post(house: House) -> None:
    network = ScriptedPublisher(finds=[Published("1", "https://example.social/1")])
    number = house.approve(house.submit(house.account("toots", network)))
    claims = house.database.write_sync(
        publishing.take_due, now=house.calendar(), machine_now=house.machine(), owner="process-0"
    )
    assert [claimed.submission_id for claimed in claims] == [number]
    assert house.database.write_sync(publishing.begin, claims[0], "", machine_now=house.machine())

    await reconcile.run_due(house.desk, house.calendar())
    assert house.publication(number).state == Delivery.PUBLISHING, "its lease has not ended"
    house.machine.at += publishing.LEASE + timedelta(seconds=1)
    await reconcile.run_due(house.desk, house.calendar())

    assert network.asked == []
    assert (house.publication(number).state, house.publication(number).link) == (
        Delivery.PUBLISHED,
        "https://example.social/1",
    )
    [attempt] = house.database.read_sync(publications.attempts_of, house.publication(number).number)
    assert attempt.outcome == "doubtful"
    assert [event.kind for event in house.events()] == [
        "publication.started",
        "publication.doubted",
        "publication.published",
    ]


@pytest.mark.parametrize("finds", [[], [Absent()]])
async def test_a_look_that_fails_or_an_account_that_is_gone_counts_as_a_look(
    house: House, finds: list[Finding]
) -> None:
    number, _ = await doubtful(house, *finds)
    if finds:
        house.publishers.clear()
    await look(house, number)
    found = house.publication(number)
    assert (found.state, found.looks) == (Delivery.UNKNOWN, 1)


async def test_one_that_cannot_be_written_stops_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, _ = await doubtful(house, Published("1"))
    second, _ = await doubtful(house, Published("2"), name="news")
    real = reconcile.looked

    def broken(session: Session, doubt: reconcile.Doubt, *args: Any, **kwargs: Any) -> bool:
        if doubt.submission_id == first:
            raise RuntimeError("a bad record")
        return real(session, doubt, *args, **kwargs)

    monkeypatch.setattr(reconcile, "looked", broken)
    await look(house, first)

    assert house.publication(second).state == Delivery.PUBLISHED
    later = house.publication(first).look_at
    assert later is not None and later > house.machine(), "it is pushed on, so that it cannot block the others"
    assert "could not be written" in caplog.text


async def test_a_refusal_after_a_doubt_proves_nothing_of_the_first_attempt(house: House) -> None:
    hook = ScriptedPublisher(
        Doubtful("no answer"), Refused(Problem.NOT_ALLOWED, "revoked"), finds=[CannotTell("", may_repeat=True)]
    )
    number = house.approve(house.submit(house.account("site", hook)))
    await publish.run_due(house.desk, house.calendar())

    house.machine.forward(seconds=10)
    await reconcile.run_due(house.desk, house.calendar())
    await publish.run_due(house.desk, house.calendar())

    assert len(hook.asked) == 2
    assert house.publication(number).state == Delivery.UNKNOWN


async def test_a_refusal_after_a_look_that_found_nothing_is_a_refusal(house: House) -> None:
    sky = ScriptedPublisher(Doubtful("no answer"), Refused(Problem.NOT_ALLOWED), finds=[Absent(may_repeat=True)])
    number = house.approve(house.submit(house.account("sky", sky)))
    await publish.run_due(house.desk, house.calendar())

    house.machine.forward(seconds=10)
    await reconcile.run_due(house.desk, house.calendar())
    await publish.run_due(house.desk, house.calendar())

    assert house.publication(number).state == Delivery.FAILED


async def test_a_process_that_died_before_the_one_call_leaves_no_doubt(house: House) -> None:
    """However long it had been uploading: the next one sends it, and nobody is asked."""
    network = ScriptedPublisher()
    number = house.approve(house.submit(house.account("toots", network)))
    house.database.write_sync(publishing.take_due, now=house.calendar(), machine_now=house.machine(), owner="process-0")
    house.machine.at += publishing.LEASE + timedelta(seconds=1)
    await reconcile.run_due(house.desk, house.calendar())
    await publish.run_due(house.desk, house.calendar())

    assert house.publication(number).state == Delivery.PUBLISHED
    assert len(network.asked) == 1
    assert house.events("publication.doubted") == []


async def test_who_was_overtaken_may_not_begin_the_one_call(house: House) -> None:
    """Stopped, overtaken, and going on: neither the old attempt nor a lease that is over opens the way."""
    number = house.approve(house.submit(house.account("toots")))
    [old] = house.database.write_sync(
        publishing.take_due, now=house.calendar(), machine_now=house.machine(), owner="process-0"
    )
    house.machine.at += publishing.LEASE
    assert not house.database.write_sync(publishing.begin, old, "late", machine_now=house.machine())
    house.machine.at += timedelta(seconds=1)
    await reconcile.run_due(house.desk, house.calendar())
    [new] = house.database.write_sync(
        publishing.take_due, now=house.calendar(), machine_now=house.machine(), owner="process-0"
    )
    assert not house.database.write_sync(publishing.begin, old, "late", machine_now=house.machine())
    assert house.database.write_sync(publishing.begin, new, "mine", machine_now=house.machine())
    assert house.publication(number).handle == "mine"
    first, second = house.database.read_sync(publications.attempts_of, house.publication(number).number)
    assert (first.sent_at, second.sent_at) == (None, house.machine())
