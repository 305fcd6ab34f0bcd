"""Acts in an order that nobody planned: undone after a retry, old buttons, taken back while somebody posts by hand."""

from datetime import timedelta

import pytest
from sqlmodel import update

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.clock import miss, publish
from storage.brands import Account
from storage.lifecycle import Delivery, Editorial, Status
from tests.stories.acting import (
    choose,
    direct_messages,
    give_reason,
    modal,
    press,
    private_answers,
    put_up,
    put_up_in,
    record,
)
from tests.stories.composing import send
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.visiting import open_home, press_at_home


async def strike(scene: Stage) -> None:
    await publish.run_due(scene.machine.desk, scene.now())
    await miss.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def test_an_approval_after_an_undone_retry_counts_from_now(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=20)
    scene.sandbox.fault("429", method="chat.postMessage", channel=cast.PUBLISHED, retry_after=300)
    await strike(scene)
    await press(scene, scene.approver, wire.UNDO)
    scene.sandbox.turn_clock(forward=7200)
    await _be_rested(scene)
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=20)
    await strike(scene)
    assert (await record(scene, number)).status == Status.PUBLISHED


async def _be_rested(scene: Stage) -> None:
    """The two hours have passed for the machine as well; its clock cannot be turned."""
    desk = scene.machine.desk
    desk.rests.clear()
    await desk.database.write(lambda session: session.exec(update(Account).values(rests_until=None)))


async def test_a_time_that_was_chosen_after_missing_one_outlives_an_undo(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=3600)
    await strike(scene)
    dm = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.NEW_TIME, channel=dm)
    when = {"date": {"date": {"selected_date": "2026-11-25"}}, "time": {"time": {"selected_time": "09:00"}}}
    await scene.author.submit((await modal(scene.author))["id"], when)
    await scene.settle()
    chosen = (await record(scene, number)).due_at
    await press(scene, scene.approver, wire.UNDO)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).due_at == chosen


async def test_what_failed_is_sent_again_rather_than_undone(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=20)
    scene.sandbox.fault("error", method="chat.postMessage", channel=cast.PUBLISHED, error="restricted_action")
    await strike(scene)
    assert (await record(scene, number)).status == Status.FAILED
    await press(scene, scene.approver, wire.UNDO)
    assert "has begun to go out" in (await private_answers(scene.approver))[-1]
    assert (await record(scene, number)).state == Editorial.APPROVED


async def test_an_old_undo_does_not_undo_the_approval_of_a_newer_version(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    await press(scene, scene.approver, wire.APPROVE)
    message, block, button = reading.button(await scene.approver.messages(cast.REVIEW), wire.UNDO)
    await choose(scene, scene.author, wire.EDIT)
    await send(scene, scene.author, text="A second version")
    await press(scene, scene.approver, wire.APPROVE)
    await scene.approver.press(cast.REVIEW, message["ts"], block["block_id"], wire.UNDO, value=button["value"])
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.APPROVED
    assert "version 1" in (await private_answers(scene.approver))[-1]


async def test_a_form_that_comes_too_late_says_who_was_first_in_plain_words(scene: Stage) -> None:
    await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    await press(scene, scene.second, wire.REJECT)
    await press(scene, scene.approver, wire.APPROVE)
    answer = await give_reason(scene, scene.second, "It took me long to write this.")
    assert "already approved by @Jonas Weber" in answer["errors"]["reason"]
    assert "<" not in answer["errors"]["reason"]


async def test_the_last_account_of_something_in_review_is_not_left(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(minutes=5))
    scene.sandbox.turn_clock(forward=600)
    await strike(scene)
    await open_home(scene, scene.approver)
    await press_at_home(scene, scene.approver, wire.LEAVE_IT)
    assert "goes to no other account" in "".join(reading.lines(await modal(scene.approver)))
    assert [one.state for one in (await record(scene, number)).on] == [Delivery.MISSED]


async def test_whoever_posts_by_hand_hears_that_it_was_taken_back() -> None:
    accounts = f"news=slack:{cast.PUBLISHED}, linkedin=manual:{cast.SECOND}"
    async with stage(begins=MONDAY_MORNING, changes={"ACCOUNTS": accounts}) as scene:
        number = await put_up(scene, accounts=("news", "linkedin"))
        await press(scene, scene.approver, wire.APPROVE)
        scene.sandbox.turn_clock(forward=20)
        scene.sandbox.fault("429", method="chat.postMessage", channel=cast.PUBLISHED, retry_after=300)
        await strike(scene)
        await choose(scene, scene.author, wire.WITHDRAW)
        await scene.author.submit((await modal(scene.author))["id"])
        await scene.settle()
        assert "please do not post it" in (await direct_messages(scene.second))[-1]
        dm = (await scene.second.open_dm())["channel"]
        await press(scene, scene.second, wire.CANT, channel=dm)
        await give_reason(scene, scene.second, "Not posted")
        assert (await record(scene, number)).status == Status.TAKEN_BACK


async def test_review_offers_the_answers_however_many_wait_before_it(scene: Stage) -> None:
    await put_up(scene)
    for one in range(52):
        await scene.machine.desk.database.write(put_up_in, cast.AUTHOR, f"Number {one}", scene.now())
    await scene.approver.command(cast.GENERAL, wire.GREENLIGHT, "53")
    await scene.sandbox.idle()
    shown, block, button = reading.button(await scene.approver.messages(cast.GENERAL), wire.REVIEW)
    await scene.approver.press(cast.GENERAL, shown["ts"], block["block_id"], wire.REVIEW, value=button["value"])
    await scene.sandbox.idle()
    _, _, approve = reading.button([await modal(scene.approver)], wire.APPROVE)
    assert approve["value"] == "53.1"


@pytest.mark.parametrize("typed", ["No\x00 never", "No & never"])
async def test_a_reason_is_kept_whatever_stands_in_it(scene: Stage, typed: str) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.REJECT)
    await give_reason(scene, scene.approver, typed)
    assert (await record(scene, number)).said[-1].reason == typed.replace("\x00", "\ufffd")
