"""Whoever looks around in the demo finds something in every room of the desk, in their language."""

from functools import partial

import pytest

from bot.demo import cast, equipped, networks, past, seed
from bot.demo.stage import stage
from handlers import wire
from handlers.clock import learn
from tests.stories.acting import modal
from tests.stories.composing import lines
from tests.stories.conftest import MONDAY_MORNING

ROOMS = {
    "en": {
        "report 8": "reactions",
        "besttime acorn-instagram": "results",
        "style": "synergy",
        "library loaf": "Rye loaf",
    },
    "ko": {"보고서 8": "반응", "좋은시간 acorn-instagram": "결과", "스타일": "대박", "library 호밀": "호밀빵"},
}


@pytest.mark.parametrize("language", ["ko", pytest.param("en", marks=pytest.mark.slow)])
async def test_every_room_of_the_desk_has_something_in_it(language: str) -> None:
    async with networks.served() as shore:
        changes = networks.settings_for(shore)
        people = cast.for_readers_of(language)
        async with stage(language=language, begins=MONDAY_MORNING, changes=changes, workspace=people) as scene:
            desk = scene.machine.desk
            for lay_out in (past.write, equipped.equip):
                await desk.database.write(partial(lay_out, language=language, begins=MONDAY_MORNING))
            await learn.run_due(desk, scene.now())
            for asked, found in ROOMS[language].items():
                await scene.admin.command(cast.GENERAL, wire.GREENLIGHT, asked)
                await scene.settle()
                shown = await modal(scene.admin)
                assert found in lines(shown), asked
                await scene.admin.close(shown["id"], all=True)
    assert seed.TEXTS.keys() == equipped.TEXTS.keys() == past.TEXTS.keys()
