"""Where the chains end goes to the log, and what another key signed last is signed with the current one."""

import logging

import pytest
from sqlmodel import Session, select

from bot.demo.stage import Stage
from handlers.clock import anchor
from storage import anchors, history
from storage.anchors import Anchor
from storage.chain import Keys
from storage.history import Event
from tests.stories.acting import put_up


def kinds(session: Session) -> list[str]:
    return list(session.exec(select(Event.kind).order_by(Event.kind)).all())


async def test_the_ends_are_told_and_can_be_looked_for_later(scene: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await put_up(scene)
    with caplog.at_level(logging.INFO):
        await anchor.run_due(scene.machine.desk, scene.now())
    (line,) = [one for one in caplog.messages if one.startswith("history head ")]
    written = Anchor.parse(line)
    assert written is not None and (written.brand_id, written.seq) == (1, 1)
    await put_up(scene)
    assert await scene.machine.desk.database.read(anchors.holds, written)


async def test_a_new_key_signs_the_end_once(scene: Stage, caplog: pytest.LogCaptureFixture) -> None:
    desk = scene.machine.desk
    await put_up(scene)
    desk.database.sign_history(Keys.of("k" * 64))
    for _ in range(2):
        await anchor.run_due(desk, scene.now())
    assert (await desk.database.read(kinds)).count("history.key_changed") == 1
    assert await desk.database.read(history.first_broken) is None
    desk.database.sign_history(Keys())
    await anchor.run_due(desk, scene.now())
    assert "The record of brand 1 is signed, and HISTORY_KEY is not set" in caplog.messages
