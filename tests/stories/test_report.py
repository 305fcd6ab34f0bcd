"""The report: weekly in the channel, asked for by anybody, by person for that person and the admins."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import publish, read_figures, report
from handlers.publisher import Figures, Manner, Published
from storage import brands
from storage.brands import Role
from tests.stories.acting import modal, press, private_answers, put_up
from tests.stories.clock.scripted_publisher import ScriptedPublisher
from tests.stories.composing import lines
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.visiting import open_home, press_at_home

HOUR, DAY = 3600, 24 * 3600
ABLE = Manner(has_figures=True)


@pytest.fixture
async def scene() -> AsyncIterator[Stage]:
    """A network that tells figures, in a brand whose week has begun."""
    parts = {"publishers": {1: ScriptedPublisher(Published("n1", "https://news.example/1"), manner=ABLE)}}
    parts["publishers"][1].readings = [Figures(views=400, likes=31, replies=9)] * 9
    async with stage(begins=MONDAY_MORNING, changes={"APPROVERS": cast.APPROVER}, parts=parts) as opened:
        yield opened


async def a_week(scene: Stage) -> None:
    """One post sent back, one approved two hours later and live; read a day after; then the next Monday, ten."""
    await put_up(scene, "Come by on Saturday. #oats")
    await press(scene, scene.approver, wire.REQUEST_CHANGES)
    reason = {"reason": {"reason": "Which Saturday?"}, "label": {"label": {"selected_option": {"value": "claim"}}}}
    await scene.approver.submit((await modal(scene.approver))["id"], reason)
    await put_up(scene, "Our oat cookies are back. #oats #Cookies")
    scene.sandbox.turn_clock(forward=2 * HOUR)
    await press(scene, scene.approver, wire.APPROVE)
    await publish.run_due(scene.machine.desk, scene.now())
    for hours in (1, 23):
        scene.sandbox.turn_clock(forward=hours * HOUR)
        await read_figures.run_due(scene.machine.desk, scene.now())
    scene.sandbox.turn_clock(forward=7 * DAY - 26 * HOUR)
    await scene.settle()


async def weekly(scene: Stage) -> list[dict[str, Any]]:
    """Reports in the channel, after two rounds: the second hangs up the charts."""
    for _ in range(2):
        await report.run_due(scene.machine.desk, scene.now())
        await scene.settle()
    return [one for one in await scene.approver.messages(cast.REVIEW) if "week of" in "\n".join(reading.lines(one))]


async def asked(scene: Stage, who: Person, text: str) -> str:
    """What the modal shows; it stays open."""
    answer = await who.command(cast.GENERAL, wire.GREENLIGHT, text)
    await scene.settle()
    assert answer["acked"]
    return lines(await modal(who))


async def press_in_modal(scene: Stage, who: Person, action_id: str, **value: Any) -> None:
    view = await modal(who)
    _, block, button = reading.button([view], action_id)
    chosen = value or {"value": button.get("value")}
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action_id, **chosen)
    await scene.settle()


async def test_the_week_is_told_once_in_the_channel_and_drawn_in_its_thread(scene: Stage) -> None:
    assert await weekly(scene) == [], "nothing happened in the week before: no report"
    await a_week(scene)
    [said] = await weekly(scene)
    text = "\n".join(reading.lines(said))
    assert "*Put up*: 2 (1 approved, 1 sent back)" in text
    assert "1 of 2 that got an answer; reasons given: a claim without support 1" in text
    assert "after 2 h of working time (only one post)" in text
    assert "*Published*: 1, 1 of 1 on time" in text
    assert "40 reactions, 400 views a post · only one post" in text
    assert "Mina" not in text and "Jonas" not in text, "team figures only"
    assert "<@" not in text and "<!" not in text, "it rings for nobody"
    [charts] = (await scene.approver.messages(cast.REVIEW, said["ts"]))[1:]
    assert charts["files"][0]["name"] == "report-2026-11-30.png"
    assert await weekly(scene) == [said], "neither twice"


async def test_anybody_asks_in_their_language_and_sees_their_own_part_only(scene: Stage) -> None:
    await a_week(scene)
    shown = await asked(scene, scene.author, "보고서 2")
    assert "*올린 글*: 2건 (승인 1, 수정 요청 1)" in shown and "글마다 반응 40, 조회 400 · 글 1건뿐" in shown
    assert wire.REPORT_PEOPLE not in str(await modal(scene.author))
    await press_in_modal(scene, scene.author, wire.REPORT_MINE)
    assert "승인 1, 한 번 이상 수정 요청 1" in lines(await modal(scene.author))
    await scene.author.close((await modal(scene.author))["id"])
    for action_id in (wire.REPORT_PICTURE, wire.REPORT_TABLE):
        await press_in_modal(scene, scene.author, action_id)
        assert "다이렉트 메시지" in lines(await modal(scene.author))
        await scene.author.close((await modal(scene.author))["id"])
    files = [
        one["files"][0]["name"]
        for one in await scene.author.messages((await scene.author.open_dm())["channel"])
        if one.get("files")
    ]
    assert files == ["report-2026-11-30.png", "report-2026-11-30.csv"]


async def test_a_picture_that_slack_does_not_take_now_is_said_and_can_be_asked_for_again(scene: Stage) -> None:
    await a_week(scene)
    await asked(scene, scene.author, "보고서")
    scene.sandbox.fault("429", method="files.getUploadURLExternal", retry_after=30)
    await press_in_modal(scene, scene.author, wire.REPORT_PICTURE)
    assert "보내지 못했어요" in lines(await modal(scene.author))
    await scene.author.close((await modal(scene.author))["id"])
    await press_in_modal(scene, scene.author, wire.REPORT_PICTURE)
    assert "다이렉트 메시지로 보냈어요" in lines(await modal(scene.author))


async def test_an_admin_sees_everybody_by_name_and_may_stop_the_weekly_one(scene: Stage) -> None:
    await a_week(scene)
    await open_home(scene, scene.admin)
    await press_at_home(scene, scene.admin, wire.REPORT)
    await press_in_modal(scene, scene.admin, wire.REPORT_PEOPLE)
    shown = lines(await modal(scene.admin))
    assert "Jonas" in shown and "Mina" in shown and "Decided 2 times" in shown
    await scene.admin.close((await modal(scene.admin))["id"])
    await press_in_modal(scene, scene.admin, wire.REPORT_WEEKLY)
    assert "Post it weekly" in str(await modal(scene.admin))
    assert await weekly(scene) == []


async def test_unknown_names_and_people_who_may_not_are_told(scene: Stage) -> None:
    for text in ("report <!channel> 3", "report 99"):
        await scene.approver.command(cast.GENERAL, wire.GREENLIGHT, text)
        await scene.settle()
    first, second = (await private_answers(scene.approver, cast.GENERAL))[-2:]
    assert "&lt;!channel&gt;" in first and "from 1 to 53" in second
    await asked(scene, scene.admin, "report 1")
    await scene.machine.desk.database.write(brands.name_people, 1, Role.ADMIN, [cast.SECOND])
    await press_in_modal(scene, scene.admin, wire.REPORT_PEOPLE)
    assert "for that person and for the brand's admins" in lines(await modal(scene.admin)), "asked at the press"
