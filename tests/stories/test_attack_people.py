"""People who are not there: nobody to post by hand, nobody who may decide; and texts that no form was made for."""

from datetime import timedelta
from typing import Any

import pytest

from bot.demo import cast
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.clock import deliver, publish
from handlers.saying import delivering
from handlers.snapshot import Snapshot
from storage.lifecycle import Delivery, Status
from tests.stories.acting import (
    card_text,
    direct_messages,
    press,
    private_answers,
    put_up,
    put_up_in,
    record,
)
from tests.stories.composing import open_composer, state_of
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.test_faults import _lock, impatient

BY_HAND = {"ACCOUNTS": f"news=slack:{cast.PUBLISHED}, linkedin=manual:{cast.SECOND}"}


async def hand_over(scene: Stage) -> int:
    number = await put_up(scene, accounts=("linkedin",))
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=20)
    await publish.run_due(scene.machine.desk, scene.now())
    return number


async def test_what_nobody_is_there_to_post_comes_back_to_its_author() -> None:
    async with stage(begins=MONDAY_MORNING, changes=BY_HAND) as scene:
        scene.sandbox.change_workspace("deactivate", user=cast.SECOND)
        number = await hand_over(scene)
        await scene.settle()
        assert (await record(scene, number)).status == Status.FAILED
        assert "계정 주소가 더는 없어요" in " ".join(await direct_messages(scene.author))


async def test_what_somebody_had_in_hand_when_they_left_comes_back_too() -> None:
    async with stage(begins=MONDAY_MORNING, changes=BY_HAND) as scene:
        await scene.second.home()
        number = await hand_over(scene)
        await scene.settle()
        assert (await record(scene, number)).status == Status.PUBLISHING
        scene.sandbox.change_workspace("deactivate", user=cast.SECOND)
        await scene.settle()
        assert (await record(scene, number)).status == Status.FAILED
        assert "linkedin" in (await direct_messages(scene.author))[-1]


async def test_where_only_the_author_is_named_the_card_does_not_promise_anybody_else() -> None:
    async with stage(begins=MONDAY_MORNING, changes={"APPROVERS": cast.AUTHOR}) as scene:
        await put_up(scene)
        assert "nobody who may approve is left" in await card_text(scene.author)
        await press(scene, scene.second, wire.APPROVE)
        assert "You are not an approver here" in (await private_answers(scene.second))[-1]


async def test_no_more_approvals_are_shown_than_there_are_people_for() -> None:
    changes = {"APPROVALS_NEEDED": "2", "APPROVERS": f"{cast.AUTHOR},{cast.APPROVER}"}
    async with stage(begins=MONDAY_MORNING, changes=changes) as scene:
        number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
        assert "of 2" not in await card_text(scene.author)
        await press(scene, scene.approver, wire.APPROVE)
        assert [one.state for one in (await record(scene, number)).on] == [Delivery.SCHEDULED]
        assert (await record(scene, number)).status == Status.SCHEDULED


async def test_one_picture_that_cannot_be_drawn_keeps_no_other_from_being_true(
    scene: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = delivering.look_at

    def trips(desk: Any, snap: Snapshot, language: str) -> Any:
        if snap.number == 1:
            raise KeyError("a bug of ours")
        return whole(desk, snap, language)

    monkeypatch.setattr(delivering, "look_at", trips)
    await put_up(scene)
    number = await scene.machine.desk.database.write(put_up_in, cast.AUTHOR, "Another", scene.now())
    await deliver.run_due(scene.machine.desk)
    assert (await record(scene, number)).card_ts is not None


async def test_a_text_of_families_opens_in_the_form(scene: Stage) -> None:
    text = "👩‍👩‍👧‍👦" * 300
    view = await open_composer(scene, scene.author, text)
    assert "".join(str(state_of(view, block)["value"]) for block in ("text", "text_2")) == text


async def test_a_reason_whose_form_is_gone_already_is_given_back(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path / 'locked.db'}"
    parts = {"database": impatient, "patience": timedelta(milliseconds=1)}
    async with stage(changes={"DATABASE_URL": url}, parts=parts, begins=MONDAY_MORNING) as scene:
        await put_up(scene)
        await press(scene, scene.approver, wire.REJECT)
        with _lock(tmp_path / "locked.db"):
            view = (await scene.approver.screen())["modals"][-1]
            await scene.approver.submit(view["id"], {"reason": {"reason": {"value": "It took me *long* & more."}}})
            await scene.sandbox.until(lambda: has_back(scene, "It took me *long* & more."))


async def has_back(scene: Stage, text: str) -> bool:
    return any(text in one for one in await direct_messages(scene.approver))
