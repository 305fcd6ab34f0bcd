"""Taking back: works; wrong person; wrong state; twice; what is live already stays; Slack says no."""

from datetime import timedelta

from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.people.withdraw import take_back
from storage import cards, history, publications, submissions
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import card_text, choose, direct_messages, modal, press, private_answers, put_up, record
from tests.stories.visiting import text_of


def set_states(session: Session, number: int, *states: Delivery) -> None:
    """An approved submission whose publications stand like this, by account."""
    submission = submissions.lock(session, number)
    assert submission is not None
    submissions.move(submission, Editorial.APPROVED)
    for one, state in zip(publications.of_submission(session, number), states, strict=True):
        one.state = state


def kinds(session: Session, number: int) -> list[str]:
    return [event.kind for event, _ in history.of_submission(session, number)]


async def test_the_author_takes_it_back_from_the_status_message(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    rung = len(await scene.approver.notifications())
    dm = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.WITHDRAW, channel=dm)
    stands = await record(scene, number)
    assert stands.state == Editorial.WITHDRAWN
    assert [one.state for one in stands.taken_off] == [Delivery.CANCELLED] and not stands.on
    assert "Taken back" in await card_text(scene.approver)
    assert len(await scene.approver.notifications()) == rung, "nobody is pinged"
    assert any("거둬들였어요. 나가지 않아요" in answer for answer in await private_answers(scene.author, dm))


async def test_the_menu_asks_before_it_is_done(scene: Stage) -> None:
    number = await put_up(scene)
    await choose(scene, scene.author, wire.WITHDRAW)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    answer = await scene.author.submit((await modal(scene.author))["id"], {})
    await scene.settle()
    assert answer["response_action"] == "update"
    assert f"#{number} 글을 거둬들였어요" in text_of(await modal(scene.author))
    assert (await record(scene, number)).state == Editorial.WITHDRAWN
    assert await scene.machine.desk.database.read(kinds, number) == ["submission.submitted", "submission.withdrawn"]


async def test_an_admin_may_and_the_author_is_told_once(scene: Stage) -> None:
    number = await put_up(scene)
    await choose(scene, scene.admin, wire.WITHDRAW)
    await scene.admin.submit((await modal(scene.admin))["id"], {})
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.WITHDRAWN
    told = [text for text in await direct_messages(scene.author) if "<@U0ADA> 님이" in text]
    assert len(told) == 1


async def test_somebody_else_is_told_who_can(scene: Stage) -> None:
    number = await put_up(scene)
    await choose(scene, scene.approver, wire.WITHDRAW)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    (answer,) = await private_answers(scene.approver)
    assert "<@U0MINA>" in answer and "<@U0ADA>" in answer


async def test_a_second_time_is_answered_politely(scene: Stage) -> None:
    number = await put_up(scene)
    dm = (await scene.author.open_dm())["channel"]
    messages = await scene.author.messages(dm)
    (message,) = [one for one in messages if one.get("blocks")]
    block = message["blocks"][-1]
    button = block["elements"][-1]
    for _ in range(2):
        await scene.author.press(dm, message["ts"], block["block_id"], wire.WITHDRAW, value=button["value"])
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.WITHDRAWN
    first, second = await private_answers(scene.author, dm)
    assert "나가지 않아요" in first and f"#{number}" in second and "거둬들였어요" in second


async def test_what_is_live_or_going_out_stays_and_is_named(scene: Stage) -> None:
    number = await put_up(scene, accounts=("news", "linkedin"))
    await scene.machine.desk.database.write(set_states, number, Delivery.PUBLISHING, Delivery.SCHEDULED)
    done = await scene.machine.desk.database.write(
        take_back, cast.AUTHOR, wire.Target(number, 1), now=scene.now(), practice=frozenset()
    )
    assert done.left == ("news",)
    stands = await record(scene, number)
    assert [(one.account, one.state) for one in stands.on] == [("news", Delivery.PUBLISHING)]
    assert [one.account for one in stands.taken_off] == ["linkedin"]


async def test_everything_live_cannot_be_taken_back(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(set_states, number, Delivery.PUBLISHED)
    dm = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.WITHDRAW, channel=dm)
    assert (await record(scene, number)).state == Editorial.APPROVED
    assert any("이미 나가서" in answer for answer in await private_answers(scene.author, dm))


async def test_a_forged_value_changes_nothing(scene: Stage) -> None:
    number = await put_up(scene)
    dm = (await scene.author.open_dm())["channel"]
    (message,) = [one for one in await scene.author.messages(dm) if one.get("blocks")]
    await scene.author.press(
        dm, message["ts"], message["blocks"][-1]["block_id"], wire.WITHDRAW, value={"value": "999.1; drop"}
    )
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
    assert any("그런 글이 없어요" in answer for answer in await private_answers(scene.author, dm))


async def test_when_slack_refuses_the_card_it_is_drawn_later(scene: Stage) -> None:
    number = await put_up(scene)
    dm = (await scene.author.open_dm())["channel"]
    scene.sandbox.fault("429", method="chat.update", times=2, retry_after=30)
    await press(scene, scene.author, wire.WITHDRAW, channel=dm)
    assert (await record(scene, number)).state == Editorial.WITHDRAWN
    # Half a minute later, say.
    await scene.machine.desk.database.write(cards.try_again, cast.REVIEW)
    await scene.settle()
    assert "Taken back" in await card_text(scene.approver)
