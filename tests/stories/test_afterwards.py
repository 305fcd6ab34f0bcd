"""What people see once something is live: one receipt for all accounts, what can be done about each of them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.clock import publish, read_figures
from handlers.problem import Problem
from handlers.publisher import Figures, Manner, NotSent, Published, Refused
from storage.lifecycle import Status
from tests.stories.acting import press, put_up, record
from tests.stories.clock.scripted_publisher import ScriptedPublisher
from tests.stories.conftest import MONDAY_MORNING

NEWS, LINKEDIN = 1, 2
"""Ids of the two accounts, in the order of the settings."""

ABLE = Manner(takes_comment=True, can_take_down=True, has_figures=True)


@pytest.fixture
def news() -> ScriptedPublisher:
    return ScriptedPublisher(Published("n1", "https://news.example/1"), manner=ABLE)


@pytest.fixture
def linkedin() -> ScriptedPublisher:
    return ScriptedPublisher(Published("l1", "https://linkedin.example/1"), manner=ABLE)


@pytest.fixture
async def scene(news: ScriptedPublisher, linkedin: ScriptedPublisher) -> AsyncIterator[Stage]:
    """The stage with networks that answer as the test says."""
    parts = {"publishers": {NEWS: news, LINKEDIN: linkedin}}
    async with stage(begins=MONDAY_MORNING, changes={"APPROVERS": cast.APPROVER}, parts=parts) as opened:
        yield opened


async def live(scene: Stage, **more: Any) -> int:
    """Approved, and out on both accounts as far as they take it."""
    number = await put_up(scene, accounts=("news", "linkedin"), **more)
    await press(scene, scene.approver, wire.APPROVE)
    await go_out(scene)
    return number


async def go_out(scene: Stage) -> None:
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def thread_of(scene: Stage, number: int) -> list[str]:
    """What stands under the card, message by message."""
    messages = await scene.approver.messages(cast.REVIEW, (await record(scene, number)).card_ts)
    return ["\n".join(reading.lines(one)) for one in messages[1:]]


async def test_one_receipt_is_edited_as_accounts_come_in_and_the_live_one_is_never_touched(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    linkedin.answers = [Refused(Problem.NOT_ALLOWED, "token revoked"), Published("l1", "https://linkedin.example/1")]
    number = await live(scene)
    [before] = [one for one in await thread_of(scene, number) if "news.example" in one]
    assert "here so far" in before and "failed" in before
    assert (await record(scene, number)).status == Status.PARTLY_PUBLISHED

    await press(scene, scene.approver, wire.SEND_AGAIN, thread=(await record(scene, number)).card_ts)
    await go_out(scene)

    [after] = [one for one in await thread_of(scene, number) if "news.example" in one]
    assert "It is live." in after and "linkedin.example" in after
    assert (len(news.asked), len(linkedin.asked)) == (1, 2)
    assert (await record(scene, number)).status == Status.PUBLISHED


async def test_one_results_message_is_edited_at_each_reading(
    scene: Stage, news: ScriptedPublisher, linkedin: ScriptedPublisher
) -> None:
    number = await live(scene)
    linkedin.readings = [NotSent("no route")] * 2
    news.readings = [Figures(views=1204, likes=31), Figures(views=2000, likes=32)]
    for hours in (1, 23):
        scene.sandbox.turn_clock(forward=hours * 3600)
        await read_figures.run_due(scene.machine.desk, scene.now())
        await scene.settle()

    [said] = [one for one in await thread_of(scene, number) if "How it is doing" in one]
    assert "after 24 hours: 2,000 views · 32 likes" in said
    assert "1,204" not in said, "the message is the newest reading; the older ones are kept"
