"""Pause: nothing slips, everybody sees it, and what was passed over is decided by people, one by one."""

from datetime import timedelta

import pytest

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import lapse, miss, publish
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import Json, card_text, modal, press, private_answers, put_up, record

HOUR = timedelta(hours=1)


async def approved(scene: Stage) -> int:
    number = await put_up(scene, wanted_at=scene.now() + HOUR)
    await press(scene, scene.approver, wire.APPROVE)
    return number


async def ask_to_pause(scene: Stage, who: Person) -> Json:
    await who.command(cast.REVIEW, wire.GREENLIGHT, "pause")
    await scene.settle()
    return await modal(who)


async def pause(scene: Stage, who: Person, *, until: tuple[str, str] | None = None) -> Json:
    form = await ask_to_pause(scene, who)
    first = next(one for one in form["blocks"] if one.get("block_id") == wire.PAUSE_SCOPE)
    date, time = until or (None, None)
    filled = {
        wire.PAUSE_SCOPE: {wire.PAUSE_SCOPE: {"selected_option": first["element"]["initial_option"]}},
        "date": {"date": {"selected_date": date}},
        "time": {"time": {"selected_time": time}},
        "why": {"why": {"value": "The site is down"}},
    }
    answer = await who.submit(form["id"], filled)
    await scene.settle()
    return answer


async def strike(scene: Stage) -> None:
    for job in (lapse, publish, miss):
        await job.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def state(scene: Stage, number: int) -> Delivery:
    return (await record(scene, number)).on[0].state


async def test_the_form_says_how_much_it_would_hold(scene: Stage) -> None:
    await approved(scene)
    form = await ask_to_pause(scene, scene.approver)
    assert "This holds one post back." in str(form["blocks"])


async def test_nothing_goes_out_and_nothing_blasts_afterwards(scene: Stage) -> None:
    number = await approved(scene)
    await pause(scene, scene.approver)
    assert "⏸️ Jonas" in await card_text(scene.author)
    await scene.turn(scene.now() + HOUR)
    await strike(scene)
    stands = await record(scene, number)
    assert (stands.on[0].state, stands.on[0].problem) == (Delivery.MISSED, "paused")
    await press(scene, scene.approver, wire.RESUME)
    await strike(scene)
    assert await state(scene, number) == Delivery.MISSED, "people decide"
    await press(scene, scene.approver, wire.PASSED_OVER)
    rows = await modal(scene.approver)
    assert f"#{number}" in str(rows["blocks"])
    await _press_in(scene, scene.approver, rows, wire.PUBLISH_NOW)
    await strike(scene)
    assert await state(scene, number) == Delivery.PUBLISHED


async def _press_in(scene: Stage, who: Person, view: Json, action_id: str) -> None:
    block = next(one for one in view["blocks"] if any(e.get("action_id") == action_id for e in one.get("elements", ())))
    button = next(one for one in block["elements"] if one["action_id"] == action_id)
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=button["value"])
    await scene.settle()


async def test_while_it_lasts_publish_now_is_refused(scene: Stage) -> None:
    number = await approved(scene)
    await pause(scene, scene.approver)
    await scene.turn(scene.now() + HOUR)
    await strike(scene)
    direct = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.PUBLISH_NOW, channel=direct)
    assert any("<@U0JONAS> 님이 게시를 멈춰" in one for one in await private_answers(scene.author, direct))
    assert await state(scene, number) == Delivery.MISSED


async def test_it_ends_by_itself_at_its_time(scene: Stage) -> None:
    number = await approved(scene)
    await pause(scene, scene.approver, until=("2026-11-23", "12:00"))
    await scene.turn(scene.now() + 3 * HOUR)
    await strike(scene)
    assert "⏸️" not in await card_text(scene.author)
    told = [one for one in await scene.outsider.messages(cast.REVIEW) if "is over" in one.get("text", "")]
    assert len(told) == 1
    assert await state(scene, number) == Delivery.MISSED


async def test_a_half_or_past_time_is_asked_about_at_its_field(scene: Stage) -> None:
    answer = await pause(scene, scene.approver, until=("2026-11-22", "12:00"))
    assert "time" in str(answer), "the form stays"


@pytest.mark.parametrize("who", ["author", "outsider"])
async def test_who_decides_nothing_pauses_nothing(scene: Stage, who: str) -> None:
    person: Person = getattr(scene, who)
    await person.command(cast.REVIEW, wire.GREENLIGHT, "pause")
    await scene.settle()
    assert (await person.screen())["modals"] == []
    assert await private_answers(person)


async def test_only_the_pauser_or_an_admin_resumes_and_only_once(scene: Stage) -> None:
    await approved(scene)
    await pause(scene, scene.approver)
    await press(scene, scene.second, wire.RESUME)
    assert any("Only whoever paused" in one for one in await private_answers(scene.second))
    await press(scene, scene.admin, wire.RESUME)
    await press(scene, scene.approver, wire.RESUME)
    assert any("goes on already" in one for one in await private_answers(scene.approver))
    assert (await record(scene, 1)).state == Editorial.APPROVED
