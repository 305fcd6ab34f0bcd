"""Approve, request changes, reject, undo: each works; wrong person; wrong state; twice; about an older version."""

import asyncio
from datetime import timedelta

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from storage import cards, submissions
from storage.content import Content
from storage.decisions import Verdict
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import (
    card_text,
    choose,
    direct_messages,
    give_reason,
    modal,
    press,
    private_answers,
    put_up,
    record,
)

pytestmark = pytest.mark.either_way


async def test_an_approver_approves_and_the_card_says_so(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    await press(scene, scene.approver, wire.APPROVE)
    stands = await record(scene, number)
    assert stands.state == Editorial.APPROVED
    assert stands.approved_by == (cast.APPROVER,)
    assert "Approved by Jonas Weber" in await card_text(scene.author)
    assert any(f"You approved #{number}" in answer for answer in await private_answers(scene.approver))


async def test_the_author_hears_of_an_approval_once_and_the_channel_is_not_pinged(scene: Stage) -> None:
    await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    await press(scene, scene.approver, wire.APPROVE)
    told = [text for text in await direct_messages(scene.author) if "글을 승인했어요" in text]
    assert len(told) == 1
    rung = [one for one in await scene.second.notifications() if one["channel"] == cast.REVIEW]
    assert len(rung) == 1, "only the new card itself mentions the second approver"


async def test_nobody_decides_on_their_own(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.author, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    (answer,) = await private_answers(scene.author)
    assert "본인이 쓴 글" in answer and "<@U0JONAS>" in answer


async def test_somebody_who_is_no_approver_is_told_who_can(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.admin, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    (answer,) = await private_answers(scene.admin)
    assert "not an approver" in answer and "<@U0JONAS>" in answer


async def test_a_second_press_is_told_who_was_first_and_when(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    message, block, button = reading.button(await scene.second.messages(cast.REVIEW), wire.APPROVE)
    # The card is not redrawn between the two: the second approver still sees the button.
    for who in (scene.approver, scene.second):
        await who.press(cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE, value=button["value"])
    await scene.settle()
    assert len((await record(scene, number)).counting) == 1
    (answer,) = await private_answers(scene.second)
    assert f"#{number} was already approved by <@U0JONAS>" in answer and "<!date^" in answer


async def test_two_at_the_same_instant_make_one_decision_and_two_answers(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    message, block, button = reading.button(await scene.second.messages(cast.REVIEW), wire.APPROVE)
    await asyncio.gather(
        *(
            who.press(cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE, value=button["value"])
            for who in (scene.approver, scene.second, scene.approver, scene.second)
        )
    )
    await scene.settle()
    assert len((await record(scene, number)).counting) == 1
    assert len(await private_answers(scene.approver)) == 2
    assert len(await private_answers(scene.second)) == 2


async def test_the_same_envelope_twice_decides_once(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    scene.sandbox.socket("duplicate_next")
    await press(scene, scene.approver, wire.APPROVE)
    assert len((await record(scene, number)).counting) == 1


async def test_two_yeses_are_needed_where_two_are_asked_for() -> None:
    async with stage(changes={"APPROVALS_NEEDED": "2"}) as scene:
        number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
        await press(scene, scene.approver, wire.APPROVE)
        assert (await record(scene, number)).state == Editorial.IN_REVIEW
        assert "1 of 2 so far" in await card_text(scene.author)
        assert "1 more approval is needed" in (await private_answers(scene.approver))[-1]
        await press(scene, scene.approver, wire.APPROVE)
        assert "already approved" in (await private_answers(scene.approver))[-1]
        await press(scene, scene.second, wire.APPROVE)
        assert (await record(scene, number)).state == Editorial.APPROVED


@pytest.mark.parametrize(
    ("button", "state", "verdict"),
    [
        (wire.REQUEST_CHANGES, Editorial.CHANGES_REQUESTED, Verdict.REQUEST_CHANGES),
        (wire.REJECT, Editorial.REJECTED, Verdict.REJECT),
    ],
)
async def test_a_no_asks_for_a_reason_and_tells_author_and_thread(
    scene: Stage, button: str, state: Editorial, verdict: Verdict
) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, button)
    await give_reason(scene, scene.approver, "Which shop? <!channel> & more")
    stands = await record(scene, number)
    assert stands.state == state
    assert [(one.verdict, one.reason) for one in stands.said] == [(verdict, "Which shop? <!channel> & more")]
    assert any("Which shop?" in text for text in await direct_messages(scene.author))
    assert stands.card_ts is not None
    thread = await scene.author.messages(cast.REVIEW, stands.card_ts)
    assert any("Which shop?" in "".join(reading.lines(one)) for one in thread[1:])
    rung = [one for one in await scene.outsider.notifications() if one["channel"] == cast.REVIEW]
    assert rung == [], "a reason cannot ping the channel"


async def test_a_reject_cancels_what_has_not_gone_out(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.REJECT)
    await give_reason(scene, scene.approver, "No")
    stands = await record(scene, number)
    assert [one.state for one in stands.taken_off] == [Delivery.CANCELLED]
    assert "Rejected by Jonas Weber: No" in await card_text(scene.author)


async def test_a_blank_reason_is_asked_for_at_its_field_and_nothing_changes(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.REJECT)
    answer = await give_reason(scene, scene.approver, "   ")
    assert answer["errors"] == {"reason": "Please write a sentence that says why."}
    assert (await record(scene, number)).state == Editorial.IN_REVIEW


async def test_the_wrong_person_is_not_even_asked_for_a_reason(scene: Stage) -> None:
    await put_up(scene)
    await press(scene, scene.admin, wire.REJECT)
    assert (await scene.admin.screen())["modals"] == []
    assert "not an approver" in (await private_answers(scene.admin))[-1]


async def test_a_press_about_an_older_version_is_refused_with_what_changed(scene: Stage) -> None:
    number = await put_up(scene, "Open on Monday")
    message, block, button = reading.button(await scene.approver.messages(cast.REVIEW), wire.APPROVE)

    def revise(session: "submissions.Session") -> None:
        submission = submissions.lock(session, number)
        assert submission is not None
        content = Content(text="Open on Tuesday", accounts=(1,))
        submissions.add_revision(session, submission, content, created_by=cast.AUTHOR, now=scene.now())
        cards.advance(session, submission)

    await scene.machine.desk.database.write(revise)
    await scene.approver.press(cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE, value=button["value"])
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    (answer,) = await private_answers(scene.approver)
    assert "version 1" in answer and "version 2" in answer and "“Monday” → “Tuesday”" in answer


@pytest.mark.parametrize("value", ["", "1", "999.1", "1.99", "-1.1", "1.1; DROP TABLE", "１.１", "9" * 30 + ".1"])
async def test_a_forged_button_changes_nothing_and_is_answered(scene: Stage, value: str) -> None:
    number = await put_up(scene)
    message, block, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.APPROVE)
    await scene.approver.press(cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE, value={"value": value})
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    assert "no such post" in (await private_answers(scene.approver))[-1]


async def test_a_long_text_is_read_before_it_is_approved(scene: Stage) -> None:
    text = "Every word counts. " * 150
    number = await put_up(scene, text)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    view = await modal(scene.approver)
    assert view["callback_id"] == wire.FULL_TEXT
    assert "".join("".join(reading.lines(view)).split()).count("Everywordcounts.") == 150
    await scene.approver.submit(view["id"])
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.APPROVED


async def test_an_approval_can_be_undone_until_something_goes_out(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    await press(scene, scene.approver, wire.APPROVE)
    await press(scene, scene.approver, wire.UNDO)
    stands = await record(scene, number)
    assert stands.state == Editorial.IN_REVIEW
    assert stands.approved_by == ()
    assert "taken back" in (await private_answers(scene.approver))[-1]


async def test_only_who_approved_can_undo(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    await press(scene, scene.approver, wire.APPROVE)
    await choose(scene, scene.second, wire.UNDO)
    assert (await record(scene, number)).state == Editorial.APPROVED
    assert "no decision" in (await private_answers(scene.second))[-1]


async def test_an_approval_after_its_time_asks_for_a_new_one(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(minutes=5))
    scene.sandbox.turn_clock(forward=600)
    await press(scene, scene.approver, wire.APPROVE)
    stands = await record(scene, number)
    assert stands.state == Editorial.APPROVED
    assert [one.state for one in stands.on] == [Delivery.MISSED]
    assert "its time has passed" in (await private_answers(scene.approver))[-1]
    dm = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.NEW_TIME, channel=dm)
    assert (await modal(scene.author))["callback_id"] == wire.TIME


async def test_whoever_wrote_the_version_does_not_approve_it_even_when_the_post_is_somebody_elses(scene: Stage) -> None:
    number = await put_up(scene)

    def mend(session: "submissions.Session") -> None:
        submission = submissions.lock(session, number)
        assert submission is not None
        content = Content(text="Our oat cookies are back, all of them.", accounts=(1,))
        submissions.add_revision(session, submission, content, created_by=cast.APPROVER, now=scene.now())
        cards.advance(session, submission)

    await scene.machine.desk.database.write(mend)
    await scene.settle()
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    assert "your own post" in (await private_answers(scene.approver))[-1]
    await press(scene, scene.second, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.APPROVED
