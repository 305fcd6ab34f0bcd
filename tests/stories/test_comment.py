"""Replies under a card are kept, followed when they change, and reach an author who cannot read them there."""

from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from storage import comments, history
from storage.comments import Remark
from tests.stories.acting import direct_messages, modal, press, private_answers, put_up


async def card_ts(scene: Stage) -> str:
    message, _, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.CARD_MENU)
    return str(message["ts"])


async def reply(scene: Stage, who: Person, text: str) -> str:
    said = await who.say(cast.REVIEW, text, thread_ts=await card_ts(scene))
    await scene.settle()
    return str(said["ts"])


async def said_about(scene: Stage, number: int) -> list[Remark]:
    return await scene.machine.desk.database.read(comments.of_submission, number)


async def kinds(scene: Stage, number: int) -> list[str]:
    return await scene.machine.desk.database.read(_kinds, number)


def _kinds(session: Session, number: int) -> list[str]:
    return [event.kind for event, _ in history.of_submission(session, number)]


async def under_the_card(scene: Stage) -> list[str]:
    messages = await scene.approver.messages(cast.REVIEW, await card_ts(scene))
    return [" ".join(reading.lines(one)) for one in messages]


async def leave_the_channel(scene: Stage, user_id: str = cast.AUTHOR) -> None:
    """The author is no member of the review channel any more."""
    scene.sandbox.change_workspace("remove_member", channel=cast.REVIEW, user=user_id)
    await scene.settle()


async def test_a_reply_is_kept_and_edits_and_deletion_are_followed(scene: Stage) -> None:
    number = await put_up(scene)
    rung = len(await scene.author.notifications())
    ts = await reply(scene, scene.approver, "Which @jonas & shops?")
    (kept,) = await said_about(scene, number)
    assert (kept.author_id, kept.text) == (cast.APPROVER, "Which @Jonas Weber & shops?")
    assert len(await scene.author.notifications()) == rung, "the author reads it in the channel"
    await scene.approver.edit(cast.REVIEW, ts, "Which shops, by name?")
    await scene.settle()
    assert [one.text for one in await said_about(scene, number)] == ["Which shops, by name?"]
    await scene.approver.delete(cast.REVIEW, ts)
    await scene.settle()
    assert await said_about(scene, number) == []
    assert (await kinds(scene, number))[-3:] == ["comment.made", "comment.edited", "comment.deleted"]


async def test_an_author_outside_the_channel_is_asked_and_answers_by_the_button(scene: Stage) -> None:
    number = await put_up(scene)
    await leave_the_channel(scene)
    await reply(scene, scene.approver, "Is the price right?")
    channel = (await scene.author.open_dm())["channel"]
    assert "Is the price right?" in (await direct_messages(scene.author))[-1]
    assert "답하기" in (await direct_messages(scene.author))[-1], "the author reads Korean"
    await press(scene, scene.author, wire.ANSWER, channel=channel)
    await scene.author.submit(
        (await modal(scene.author))["id"], {"answer_text": {"answer_text": "3,90, as in the shop."}}
    )
    await scene.settle()
    assert "Mina Seo writes" in reading.as_read((await under_the_card(scene))[-1])
    assert [one.text for one in await said_about(scene, number)] == ["Is the price right?", "3,90, as in the shop."]


async def test_a_reply_in_the_direct_message_comes_back_too(scene: Stage) -> None:
    number = await put_up(scene)
    await leave_the_channel(scene)
    await reply(scene, scene.approver, "Is the price right?")
    channel = (await scene.author.open_dm())["channel"]
    question, _, _ = reading.button(await scene.author.messages(channel), wire.ANSWER)
    await scene.author.say(channel, "Yes, from Friday on.", thread_ts=question["ts"])
    await scene.settle()
    assert "Yes, from Friday on." in (await under_the_card(scene))[-1]
    assert len(await said_about(scene, number)) == 2


async def test_a_message_by_itself_is_the_answer_to_the_one_question_that_waits(scene: Stage) -> None:
    number = await put_up(scene)
    await leave_the_channel(scene)
    await reply(scene, scene.approver, "Is the price right?")
    channel = (await scene.author.open_dm())["channel"]
    said = await scene.author.say(channel, "Yes, from Friday on.")
    await scene.settle()
    assert "Yes, from Friday on." in (await under_the_card(scene))[-1]
    assert "카드 아래에 표시했어요" in (await private_answers(scene.author, channel))[-1]
    await scene.author.edit(channel, said["ts"], "Yes, from Saturday on.")
    await scene.author.say(channel, "Thanks.")
    await scene.settle()
    assert [one.text for one in await said_about(scene, number)][1:] == ["Yes, from Saturday on."]
    assert "Saturday" in (await under_the_card(scene))[-1], "what was passed on follows"
    await scene.author.delete(channel, said["ts"])
    await scene.settle()
    assert "Is the price right?" in (await under_the_card(scene))[-1]


async def test_where_two_questions_wait_it_is_asked_which_one_is_meant(scene: Stage) -> None:
    number = await put_up(scene)
    await leave_the_channel(scene)
    await reply(scene, scene.approver, "Is the price right?")
    await reply(scene, scene.second, "And the day?")
    channel = (await scene.author.open_dm())["channel"]
    await scene.author.say(channel, "Yes.")
    await scene.settle()
    assert "질문이 여러 개" in (await private_answers(scene.author, channel))[-1]
    assert len(await said_about(scene, number)) == 2


async def test_a_plain_yes_is_kept_but_rings_nowhere(scene: Stage) -> None:
    number = await put_up(scene)
    await leave_the_channel(scene)
    before = len(await direct_messages(scene.author))
    await reply(scene, scene.approver, "LGTM")
    assert len(await said_about(scene, number)) == 1
    assert len(await direct_messages(scene.author)) == before


async def test_what_is_no_reply_under_a_card_is_nobodys_comment(scene: Stage) -> None:
    number = await put_up(scene)
    first = await scene.approver.say(cast.REVIEW, "Lunch?")
    await scene.approver.say(cast.REVIEW, "Soup.", thread_ts=first["ts"])
    await scene.approver.edit(cast.REVIEW, first["ts"], "Lunch today?")
    await scene.settle()
    assert await said_about(scene, number) == []
