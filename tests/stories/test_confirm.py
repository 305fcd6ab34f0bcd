"""Approved more than thirty days before its time, and it names a price: asked the day before, one press confirms."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.access import Denied
from handlers.clock import ask_to_confirm, miss, publish
from handlers.people import again
from storage import publications
from storage.lifecycle import Delivery, Status
from storage.submissions import Hold
from tests.stories.acting import card_text, choose, modal, press, private_answers, put_up, record
from tests.stories.visiting import text_of

IN_SIX_WEEKS = timedelta(days=42)


async def approved(scene: Stage, text: str = "Oat cookies, now 3.50 € a box.") -> tuple[int, datetime]:
    """Approved today; its number, and when it goes out."""
    due = scene.now() + IN_SIX_WEEKS
    number = await put_up(scene, text, wanted_at=due)
    await press(scene, scene.approver, wire.APPROVE)
    return number, due


async def asked(scene: Stage, now: datetime) -> int:
    await scene.turn(now)
    found = await ask_to_confirm.run_due(scene.machine.desk, now)
    await scene.settle()
    return found


async def test_asked_before_the_weekend_and_confirmed_with_one_press(scene: Stage) -> None:
    number, due = await approved(scene)
    assert "goes out" in await card_text(scene.author)
    friday = due - timedelta(days=3) + timedelta(hours=5)
    assert await asked(scene, friday - timedelta(hours=1)) == 0
    assert await asked(scene, friday + timedelta(hours=1)) == 1
    assert await asked(scene, friday + timedelta(hours=2)) == 0
    rung = [one for one in await scene.approver.notifications() if "Is it still right?" in one["text"]]
    assert len(rung) == 1 and "was approved on Monday 23 November" in rung[0]["text"]
    assert "an approver confirms that it is still right" in await card_text(scene.author)
    await press(scene, scene.author, wire.STILL_RIGHT, thread=await thread_of(scene, number))
    assert (await record(scene, number)).holds == Hold.ASKED
    await press(scene, scene.second, wire.STILL_RIGHT, thread=await thread_of(scene, number))
    assert (await record(scene, number)).holds is None
    await press(scene, scene.approver, wire.STILL_RIGHT, thread=await thread_of(scene, number))
    answers = await private_answers(scene.approver, thread=await thread_of(scene, number))
    assert "waits for a confirmation" in answers[-1]
    assert await publish.run_due(scene.machine.desk, due) == 1
    assert (await record(scene, number)).status == Status.PUBLISHED
    await choose(scene, scene.approver, wire.HISTORY)
    assert "Priya Nair confirmed that it is still right." in text_of(await modal(scene.approver))


async def thread_of(scene: Stage, number: int) -> str:
    found = (await record(scene, number)).card_ts
    assert found is not None
    return found


async def test_unconfirmed_it_does_not_go_out_not_even_by_hand(scene: Stage) -> None:
    number, due = await approved(scene)
    assert await publish.run_due(scene.machine.desk, due) == 0
    late = due + timedelta(hours=2)
    await scene.turn(late)
    assert await miss.run_due(scene.machine.desk, late) == 1
    await scene.settle()
    assert (await record(scene, number)).on[0].state == Delivery.MISSED
    with pytest.raises(Denied, match="needs_confirmation"):
        await scene.machine.desk.database.write(
            again.now_after_all, cast.APPROVER, wire.Target(number), now=late, practice=frozenset()
        )
    thread = await thread_of(scene, number)
    await press(scene, scene.approver, wire.STILL_RIGHT, thread=thread)
    assert "choose when it goes out" in (await private_answers(scene.approver, thread=thread))[-1]
    await press(scene, scene.approver, wire.PUBLISH_NOW, thread=thread)
    assert await publish.run_due(scene.machine.desk, scene.now()) == 1


async def test_what_does_not_age_is_never_asked_about(scene: Stage) -> None:
    number, due = await approved(scene, "Our oat cookies are back.")
    assert (await record(scene, number)).holds is None
    assert await asked(scene, due - timedelta(hours=1)) == 0
    assert await publish.run_due(scene.machine.desk, due) == 1


async def test_taken_back_and_approved_again_the_age_begins_afresh(scene: Stage) -> None:
    number, due = await approved(scene)
    assert (await record(scene, number)).holds == Hold.CONFIRMATION
    await scene.turn(due - timedelta(days=5))
    await choose(scene, scene.approver, wire.UNDO)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).holds is None


async def test_moved_later_until_it_is_old_it_is_asked_about_as_well(scene: Stage) -> None:
    due = scene.now() + timedelta(days=28)
    number = await put_up(scene, "Oat cookies, now 3.50 € a box.", wanted_at=due)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).holds is None
    later = due + timedelta(days=4)
    await scene.machine.desk.database.write(move, number, later)
    assert await asked(scene, later - timedelta(days=2)) == 0
    assert await asked(scene, later - timedelta(hours=20)) == 1
    assert (await record(scene, number)).holds == Hold.ASKED


def move(session: Session, number: int, due_at: datetime) -> None:
    """As an edit within seven days, or a new time after it was missed, leaves it."""
    for row in publications.of_submission(session, number):
        row.due_at = due_at
