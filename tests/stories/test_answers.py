"""Saved answers: found by what was asked, in use once somebody approved them, looked at again after half a year."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import review_answers
from storage import forgetting
from storage.outbox import Message
from storage.record import Words
from storage.saved_answers import SavedAnswer
from tests.stories.acting import direct_messages, give_reason, modal, press, private_answers
from tests.stories.composing import Json, lines
from tests.stories.test_library import press_in

REFUND = "You have 30 days. Write to us with the order number."


async def asked(scene: Stage, who: Person, text: str) -> str:
    """What is found."""
    await who.command(cast.GENERAL, wire.GREENLIGHT, text)
    await scene.settle()
    return lines(await modal(who))


async def propose(scene: Stage, who: Person, number: str = "0", **said: str) -> Json:
    """Fills in the form of one, from the list that is open, and sends it."""
    form = await press_in(scene, who, wire.SAVED_OPEN, number)
    return await send_form(scene, who, form, **said)


async def send_form(scene: Stage, who: Person, form: Json, **said: str) -> Json:
    values: dict[str, Any] = {name: {name: value} for name, value in said.items()}
    await who.submit(form["id"], values)
    await scene.settle()
    return await modal(who)


async def card(who: Person, text: str) -> str:
    """The newest card with this answer in it."""
    return next(one for one in reversed([lines(one) for one in await who.messages(cast.REVIEW)]) if text in one)


async def test_nothing_is_found_before_somebody_else_approved_it(scene: Stage) -> None:
    assert "There are no saved answers yet" in await asked(scene, scene.approver, "answers")
    sent = await propose(scene, scene.approver, question="How do I get a refund?", text=REFUND)
    assert "It is with the approvers" in lines(sent)
    assert "No approved answer fits" in await asked(scene, scene.second, "answer refund")
    await press(scene, scene.approver, wire.SAVED_APPROVE)
    assert "somebody else decides" in (await private_answers(scene.approver))[-1]
    await press(scene, scene.outsider, wire.SAVED_APPROVE)
    assert "Approvers decide on answers" in (await private_answers(scene.outsider))[-1]
    await press(scene, scene.second, wire.SAVED_APPROVE)
    found = await asked(scene, scene.outsider, "answer REFUND please")
    assert REFUND in found and "last found right on 23 Nov 2026" in found and f"<@{cast.APPROVER}>" in found
    assert "approved your answer" in (await direct_messages(scene.approver))[-1]
    shown = await card(scene.approver, REFUND)
    assert f"Approved by <@{cast.SECOND}>" in shown and "[Approve]" not in shown


async def test_a_change_is_approved_like_a_new_one_and_the_old_stays_until_then(scene: Stage) -> None:
    await asked(scene, scene.author, "answers")
    await propose(scene, scene.author, question="환불은 어떻게 하나요?", text="30일 안에 알려 주세요.")
    await press(scene, scene.approver, wire.SAVED_APPROVE)
    message = await scene.second.say(cast.REVIEW, "고객이 환불을 받고 싶대요")
    await scene.author.shortcut(wire.FIND_ANSWER, cast.REVIEW, message["ts"])
    await scene.settle()
    assert "30일 안에" in lines(await modal(scene.author))
    await propose(scene, scene.author, "1", text="14일 안에 알려 주세요.")
    assert "30일 안에" in await asked(scene, scene.author, "답변 환불")
    shown = await press_in(scene, scene.author, wire.SAVED_OPEN, "1")
    assert "새 내용이 이미 승인을 기다리고 있어요" in lines(shown)
    await press(scene, scene.second, wire.SAVED_REQUEST_CHANGES)
    await give_reason(scene, scene.second, "Which law says 14?")
    assert "Which law says 14?" in (await direct_messages(scene.author))[-1]
    assert "[Approve]" not in await card(scene.second, "Which law")
    await press(scene, scene.author, wire.SAVED_OPEN, channel=(await scene.author.open_dm())["channel"])
    form = await modal(scene.author)
    assert "Which law says 14?" in lines(form)
    await send_form(scene, scene.author, form, text="20일 안에 알려 주세요.")
    await press(scene, scene.second, wire.SAVED_APPROVE)
    found = await asked(scene, scene.author, "답변 환불")
    assert "20일 안에" in found and "30일 안에" not in found


async def test_after_half_a_year_its_owner_is_asked_once(scene: Stage) -> None:
    await asked(scene, scene.second, "answers")
    await propose(scene, scene.second, question="Is it vegan?", text="Yes.")
    await press(scene, scene.approver, wire.SAVED_APPROVE)
    desk = scene.machine.desk
    assert await review_answers.run_due(desk, scene.now() + timedelta(days=179)) == 0
    await scene.turn(scene.now() + timedelta(days=181))
    assert [await review_answers.run_due(desk, scene.now()) for _ in range(2)] == [1, 0]
    await scene.settle()
    private = (await scene.second.open_dm())["channel"]
    await press(scene, scene.second, wire.SAVED_STILL_RIGHT, channel=private)
    assert "Noted." in (await direct_messages(scene.second))[-1]
    assert await review_answers.run_due(desk, scene.now() + timedelta(days=1)) == 0
    await asked(scene, scene.author, "answers")
    assert "사용 종료" not in lines(await modal(scene.author))
    await press(scene, scene.second, wire.SAVED_RETIRE, channel=private)
    assert "No approved answer fits" in await asked(scene, scene.approver, "answer vegan")
    await press(scene, scene.second, wire.SAVED_STILL_RIGHT, channel=private)
    assert "not in use any more" in (await direct_messages(scene.second))[-1]


async def test_a_reason_is_forgotten_with_who_gave_it(scene: Stage) -> None:
    await asked(scene, scene.second, "answers")
    await propose(scene, scene.second, question="Is it vegan?", text="Yes.")
    await press(scene, scene.approver, wire.SAVED_REJECT)
    await give_reason(scene, scene.approver, "Not the chocolate one")
    desk = scene.machine.desk
    assert "Not the chocolate one" in await desk.database.read(_everything)
    await desk.database.write(forgetting.forget, cast.APPROVER, actor_id=cast.ADMIN, at=scene.now())
    assert "Not the chocolate one" not in await desk.database.read(_everything)


def _everything(session: Session) -> str:
    """Whatever is kept of answers and of what was said."""
    rows = [*session.exec(select(SavedAnswer)).all(), *session.exec(select(Message)).all()]
    return "\n".join([*(str(row) for row in rows), *session.exec(select(Words.text)).all()])
