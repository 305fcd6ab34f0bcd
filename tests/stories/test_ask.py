"""Asking in a command: help, list, one post, its history; privately, in the asker's language."""

from datetime import timedelta

import pytest

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.people.ask import Asked, Question, understand
from tests.stories.acting import modal, press, private_answers, put_up
from tests.stories.visiting import text_of

pytestmark = pytest.mark.either_way


async def ask(scene: Stage, who: Person, text: str) -> str:
    """What the person reads after this command."""
    answer = await who.command(cast.REVIEW, wire.GREENLIGHT, text)
    await scene.settle()
    assert answer["acked"]
    return (await private_answers(who))[-1]


async def test_help_in_both_languages(scene: Stage) -> None:
    assert "/submit-post list" in await ask(scene, scene.approver, "help")
    assert "글을 써요" in await ask(scene, scene.author, "")


async def test_what_is_not_understood_gets_help_and_a_word_about_it(scene: Stage) -> None:
    assert "I do not know that one." in await ask(scene, scene.approver, "frobnicate <!channel>")


async def test_the_list_has_what_waits_and_what_is_mine(scene: Stage) -> None:
    number = await put_up(scene, "Our oat cookies are back.")
    waiting = await ask(scene, scene.approver, "list")
    assert f"#{number}" in waiting and "You have nothing under way." in waiting
    assert "검토 대기" in await ask(scene, scene.author, "list")


async def test_one_post_says_where_it_stands_and_who_is_next(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    rung = len(await scene.second.notifications())
    answer = await ask(scene, scene.approver, str(number))
    assert "waiting" in answer and "<@U0JONAS> or <@U0PRIYA> decides" in answer
    assert "[Review] [History] [Work together…]" in answer and "See the card" in answer
    assert "[Review]" not in await ask(scene, scene.admin, str(number))
    assert len(await scene.second.notifications()) == rung, "a private answer pings nobody"


async def test_a_number_that_does_not_exist(scene: Stage) -> None:
    assert "There is no such post" in await ask(scene, scene.approver, "4711")


async def test_history_by_command_opens_the_story(scene: Stage) -> None:
    number = await put_up(scene)
    await press(scene, scene.approver, wire.APPROVE)
    await scene.approver.command(cast.REVIEW, wire.GREENLIGHT, f"why {number}")
    await scene.settle()
    text = text_of(await modal(scene.approver))
    assert "Mina Seo submitted it" in text and "Jonas Weber approved version 1" in text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Asked(Question.HELP)),
        (" Help ", Asked(Question.HELP)),
        ("list", Asked(Question.LIST)),
        ("142", Asked(Question.SHOW, 142)),
        ("#142", Asked(Question.SHOW, 142)),
        ("history 142", Asked(Question.HISTORY, 142)),
        ("why #142", Asked(Question.HISTORY, 142)),
        ("why", Asked(Question.UNKNOWN)),
        ("0", Asked(Question.UNKNOWN)),
        ("9" * 30, Asked(Question.UNKNOWN)),
        ("１４２", Asked(Question.UNKNOWN)),
        ("list all", Asked(Question.UNKNOWN)),
    ],
)
def test_only_exact_forms_are_understood(text: str, asked: Asked) -> None:
    assert understand(text) == asked
