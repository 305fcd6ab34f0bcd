"""A ✅ or an "ok" is not an approval: one private hint, to whoever owes a decision, and to nobody else."""

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.typed.yes import means_yes
from tests.stories.acting import press, private_answers, put_up, record


async def card_ts(scene: Stage) -> str:
    message, _, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.CARD_MENU)
    return str(message["ts"])


async def mark(scene: Stage, who: Person, name: str = "white_check_mark") -> None:
    await who.react(cast.REVIEW, await card_ts(scene), name)
    await scene.settle()


async def test_a_check_mark_gets_one_hint_whose_button_approves(scene: Stage) -> None:
    number = await put_up(scene)
    await mark(scene, scene.approver)
    (answer,) = await private_answers(scene.approver)
    assert f"not recorded yet as your approval of #{number}" in answer
    assert not (await record(scene, number)).said
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).approved_by == (cast.APPROVER,)


async def test_it_comes_once_for_a_person_and_a_revision(scene: Stage) -> None:
    await put_up(scene)
    await mark(scene, scene.approver)
    await mark(scene, scene.approver, "+1")
    await scene.approver.say(cast.REVIEW, "lgtm", thread_ts=await card_ts(scene))
    await scene.settle()
    assert len(await private_answers(scene.approver)) == 1
    await mark(scene, scene.second)
    assert len(await private_answers(scene.second)) == 1, "somebody else has a hint of their own"


async def test_a_yes_in_the_thread_is_answered_in_the_thread(scene: Stage) -> None:
    await put_up(scene)
    thread = await card_ts(scene)
    await scene.approver.say(cast.REVIEW, "LGTM! :+1:", thread_ts=thread)
    await scene.settle()
    (answer,) = await private_answers(scene.approver, thread=thread)
    assert "not recorded yet" in answer and "[Approve]" in answer


async def test_nobody_else_gets_one(scene: Stage) -> None:
    await put_up(scene)
    for who in (scene.author, scene.admin):
        await mark(scene, who)
        assert not await private_answers(who)


async def test_who_has_decided_owes_nothing(scene: Stage) -> None:
    await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    before = len(await private_answers(scene.second))
    await mark(scene, scene.second)
    assert len(await private_answers(scene.second)) == before


async def test_other_messages_other_marks_and_longer_thoughts_are_left_alone(scene: Stage) -> None:
    await put_up(scene)
    said = await scene.approver.say(cast.REVIEW, "ok")
    await scene.approver.react(cast.REVIEW, said["ts"], "white_check_mark")
    await mark(scene, scene.approver, "eyes")
    await scene.approver.say(cast.REVIEW, "ok, but the price is wrong", thread_ts=await card_ts(scene))
    await scene.settle()
    assert not await private_answers(scene.approver)


async def test_an_edited_reply_is_left_alone(scene: Stage) -> None:
    await put_up(scene)
    said = await scene.approver.say(cast.REVIEW, "hm", thread_ts=await card_ts(scene))
    await scene.approver.edit(cast.REVIEW, said["ts"], "ok")
    await scene.settle()
    assert not await private_answers(scene.approver, thread=await card_ts(scene))


async def test_when_slack_does_not_take_the_hint_nothing_breaks(scene: Stage) -> None:
    number = await put_up(scene)
    scene.sandbox.fault("5xx", method="chat.postEphemeral", times=1)
    await mark(scene, scene.approver)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).approved_by == (cast.APPROVER,)


@pytest.mark.parametrize(
    "text", ["ok", "OK!", "Okay.", "LGTM", "looks good to me", "approved", "승인", "네!", ":+1:", "lgtm :tada:"]
)
def test_a_plain_yes(text: str) -> None:
    assert means_yes(text)


@pytest.mark.parametrize(
    "text", ["", "not ok", "ok?  who", "승인 전에 확인", "approved by whom", ":eyes:", "good question"]
)
def test_no_plain_yes(text: str) -> None:
    assert not means_yes(text)
