"""What is looked at when something is put up, and once more shortly before it goes out; in both languages."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.stage import Stage, stage
from handlers import wire
from tests.stories.acting import card_text, modal, press
from tests.stories.composing import lines, open_composer, only_submission, send
from tests.stories.conftest import MONDAY_MORNING, PATIENCE, SlowMachine

MANY = "Korea's first oat cookie, loved by 98% of 20,000 customers. [TODO]  HTTPS//acorn  Thanks to Oaty for sending it"


@pytest.fixture
async def seoul(sqlite_url: str) -> AsyncIterator[Stage]:
    """The same stage in Korean."""
    async with stage(
        language="ko",
        begins=MONDAY_MORNING,
        changes={"DATABASE_URL": sqlite_url},
        parts={"patience": PATIENCE},
        slack_machine=SlowMachine(),
    ) as opened:
        yield opened


async def test_what_is_found_is_told_after_sending_and_on_the_card(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Korea's first oat cookie, loved by 98%.")
    await send(scene, scene.author)
    assert "어디에서 나온 내용인가요? Korea's first, 98%." in lines(await modal(scene.author))
    assert "Where is this from? Korea's first, 98%. A source in the note answers it." in await card_text(scene.approver)
    assert [one.code for one in (await only_submission(scene)).found] == ["claim"]


async def test_the_worst_three_are_shown_and_the_others_are_a_press_away(scene: Stage) -> None:
    await open_composer(scene, scene.author, MANY)
    await send(scene, scene.author)
    shown = await card_text(scene.approver)
    assert "[TODO]" in shown and "nothing says so" in shown and "Where is this from?" not in shown
    assert "and 2 more" in shown
    await press(scene, scene.approver, wire.SEE_FINDINGS)
    every = lines(await modal(scene.approver))
    assert "Where is this from?" in every and "Two spaces" in every and "[TODO]" in every


async def test_a_source_in_the_note_answers_the_question(seoul: Stage) -> None:
    await open_composer(seoul, seoul.author, "국내 최초 도토리 쿠키, 9,900원")
    await send(seoul, seoul.author)
    told = "어디에서 나온 내용인가요? 국내 최초, 9,900원."
    assert told in lines(await modal(seoul.author)) and told in await card_text(seoul.approver)
    await press(seoul, seoul.author, wire.EDIT, channel=(await seoul.author.open_dm())["channel"])
    await send(
        seoul, seoul.author, note={"value": "가격표.xlsx, 2쪽"}, text={"value": "국내 최초 도토리 쿠키, 9,900원이에요"}
    )
    assert told not in lines(await modal(seoul.author)) and told not in await card_text(seoul.approver)
