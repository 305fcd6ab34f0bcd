"""Slack does not answer: every press still has its answer, and what was done is not called undone."""

import logging

import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.demo import reading
from bot.demo.stage import Stage
from handlers import wire
from storage.lifecycle import Editorial
from tests.stories.acting import choose, direct_messages, give_reason, modal, press, private_answers, put_up, record
from tests.stories.visiting import open_home, press_at_home

LOST = ("drop_before", "drop_after", "5xx", "429")


@pytest.mark.parametrize("kind", LOST)
async def test_a_form_that_does_not_open_says_so(scene: Stage, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    await put_up(scene)
    for who, act in ((scene.approver, wire.REJECT), (scene.admin, wire.EDIT)):
        scene.sandbox.fault(kind, method="views.open")
        await (press(scene, who, act) if act == wire.REJECT else choose(scene, who, act))
        assert (await private_answers(who))[-1] == "The form could not be opened. Please press again."
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR], "Slack's bad moments are no bugs"


@pytest.mark.parametrize("kind", LOST)
async def test_a_decision_is_not_called_undone_because_the_next_one_could_not_be_shown(
    scene: Stage, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    number = await put_up(scene)
    await open_home(scene, scene.approver)
    await press_at_home(scene, scene.approver, wire.REVIEW)
    view = await modal(scene.approver)
    _, block, button = reading.button([view], wire.REJECT)
    await scene.approver.press(
        view_id=view["id"], block_id=block["block_id"], action_id=wire.REJECT, value=button["value"]
    )
    await scene.settle()
    scene.sandbox.fault(kind, method="views.update")
    await give_reason(scene, scene.approver, "Not now")
    assert (await record(scene, number)).state == Editorial.REJECTED
    assert f"You rejected #{number}." in (await direct_messages(scene.approver))[-1]
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


async def test_an_answer_that_is_lost_on_its_way_is_said_in_another(
    scene: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object, **__: object) -> None:
        raise ServerDisconnectedError

    monkeypatch.setattr(AsyncWebhookClient, "send", lost)
    number = await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    assert any(f"You approved #{number}" in one for one in await private_answers(scene.approver))
