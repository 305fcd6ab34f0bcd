"""What is due goes out, once, exactly as approved."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, update

from handlers.clock import publish
from handlers.problem import Problem
from handlers.publication import publishing
from handlers.publisher import Doubtful, HandedOver, Made, NotSent, Outcome, Outgoing, Preparation, Published, Refused
from storage import history, publications, slots
from storage.cards import Surface
from storage.content import Image
from storage.database import StorageLocked
from storage.lifecycle import Delivery
from storage.media import Media, store
from storage.submissions import Revision
from tests.rules.fitting.pictures import saved
from tests.stories.clock.house import House
from tests.stories.clock.scripted_publisher import ScriptedPublisher

HOSTILE = "<!channel> <@U0JONAS> <https://a|b> & \u202eback \x07\ttab 👍🏽"


async def test_an_approved_post_goes_out_at_its_second_and_not_before(house: House) -> None:
    toots = house.account("toots")
    number = house.approve(house.submit(toots), due_at=house.calendar() + timedelta(seconds=15))

    assert await publish.run_due(house.desk, house.calendar.forward(seconds=14)) == 0
    assert await publish.run_due(house.desk, house.calendar.forward(seconds=1)) == 1

    found = house.publication(number)
    assert (found.state, found.remote_id, found.published_at) == (Delivery.PUBLISHED, "remote-1", house.calendar())
    assert found.link == f"https://network.example/{found.number}/1"
    assert [event.kind for event in house.events()] == ["publication.started", "publication.published"]
    assert {event.actor_id for event in house.events()} == {history.BOT}


async def test_a_second_run_publishes_nothing_again(house: House) -> None:
    toots = ScriptedPublisher()
    house.approve(house.submit(house.account("toots", toots)))

    await asyncio.gather(*(publish.run_due(house.desk, house.calendar()) for _ in range(4)))
    await publish.run_due(house.desk, house.calendar())

    assert len(toots.asked) == 1
    assert len(house.said("published")) == 1


async def test_hostile_text_and_images_reach_the_network_as_they_were_approved(house: House) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots, address="https://example.social")
    sha = house.database.write_sync(
        store, content=saved("PNG"), mime="image/png", width=60, height=40, now=house.calendar()
    )
    house.approve(house.submit(account, text=HOSTILE, images=(Image(sha, "apple.png", "An <apple> & a leaf"),)))

    await publish.run_due(house.desk, house.calendar())

    [going] = toots.asked
    assert going.text == HOSTILE
    assert going.pictures[0].content == saved("PNG")
    assert going.pictures[0].alt_text == "An <apple> & a leaf"
    assert going.address == "https://example.social"
    assert (going.card_channel, going.card_ts) == ("C0REVIEW", "1700000000.000001")


async def test_nothing_unapproved_goes_out(house: House) -> None:
    toots = ScriptedPublisher()
    house.submit(house.account("toots", toots), wanted_at=house.calendar())
    await publish.run_due(house.desk, house.calendar())
    assert toots.asked == []


async def test_text_that_was_changed_behind_the_approval_is_never_sent(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    toots = ScriptedPublisher()
    number = house.approve(house.submit(house.account("toots", toots)))
    house.database.write_sync(lambda session: session.exec(update(Revision).values(text="evil")))

    await publish.run_due(house.desk, house.calendar())

    assert toots.asked == []
    assert house.publication(number).problem == Problem.CHANGED
    assert "not what was approved" in caplog.text


async def test_an_image_that_was_changed_behind_the_approval_is_never_sent(house: House) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots)
    sha = house.database.write_sync(store, content=b"one", mime="image/png", width=1, height=1, now=house.calendar())
    number = house.approve(house.submit(account, images=(Image(sha, "one.png"),)))
    house.database.write_sync(lambda session: session.exec(update(Media).values(content=b"another one")))

    await publish.run_due(house.desk, house.calendar())

    assert toots.asked == []
    assert house.publication(number).problem == Problem.CHANGED


async def test_an_account_that_nothing_speaks_to_fails_with_that_reason(house: House) -> None:
    account = house.account("toots")
    number = house.approve(house.submit(account))
    house.publishers.clear()
    await publish.run_due(house.desk, house.calendar())
    assert (house.publication(number).state, house.publication(number).problem) == (
        Delivery.FAILED,
        Problem.NO_PUBLISHER,
    )


async def test_a_refusal_fails_and_author_and_thread_hear_of_it(house: House) -> None:
    account = house.account("toots", ScriptedPublisher(Refused(Problem.NOT_ALLOWED, "token revoked")))
    number = house.approve(house.submit(account))

    await publish.run_due(house.desk, house.calendar())

    found = house.publication(number)
    assert (found.state, found.problem, found.problem_detail) == (
        Delivery.FAILED,
        Problem.NOT_ALLOWED,
        "token revoked",
    )
    assert [(one.place, one.recipient) for one in house.said("publication_failed")] == [
        ("direct", "U0MINA"),
        ("thread", ""),
    ]
    assert house.said("published") == []
    assert house.picture(number, Surface.RECEIPT) is None


async def test_what_was_never_sent_is_tried_again_until_the_grace_is_over(house: House) -> None:
    answers = [NotSent("no route")] * 30
    toots = ScriptedPublisher(*answers)
    number = house.approve(house.submit(house.account("toots", toots)))
    planned = house.calendar()

    while house.publication(number).state == Delivery.SCHEDULED:
        due_at = house.publication(number).due_at
        assert due_at is not None
        house.calendar.at = max(house.calendar.at, due_at)
        await publish.run_due(house.desk, house.calendar())

    found = house.publication(number)
    assert (found.state, found.problem) == (Delivery.FAILED, Problem.UNREACHABLE)
    assert house.calendar() - planned <= timedelta(minutes=30)
    assert len(toots.asked) == 10
    assert len(house.said("publication_failed")) == 2


async def test_a_network_that_asks_to_wait_is_left_alone_so_long(house: House) -> None:
    toots = ScriptedPublisher(NotSent(retry_after=timedelta(minutes=4)), Published("1"))
    number = house.approve(house.submit(house.account("toots", toots)))
    await publish.run_due(house.desk, house.calendar())

    house.machine.forward(seconds=239)
    await publish.run_due(house.desk, house.calendar.forward(seconds=239))
    assert len(toots.asked) == 1
    house.machine.forward(seconds=1)
    await publish.run_due(house.desk, house.calendar.forward(seconds=1))

    assert house.publication(number).state == Delivery.PUBLISHED
    assert house.said("published")[0].data["late"] == [house.publication(number).number]


@pytest.mark.parametrize("answer", [Doubtful("504"), RuntimeError("a bug in a publisher")])
async def test_doubt_is_not_repeated_and_nobody_is_alarmed_yet(house: House, answer: Outcome | Exception) -> None:
    toots = ScriptedPublisher(answer)
    number = house.approve(house.submit(house.account("toots", toots)))

    await publish.run_due(house.desk, house.calendar())
    await publish.run_due(house.desk, house.calendar.forward(minutes=5))

    found = house.publication(number)
    assert (found.state, found.look_at) == (Delivery.UNKNOWN, house.machine() + timedelta(seconds=5))
    assert len(toots.asked) == 1
    assert house.said() == []


async def test_a_call_that_never_ends_is_doubt(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "CALL", timedelta(0))
    forever: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    async def hang() -> Outcome:
        return await forever

    number = house.approve(house.submit(house.account("toots", ScriptedPublisher(hang))))
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(number).state == Delivery.UNKNOWN


async def test_by_hand_it_lies_with_a_person_and_no_lease_ends_that(house: House) -> None:
    number = house.approve(house.submit(house.account("linkedin", ScriptedPublisher(HandedOver("U0OLLIE")))))

    await publish.run_due(house.desk, house.calendar())

    found = house.publication(number)
    assert (found.state, found.lease_owner, found.lease_until) == (Delivery.PUBLISHING, "U0OLLIE", None)
    assert [(one.recipient, one.data) for one in house.said("by_hand")] == [
        ("U0OLLIE", {"publication": found.number, "to": "U0OLLIE"})
    ]
    house.machine.forward(days=3)
    assert house.database.write_sync(publications.abandoned, machine_now=house.machine()) == []


async def test_one_receipt_for_all_accounts_and_one_message_to_the_author_when_the_last_has_it(house: House) -> None:
    hold = asyncio.Event()

    async def slowly() -> Outcome:
        await hold.wait()
        return Published("2", "https://slow.example/2")

    fast, slow = house.account("fast"), house.account("slow", ScriptedPublisher(slowly))
    number = house.approve(house.submit(fast, slow))
    run = asyncio.ensure_future(publish.run_due(house.desk, house.calendar()))
    await house.until(lambda: house.publication(number, fast).state == Delivery.PUBLISHED)
    assert house.said() == []
    assert house.picture(number, Surface.RECEIPT) is not None
    hold.set()
    await run

    assert [(one.kind, one.place) for one in house.said()] == [("published", "direct")]
    assert house.said("published")[0].data["publications"] == [row.number for row in house.publications(number)]
    receipt = house.picture(number, Surface.RECEIPT)
    assert receipt is not None and receipt.wanted_version == 2, "drawn anew as each comes in"


async def test_one_account_refused_and_one_live_are_told_apart(house: House) -> None:
    good, bad = house.account("good"), house.account("bad", ScriptedPublisher(Refused(Problem.TOO_LONG)))
    number = house.approve(house.submit(good, bad))
    await publish.run_due(house.desk, house.calendar())
    assert len(house.said("publication_failed")) == 2
    assert [one.data["publications"] for one in house.said("published")] == [[house.publication(number, good).number]]


async def test_within_the_grace_it_goes_out_late_and_says_so_past_it_not_at_all(house: House) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots)
    late, too_late = house.approve(house.submit(account)), house.approve(house.submit(account))
    house.set(too_late, due_at=house.calendar() - timedelta(seconds=1))

    await publish.run_due(house.desk, house.calendar.forward(minutes=30))

    assert house.publication(late).state == Delivery.PUBLISHED
    assert house.publication(too_late).state == Delivery.SCHEDULED
    assert house.said("published")[0].data["late"] == [house.publication(late).number]


async def test_a_record_that_cannot_be_read_stops_no_other(house: House, caplog: pytest.LogCaptureFixture) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots)
    broken, whole = house.approve(house.submit(account)), house.approve(house.submit(account))
    spoilt = text("UPDATE revision SET wanted_at = 'infinity' WHERE submission_id = :one").bindparams(one=broken)
    house.database.write_sync(lambda session: session.connection().execute(spoilt))

    await publish.run_due(house.desk, house.calendar())

    assert house.publication(whole).state == Delivery.PUBLISHED
    assert house.publication(broken).state == Delivery.SCHEDULED, "nothing was sent, so it is tried again"
    assert "could not be read" in caplog.text
    assert len(toots.asked) == 1


async def test_who_lost_the_lease_writes_nothing(house: House, caplog: pytest.LogCaptureFixture) -> None:
    hold = asyncio.Event()

    async def slowly() -> Outcome:
        await hold.wait()
        return Published("1")

    number = house.approve(house.submit(house.account("toots", ScriptedPublisher(slowly))))
    run = asyncio.ensure_future(publish.run_due(house.desk, house.calendar()))
    await house.until(lambda: house.publication(number).state == Delivery.PUBLISHING)
    house.set(number, lease_owner="process-2")
    hold.set()
    with caplog.at_level(logging.WARNING):
        await run

    assert house.publication(number).state == Delivery.PUBLISHING
    assert "taken over" in caplog.text
    assert house.said() == []


async def test_the_answer_survives_a_database_that_is_locked_for_a_while(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "FINISH_AGAIN", (0, 0))
    number = house.approve(house.submit(house.account("toots")))
    real, refusals = publishing.finish, iter([StorageLocked("busy"), StorageLocked("busy")])

    def locked_twice(*args: Any, **kwargs: Any) -> list[publishing.Ended]:
        for refusal in refusals:
            raise refusal
        return real(*args, **kwargs)

    monkeypatch.setattr(publishing, "finish", locked_twice)
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(number).state == Delivery.PUBLISHED


async def test_each_round_leaves_a_heartbeat(house: House) -> None:
    await publish.run_due(house.desk, house.calendar.forward(seconds=7))
    assert house.database.read_sync(slots.last_beat, slots.PUBLISHING) == house.calendar()


async def test_two_hundred_at_the_same_second_all_go_out_in_one_run(house: House) -> None:
    toots = ScriptedPublisher()
    account = house.account("toots", toots)
    for number in range(200):
        house.approve(house.submit(account, text=f"Apple number {number}"))

    assert await publish.run_due(house.desk, house.calendar()) == 200
    assert sorted(going.text for going in toots.asked) == sorted(f"Apple number {number}" for number in range(200))


async def test_one_whose_end_cannot_be_written_stands_in_nobody_elses_way(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    account = house.account("toots")
    bad, good = house.approve(house.submit(account)), house.approve(house.submit(account))
    real = publishing.finish

    def broken(session: Session, ended: list[publishing.Ended], **kwargs: Any) -> list[publishing.Ended]:
        if any(one.claimed.submission_id == bad for one in ended):
            raise RuntimeError("a bad record")
        return real(session, ended, **kwargs)

    monkeypatch.setattr(publishing, "finish", broken)
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(good).state == Delivery.PUBLISHED
    assert house.publication(bad).state == Delivery.PUBLISHING, "its lease brings it back, as doubt"
    assert "Not written down" in caplog.text


async def test_content_that_the_database_does_not_give_is_not_doubted_but_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    toots = ScriptedPublisher()
    number = house.approve(house.submit(house.account("toots", toots)))

    def locked(session: Session, claims: object) -> list[publishing.Ready]:
        raise StorageLocked("busy")

    monkeypatch.setattr(publishing, "prepare_all", locked)
    await publish.run_due(house.desk, house.calendar())
    assert house.publication(number).state == Delivery.SCHEDULED
    assert toots.asked == []


async def test_a_network_that_hangs_holds_up_nobody_else(house: House) -> None:
    answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
    hanging, quick = ScriptedPublisher(*[lambda: answer] * 3), ScriptedPublisher()
    slow, fast = house.account("slow", hanging), house.account("fast", quick)
    desk = house.desk
    for _ in range(3):
        house.approve(house.submit(slow))
    first = await publish.start_due(desk, house.calendar())

    house.approve(house.submit(fast))
    await asyncio.gather(*await publish.start_due(desk, house.calendar()))

    assert len(quick.asked) == 1
    assert not any(task.done() for task in first)
    answer.set_result(Published("1"))
    await asyncio.gather(*first)
    assert desk.in_hand.total() == 0


async def test_of_one_account_no_more_is_taken_than_its_share(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "MOST_OF_ONE", 2)
    answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
    slow, fast = house.account("slow", ScriptedPublisher(*[lambda: answer] * 3)), house.account("fast")
    desk = house.desk
    for _ in range(2):
        house.approve(house.submit(slow))
    begun = await publish.start_due(desk, house.calendar())
    third = house.approve(house.submit(slow))
    other = house.approve(house.submit(fast))

    await asyncio.gather(*await publish.start_due(desk, house.calendar()))

    assert house.publication(third).state == Delivery.SCHEDULED
    assert house.publication(other).state == Delivery.PUBLISHED
    answer.set_result(Published("1"))
    await asyncio.gather(*begun)
    await publish.run_due(desk, house.calendar())
    assert house.publication(third).state == Delivery.PUBLISHED


async def test_who_stood_still_until_the_lease_was_over_sends_nothing(house: House) -> None:
    toots = Preparing(lambda: house.machine.forward(minutes=5))
    number = house.approve(house.submit(house.account("toots", toots)))

    await publish.run_due(house.desk, house.calendar())

    assert toots.asked == []
    assert house.publication(number).state == Delivery.SCHEDULED


async def test_what_was_prepared_is_kept_over_retries_and_dropped_with_a_refusal(house: House) -> None:
    toots = Preparing(None, NotSent("later"), Refused(Problem.REFUSED, "no"))
    number = house.approve(house.submit(house.account("toots", toots)))

    await publish.run_due(house.desk, house.calendar())
    assert house.publication(number).handle == "made-1"
    await publish.run_due(house.desk, house.calendar.forward(minutes=1))

    assert [going.handle for going in toots.asked] == ["made-1", "made-1"]
    assert toots.prepared == 1
    assert house.publication(number).handle is None


class Preparing(ScriptedPublisher):
    """Leaves a handle behind; `meanwhile` happens before it is made."""

    def __init__(self, meanwhile: Callable[[], object] | None, *answers: Outcome) -> None:
        super().__init__(*answers)
        self.meanwhile, self.prepared = meanwhile, 0

    async def prepare(self, _outgoing: Outgoing) -> Preparation:
        self.prepared += 1
        if self.meanwhile is not None:
            self.meanwhile()
        return Made(f"made-{self.prepared}")
