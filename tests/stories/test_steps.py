"""A review in steps: each is asked when it is its turn, and by a new message, which rings."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from storage import brands, stages
from storage.lifecycle import Delivery, Editorial
from storage.stages import Rule
from storage.stages import Stage as Step
from tests.stories.acting import card_text, choose, direct_messages, give_reason, press, private_answers, put_up, record


def two_steps(session: Session, *, looks_at: tuple[str, ...] = ()) -> None:
    """First Jonas, then Priya."""
    brand = brands.the_brand(session)
    for place, (name, who) in enumerate([("Facts", cast.APPROVER), ("Legal", cast.SECOND)], 1):
        row = Step(brand_id=brand.number, position=place, name=name, rule=Rule.ANY, looks_at=list(looks_at))
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, [who])


@pytest.fixture
async def stepped(scene: Stage) -> Stage:
    await scene.machine.desk.database.write(two_steps)
    return scene


async def test_the_second_step_is_asked_when_the_first_has_said_yes(stepped: Stage) -> None:
    number = await put_up(stepped, wanted_at=stepped.now() + timedelta(days=1))
    assert "Step 1 of 2: Facts" in await card_text(stepped.author)
    await press(stepped, stepped.approver, wire.APPROVE)
    assert "Step 2 of 2: Legal" in await card_text(stepped.author)
    assert any("goes on to the next step: Legal" in one for one in await private_answers(stepped.approver))
    rung = [one for one in await stepped.second.notifications() if "Step 2 of 2" in one["text"]]
    assert len(rung) == 1 and f"<@{cast.SECOND}>" in rung[0]["text"]
    await press(stepped, stepped.second, wire.APPROVE)
    stands = await record(stepped, number)
    assert (stands.state, stands.approved_by) == (Editorial.APPROVED, (cast.APPROVER, cast.SECOND))


async def test_before_their_turn_and_after_it_people_hear_whose_it_is(stepped: Stage) -> None:
    number = await put_up(stepped, wanted_at=stepped.now() + timedelta(days=1))
    await press(stepped, stepped.second, wire.APPROVE)
    assert any("Another step comes first" in one for one in await private_answers(stepped.second))
    await press(stepped, stepped.approver, wire.APPROVE)
    await press(stepped, stepped.approver, wire.APPROVE)
    assert any("Your step on" in one for one in await private_answers(stepped.approver))
    assert (await record(stepped, number)).state == Editorial.IN_REVIEW


async def test_a_request_for_changes_and_a_no_can_be_taken_back(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    for action in (wire.REQUEST_CHANGES, wire.REJECT):
        await press(scene, scene.approver, action)
        await give_reason(scene, scene.approver, "Too loud")
        assert (await record(scene, number)).state != Editorial.IN_REVIEW
        await choose(scene, scene.approver, wire.UNDO)
        stands = await record(scene, number)
        assert (stands.state, [one.state for one in stands.on]) == (Editorial.IN_REVIEW, [Delivery.SCHEDULED])
    assert any("결정을 거둬들였어요" in one for one in await direct_messages(scene.author))


async def test_a_yes_stands_once_the_next_step_has_decided(stepped: Stage) -> None:
    await put_up(stepped, wanted_at=stepped.now() + timedelta(days=1))
    await press(stepped, stepped.approver, wire.APPROVE)
    await press(stepped, stepped.second, wire.APPROVE)
    await choose(stepped, stepped.approver, wire.UNDO)
    assert any("so your approval stands" in one for one in await private_answers(stepped.approver))
    await choose(stepped, stepped.second, wire.UNDO)
    assert "Step 2 of 2: Legal" in await card_text(stepped.author)
