"""`/greenlight find …`: by number, author, account, state and words of the text, a page at a time."""

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.finding.query import understood
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import modal, press, private_answers, put_up
from tests.stories.composing import lines
from tests.stories.visiting import open_home, press_at_home


async def find(scene: Stage, who: Person, text: str) -> str:
    """What the modal shows."""
    answer = await who.command(cast.GENERAL, wire.GREENLIGHT, text)
    await scene.settle()
    assert answer["acked"]
    shown = lines(await modal(who))
    await who.close((await modal(who))["id"])
    return shown


async def test_words_name_account_state_and_number_find_it(scene: Stage) -> None:
    cookies = await put_up(scene, "Our 100% oat cookies are back.")
    await press(scene, scene.approver, wire.REJECT)
    await scene.approver.submit((await modal(scene.approver))["id"], {"reason": {"reason": "No."}})
    await scene.settle()
    jam = await put_up(scene, "Plum jam from Friday.")
    for asked in ("find OAT cookies", "find rejected", "find mina 100%", f"find #{cookies}"):
        shown = await find(scene, scene.approver, asked)
        assert f"#{cookies}" in shown and f"#{jam}" not in shown, asked
    assert f"#{jam}" in await find(scene, scene.approver, "find news waiting")
    assert "모두 맞는 글이 없어요" in await find(scene, scene.author, "찾기 마멀레이드")
    assert "what you remember" in await find(scene, scene.approver, "find")


async def test_pages_turn_and_come_back(scene: Stage) -> None:
    numbers = [await put_up(scene, f"Cookie number {count}.") for count in range(12)]
    await scene.approver.command(cast.GENERAL, wire.GREENLIGHT, "find cookie")
    await scene.settle()
    first = await modal(scene.approver)
    assert f"#{numbers[-1]}" in lines(first) and "Cookie number 1." not in lines(first)
    await turn(scene, wire.FIND_OLDER)
    assert "Cookie number 1." in lines(await modal(scene.approver))
    await turn(scene, wire.FIND_NEWEST)
    assert lines(await modal(scene.approver)) == lines(first)


async def turn(scene: Stage, action_id: str) -> None:
    view = await modal(scene.approver)
    _, block, button = reading.button([view], action_id)
    await scene.approver.press(
        view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=button["value"]
    )
    await scene.settle()


async def test_a_list_of_home_that_is_cut_leads_to_all_of_it(scene: Stage) -> None:
    for place in range(11):
        await put_up(scene, f"Number {place}")
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.SEE_ALL)
    assert "#1" in str((await modal(scene.author))["blocks"]), "the first is on the list, behind the newest ten"


async def test_a_guest_finds_nothing(scene: Stage) -> None:
    await put_up(scene)
    scene.sandbox.change_workspace("change_user", user=cast.OUTSIDER, is_restricted=True)
    await scene.outsider.command(cast.GENERAL, wire.GREENLIGHT, "find oat")
    await scene.settle()
    assert (await scene.outsider.screen())["modals"] == []
    assert await private_answers(scene.outsider, cast.GENERAL)


@pytest.mark.parametrize(
    ("text", "words", "editorial", "delivery", "author"),
    [
        ("oat cookies", ("oat", "cookies"), None, None, None),
        ("waiting @mina", ("mina",), Editorial.IN_REVIEW, None, None),
        ("게시 <@U0MINA|mina>", (), None, Delivery.PUBLISHED, "U0MINA"),
        ("“approved” 50%_off", ("approved", "50%_off"), None, None, None),
        ("  ", (), None, None, None),
    ],
)
def test_what_was_typed_is_understood(
    text: str, words: tuple[str, ...], editorial: Editorial | None, delivery: Delivery | None, author: str | None
) -> None:
    wanted = understood(text)
    assert (wanted.words, wanted.editorial, wanted.delivery, wanted.author_id) == (words, editorial, delivery, author)
