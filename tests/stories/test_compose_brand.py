"""The composer and brands: the channel says which, else the author does; with one brand nobody is asked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.access import Denied
from handlers.composing import form, openings
from handlers.knowing import members
from handlers.setting_up import reading
from handlers.setting_up.writing import AccountPlace, Hand, write
from handlers.wire import Target
from storage import brands
from storage.brands import ManagedBy
from tests.stories.acting import card_text, choose, modal, put_up
from tests.stories.composing import filled, lines, only_submission, open_composer, send
from tests.stories.visiting import open_home, press_at_home

Json = Mapping[str, Any]


def set_up(session: Session, scene: Stage, **second: Any) -> None:
    """A second brand, reviewed in #published, with the account linkedin; the first keeps news."""
    first = brands.the_brand(session)
    hand = Hand("U0ADA", ManagedBy.HOME, first.team_id, scene.now())
    known = {name: AccountPlace(one.network, one.address) for name, one in reading.accounts_of_all(session).items()}
    was = reading.rules_of(session, first)
    foods = replace(was, name="Acorn Foods", accounts=("news",), campaigns=("Harvest",))
    write(session, foods, hand, known, first)
    seoul = replace(was, name="Acorn Seoul", accounts=("linkedin",), timezone="Asia/Seoul", approvers=())
    write(session, replace(seoul, **{"review_channel": cast.PUBLISHED, **second}), hand, known)


@pytest.fixture
async def two(scene: Stage) -> Stage:
    """Acorn Foods and Acorn Seoul."""
    await scene.machine.desk.database.write(set_up, scene)
    return scene


async def choose_brand(scene: Stage, name: str) -> Json:
    """The author chooses in the open form; what comes after it is drawn."""
    view = await modal(scene.author)
    block = next(one for one in view["blocks"] if one.get("block_id") == form.BRAND)
    option = next(one for one in block["element"]["options"] if one["text"]["text"] == name)
    await scene.author.press(
        view_id=view["id"], block_id=form.BRAND, action_id=wire.COMPOSER_BRAND, value={"selected_option": option}
    )
    await scene.settle()
    return await modal(scene.author)


def has(view: Json, block_id: str) -> bool:
    return any(str(one.get("block_id", "")).startswith(block_id) for one in view["blocks"])


async def test_with_one_brand_nobody_is_asked(scene: Stage) -> None:
    assert not has(await open_composer(scene, scene.author), form.BRAND)


async def test_in_a_review_channel_the_brand_is_that_channels(two: Stage) -> None:
    view = await open_composer(two, two.author, "안녕하세요", channel=cast.PUBLISHED)
    assert "linkedin" in lines(view) and "news" not in lines(view) and not has(view, form.CAMPAIGN)
    await send(two, two.author)
    found = await only_submission(two)
    assert (found.brand, [one.account for one in found.on]) == ("Acorn Seoul", ["linkedin"])


async def test_elsewhere_the_author_is_asked_before_anything_that_depends_on_it(two: Stage) -> None:
    view = await open_composer(two, two.author, "Our oat cookies are back.", channel=cast.GENERAL)
    assert has(view, form.BRAND) and not has(view, form.ACCOUNTS) and not has(view, form.GOES_OUT)
    assert "news" not in lines(view)
    view = await choose_brand(two, "Acorn Seoul")
    assert "linkedin" in lines(view) and not has(view, form.CAMPAIGN)
    view = await choose_brand(two, "Acorn Foods")
    assert "news" in lines(view) and "linkedin" not in lines(view) and has(view, form.CAMPAIGN)
    assert "Our oat cookies are back." in lines(view)
    answer = await two.author.submit(view["id"], {form.CAMPAIGN: {wire.COMPOSER_CAMPAIGN: "Harvest"}})
    assert answer["ok"], answer
    await two.settle()
    found = await only_submission(two)
    assert (found.brand, [one.account for one in found.on]) == ("Acorn Foods", ["news"])
    assert found.content.campaign == "Harvest"
    assert "Harvest" in await card_text(two.approver)


async def test_without_choosing_nothing_is_sent(two: Stage) -> None:
    view = await open_composer(two, two.author, "Which brand is this?", channel=cast.GENERAL)
    answer = await two.author.submit(view["id"], filled(view, text="Which brand is this?"))
    assert not answer["ok"] and form.BRAND in answer["errors"]


async def test_a_brand_that_names_its_authors_is_offered_to_them_alone(scene: Stage) -> None:
    await scene.machine.desk.database.write(set_up, scene, authors=(cast.SECOND,))
    view = await open_composer(scene, scene.author, "Hello", channel=cast.PUBLISHED)
    assert not has(view, form.BRAND) and "news" in lines(view)
    assert has(await open_composer(scene, scene.second, "Hello"), form.BRAND)


async def test_an_edit_keeps_its_brand_and_its_guide_is_at_hand(two: Stage) -> None:
    def guide(session: Session) -> None:
        brands.the_brand(session).style_guide = "https://example.com/style"

    await two.machine.desk.database.write(guide)
    number = await put_up(two)
    assert number
    await choose(two, two.author, "edit")
    view = await modal(two.author)
    assert not has(view, form.BRAND) and "https://example.com/style" in lines(view)


async def test_a_draft_whose_brand_was_closed_to_its_author_asks_again(two: Stage) -> None:
    await open_composer(two, two.author, "Half a thought", channel=cast.PUBLISHED)
    await two.author.close((await modal(two.author))["id"])
    await two.settle()

    def close_it(session: Session) -> None:
        brands.name_people(session, brands.all_active(session)[1].number, brands.Role.AUTHOR, [cast.SECOND])

    await two.machine.desk.database.write(close_it)
    await open_home(two, two.author)
    await press_at_home(two, two.author, wire.OPEN_DRAFT)
    view = await modal(two.author)
    assert "Half a thought" in lines(view) and "linkedin" not in lines(view)


async def test_who_may_not_read_a_brand_copies_nothing_of_it(two: Stage) -> None:
    number = await put_up(two)

    def close_it(session: Session) -> None:
        brands.name_people(session, brands.the_brand(session).number, brands.Role.VIEWER, [cast.SECOND])

    await two.machine.desk.database.write(close_it)
    await members.fetch_person(two.machine.desk, cast.OUTSIDER)
    copying = two.machine.desk.database.read(
        openings.copied, cast.OUTSIDER, Target(number, 1), "draft-1", now=two.now()
    )
    with pytest.raises(Denied, match="not_yours_not_reader"):
        await copying


async def test_in_a_channel_of_two_brands_the_author_is_asked(scene: Stage) -> None:
    await scene.machine.desk.database.write(set_up, scene, review_channel=cast.REVIEW)
    view = await open_composer(scene, scene.author, "For which of the two?", channel=cast.REVIEW)
    assert has(view, form.BRAND) and not has(view, form.ACCOUNTS)


async def test_a_draft_of_no_brand_yet_asks_when_it_is_opened_again(two: Stage) -> None:
    await open_composer(two, two.author, "Half a thought", channel=cast.GENERAL)
    await two.author.close((await modal(two.author))["id"])
    await open_home(two, two.author)
    await press_at_home(two, two.author, wire.OPEN_DRAFT)
    view = await modal(two.author)
    assert "Half a thought" in lines(view) and has(view, form.BRAND) and not has(view, form.ACCOUNTS)
    view = await choose_brand(two, "Acorn Seoul")
    assert "linkedin" in lines(view) and "Half a thought" in lines(view)
