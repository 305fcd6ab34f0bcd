"""Campaigns: a goal that everybody sees, how far it is, who contributed, and people of other teams who are asked."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.blocks import campaigns as form
from handlers.clock import publish, read_figures
from handlers.publisher import Figures, Manner, Published
from storage import brands
from tests.stories.acting import card_text, direct_messages, modal, press, put_up
from tests.stories.clock.scripted_publisher import ScriptedPublisher
from tests.stories.composing import lines, open_composer, send
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.visiting import open_home, press_at_home

GOAL = "More people try our oats at home."


@pytest.fixture
async def scene() -> AsyncIterator[Stage]:
    """A brand with two campaigns, on a network that tells figures."""
    publisher = ScriptedPublisher(Published("n1", "https://news.example/1"), manner=Manner(has_figures=True))
    publisher.readings = [Figures(views=400, likes=31, replies=9)] * 9
    async with stage(
        begins=MONDAY_MORNING, changes={"APPROVERS": cast.APPROVER}, parts={"publishers": {1: publisher}}
    ) as opened:
        await opened.machine.desk.database.write(name_campaigns)
        yield opened


def name_campaigns(session: Session) -> None:
    brand = brands.the_brand(session)
    brand.campaigns = ["Oat week", "가을 <봄>"]
    session.add(brand)


async def fill(scene: Stage, who: Person, values: Mapping[str, Any]) -> str:
    """Into the form that is open; what Slack was answered."""
    view = await modal(who)
    answer = await who.submit(view["id"], {block: {block: value} for block, value in values.items()})
    await scene.settle()
    return str(answer)


async def open_form(scene: Stage, place: int = 0) -> None:
    await open_home(scene, scene.admin)
    await press_at_home(scene, scene.admin, wire.CAMPAIGNS)
    view = await modal(scene.admin)
    edits = [block for block in view["blocks"] if (block.get("accessory") or {}).get("action_id") == wire.CAMPAIGN_EDIT]
    block = edits[place]
    await scene.admin.press(
        view_id=view["id"], block_id=block["block_id"], action_id=wire.CAMPAIGN_EDIT, value={"value": str(place)}
    )
    await scene.settle()


async def test_a_goal_is_written_shown_and_advisers_are_asked_once(scene: Stage) -> None:
    await open_form(scene)
    said = {form.GOAL: GOAL, form.NUMBER: "4", form.ENDS: "2026-12-31", form.OWNER: cast.ADMIN}
    await fill(scene, scene.admin, {**said, form.ADVISERS: [cast.SECOND, cast.AUTHOR]})
    shown = lines(await modal(scene.admin))
    assert GOAL in shown and "0 of 4 posts live · until 31 Dec 2026" in shown
    await open_composer(scene, scene.author, "Oats, three ways.")
    view = await modal(scene.author)
    await scene.author.type(view["id"], "campaign", wire.COMPOSER_CAMPAIGN, "Oat week")
    await scene.settle()
    assert f"{GOAL} (2026년 12월 31일까지 · 담당" in lines(await modal(scene.author))
    await send(scene, scene.author, goes_out="approved")
    assert GOAL in await card_text(scene.approver)
    second = next(one for one in (scene.second,) if one.id == cast.SECOND)
    asked = [one for one in await direct_messages(second) if "Oat week" in one]
    assert len(asked) == 1
    assert not [one for one in await direct_messages(scene.author) if "알아야 할 것" in one], "not whoever wrote it"


async def test_how_far_it_is_and_what_each_contributed(scene: Stage) -> None:
    await open_form(scene)
    await fill(scene, scene.admin, {form.NUMBER: "100", form.COUNTS: "engagement", form.GOAL: GOAL})
    await open_composer(scene, scene.author, "Oats, three ways.")
    await scene.author.type((await modal(scene.author))["id"], "campaign", wire.COMPOSER_CAMPAIGN, "Oat week")
    await scene.settle()
    await send(scene, scene.author, goes_out="approved")
    await press(scene, scene.approver, wire.APPROVE)
    await publish.run_due(scene.machine.desk, scene.now())
    for hours in (1, 23):
        scene.sandbox.turn_clock(forward=hours * 3600)
        await read_figures.run_due(scene.machine.desk, scene.now())
    for asked in ("campaigns", "report Oat week"):
        await scene.approver.command(cast.GENERAL, wire.GREENLIGHT, asked)
        await scene.settle()
        shown = lines(await modal(scene.approver))
        assert "40 of 100 reactions" in shown and "Contributed: Mina Seo 1 post, 40 reactions" in shown
        assert wire.CAMPAIGN_EDIT not in str(await modal(scene.approver))
        await scene.approver.close((await modal(scene.approver))["id"])


async def test_names_are_no_markup_and_whoever_is_no_admin_changes_nothing(scene: Stage) -> None:
    await open_form(scene, 1)
    await scene.machine.desk.database.write(brands.name_people, 1, brands.Role.ADMIN, [cast.SECOND])
    answer = await fill(scene, scene.admin, {form.GOAL: "<!channel> & more"})
    assert "Only the brand's admins" in answer
    await scene.machine.desk.database.write(brands.name_people, 1, brands.Role.ADMIN, [cast.ADMIN])
    await scene.admin.close((await modal(scene.admin))["id"])
    await open_form(scene, 1)
    await fill(scene, scene.admin, {form.GOAL: "<!channel> & more"})
    drawn = str(await modal(scene.admin))
    assert "&lt;!channel&gt; &amp; more" in drawn and "<!channel>" not in drawn and "가을 &lt;봄&gt;" in drawn
    assert reading.lines(await modal(scene.admin))
    await put_up(scene)
