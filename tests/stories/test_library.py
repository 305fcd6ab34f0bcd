"""The library: added from a message, found, described, taken out; what may not be used is held back."""

from datetime import UTC, datetime
from typing import Any

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import expire, publish
from tests.stories.acting import card_text, direct_messages, modal, press, private_answers, record
from tests.stories.composing import Json, every_submission, lines, only_submission, open_composer, send, state_of
from tests.stories.test_compose_images import picture, send_with, upload


async def add(scene: Stage, who: Person, *files: tuple[str, bytes], **said: Any) -> Json:
    """Adds a message's files to the library; the view that stands there afterwards."""
    message = await who.say(cast.REVIEW, "From the shoot", files=await upload(who, *files))
    await who.shortcut(wire.ADD_TO_LIBRARY, cast.REVIEW, message["ts"])
    await scene.settle()
    values = {name: {name: value} for name, value in said.items()}
    await who.submit((await modal(who))["id"], values)
    await scene.settle()
    return await modal(who)


async def press_in(scene: Stage, who: Person, action_id: str, value: str = "") -> Json:
    """Presses this in the modal on top, and answers what is on top then."""
    view = await modal(who)
    found = [
        (block["block_id"], one.get("value"))
        for block in view["blocks"]
        for one in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        if one.get("action_id") == action_id and value in ("", one.get("value"))
    ]
    assert found, f"{action_id} is not in\n{lines(view)}"
    await who.press(view_id=view["id"], block_id=found[0][0], action_id=action_id, value=found[0][1])
    await scene.settle()
    return await modal(who)


async def library(scene: Stage, who: Person, words: str = "") -> str:
    await who.command(cast.GENERAL, wire.GREENLIGHT, f"library {words}")
    await scene.settle()
    return lines(await modal(who))


async def test_a_messages_images_are_added_once_found_and_changed(scene: Stage) -> None:
    teal = picture()
    shown = await add(scene, scene.second, ("oats.png", teal), ("notes.png", b"no image"), tags="summer, #cookies")
    assert "In the library: oats.png" in lines(shown) and "notes.png is neither an image" in lines(shown)
    again = await add(scene, scene.approver, ("other.png", teal))
    assert "There already: oats.png" in lines(again)
    assert "oats.png" in await library(scene, scene.author, "SUMM")
    assert "그런 이름의 자료가 없어요" in await library(scene, scene.author, "winter")
    await library(scene, scene.second)
    form = await press_in(scene, scene.second, wire.LIBRARY_OPEN)
    said = {"name": "여름 오트밀 사진", "alt_text": "Oats at dawn", "last_day": "2026-12-24"}
    await scene.second.submit(form["id"], {name: {name: value} for name, value in said.items()})
    await scene.settle()
    assert "May be used until 24 Dec 2026" in await library(scene, scene.approver, "dawn")
    assert "2026년 12월 24일까지 쓸 수 있어요" in await library(scene, scene.author, "오트 여름")


async def test_what_is_refused(scene: Stage) -> None:
    message = await scene.second.say(cast.REVIEW, "No file")
    await scene.second.shortcut(wire.ADD_TO_LIBRARY, cast.REVIEW, message["ts"])
    await scene.settle()
    assert "no images and no videos" in (await private_answers(scene.second))[-1]
    await add(scene, scene.second, ("oats.png", picture()))
    await library(scene, scene.approver)
    shown = await press_in(scene, scene.approver, wire.LIBRARY_OPEN)
    assert not shown.get("submit") and "Withdraw" not in lines(shown)
    await library(scene, scene.second)
    form = await press_in(scene, scene.second, wire.LIBRARY_OPEN)
    answer = await scene.second.submit(form["id"], {"last_day": {"last_day": "2026-11-01"}})
    assert "This day has passed" in str(answer)
    withdrawn = await press_in(scene, scene.second, wire.LIBRARY_WITHDRAW)
    assert "Withdrawn: it may not be used." in lines(withdrawn)
    again = await add(scene, scene.approver, ("other.png", picture()))
    assert "It was withdrawn, and may not be used: oats.png" in lines(again)


def options_of(answer: Json) -> list[str]:
    return [str(one["text"]["text"]) for one in answer["options"]]


async def choose_in(scene: Stage, who: Person, name: str, action_id: str, typed: str, place: int = 0) -> Json:
    """Types into a field of the composer and chooses what is offered; the form afterwards."""
    view = await modal(who)
    block = next(one["block_id"] for one in view["blocks"] if str(one.get("block_id")).startswith(f"{name}_"))
    offered = await who.options(block, action_id, typed, view_id=view["id"])
    option = offered["options"][place]
    await who.type(view["id"], block, action_id, selected_option=option)
    await scene.settle()
    return await modal(who)


async def test_found_while_writing_an_image_comes_with_its_alt_text(scene: Stage) -> None:
    await add(
        scene, scene.second, ("oats.png", picture()), ("late.png", picture("red")), alt_text_0="Oats", tags="여름"
    )
    view = await open_composer(scene, scene.author, "한마디")
    block = next(one["block_id"] for one in view["blocks"] if str(one.get("block_id")).startswith("library_"))
    offered = await scene.author.options(block, wire.COMPOSER_LIBRARY, "여", view_id=view["id"])
    assert sorted(options_of(offered)) == ["late.png", "oats.png"]
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, value="한마디 더")
    shown = await choose_in(scene, scene.author, "library", wire.COMPOSER_LIBRARY, "oats")
    assert state_of(shown, "text")["value"] == "한마디 더" and "oats.png" in lines(shown)
    again = await choose_in(scene, scene.author, "library", wire.COMPOSER_LIBRARY, "oats")
    assert "oats.png 자료는 이미 이 글에 있어요" in lines(again)
    second = await send(scene, scene.author)
    assert "Oats" in lines(await modal(scene.author)), second
    await send(scene, scene.author)
    image = (await only_submission(scene)).content.images[0]
    assert (image.name, image.alt_text) == ("oats.png", "Oats")


async def test_what_was_withdrawn_can_be_used_by_no_way(scene: Stage) -> None:
    teal = picture()
    await add(scene, scene.second, ("oats.png", teal))
    await open_composer(scene, scene.author, "Oats")
    await choose_in(scene, scene.author, "library", wire.COMPOSER_LIBRARY, "")
    await library(scene, scene.second)
    await press_in(scene, scene.second, wire.LIBRARY_OPEN)
    await press_in(scene, scene.second, wire.LIBRARY_WITHDRAW)
    assert (await send(scene, scene.author))["ok"]
    assert "oats.png 자료는 회수되어 쓸 수 없어요" in lines(await modal(scene.author))
    answer = await send(scene, scene.author)
    assert "oats.png 자료는 회수되어 쓸 수 없어요" in str(answer) and await every_submission(scene) == []
    await send_with(scene, ("new.png", teal))
    assert "oats.png 자료는 회수되어 쓸 수 없어요" in str(await send(scene, scene.author))
    assert await every_submission(scene) == []


async def scheduled(scene: Stage, name: str, date: str) -> int:
    """The author's, with this image of the library, approved for ten in the morning of that day."""
    await open_composer(scene, scene.author, "Oats")
    await choose_in(scene, scene.author, "library", wire.COMPOSER_LIBRARY, name)
    view = await modal(scene.author)
    await scene.author.type(view["id"], "goes_out", wire.COMPOSER_GOES_OUT, selected_option={"value": "chosen"})
    await scene.settle()
    await send(scene, scene.author, date=date, time="10:00")
    await send(scene, scene.author)
    await press(scene, scene.approver, wire.APPROVE)
    return (await every_submission(scene))[-1].number


async def test_what_is_withdrawn_or_expires_holds_what_goes_out_and_lets_it_go_again(scene: Stage) -> None:
    await add(scene, scene.second, ("oats.png", picture()))
    number = await scheduled(scene, "oats", "2026-11-26")
    await library(scene, scene.second)
    await press_in(scene, scene.second, wire.LIBRARY_OPEN)
    await press_in(scene, scene.second, wire.LIBRARY_WITHDRAW)
    assert (await record(scene, number)).holds == "asset"
    told = [one for who in (scene.author, scene.admin) for one in await direct_messages(who) if "oats.png" in one]
    assert len(told) == 2 and f"#{number}" in told[0] and "회수했어요" in told[0]
    assert "may not be used when it is to go out" in await card_text(scene.approver)
    await press_in(scene, scene.second, wire.LIBRARY_BRING_BACK)
    assert (await record(scene, number)).holds is None
    form = await modal(scene.second)
    await scene.second.submit(form["id"], {"last_day": {"last_day": "2026-11-25"}})
    await scene.settle()
    assert (await record(scene, number)).holds == "asset"
    await scene.turn(datetime(2026, 11, 26, 9, 5, tzinfo=UTC))
    assert [await expire.run_due(scene.machine.desk, scene.now()) for _ in range(2)] == [1, 0]
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    assert len([one for one in await direct_messages(scene.admin) if "oats.png" in one]) == 2
    assert (await record(scene, number)).on[0].state == "scheduled"
    await library(scene, scene.admin)
    form = await press_in(scene, scene.admin, wire.LIBRARY_OPEN)
    await scene.admin.submit(form["id"], {"last_day": {"last_day": "2026-11-27"}})
    await scene.settle()
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    assert (await record(scene, number)).on[0].state == "published"


async def test_approved_after_it_was_withdrawn_it_is_held_and_an_edit_without_it_goes_out(scene: Stage) -> None:
    await add(scene, scene.second, ("oats.png", picture()))
    await open_composer(scene, scene.author, "Oats")
    await choose_in(scene, scene.author, "library", wire.COMPOSER_LIBRARY, "")
    await send(scene, scene.author)
    await send(scene, scene.author)
    await library(scene, scene.second)
    await press_in(scene, scene.second, wire.LIBRARY_OPEN)
    await press_in(scene, scene.second, wire.LIBRARY_WITHDRAW)
    await press(scene, scene.approver, wire.APPROVE)
    number = (await only_submission(scene)).number
    assert (await record(scene, number)).holds == "asset"
    (told,) = [one for one in await direct_messages(scene.author) if "oats.png" in one]
    assert f"<@{cast.SECOND}> 님이 자료실에서" in told
    private = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.EDIT, channel=private)
    await send(scene, scene.author, text="Oats, later")
    view = await modal(scene.author)
    place = next(str(one["block_id"]) for one in view["blocks"] if str(one.get("block_id")).startswith("place."))
    await scene.author.submit(view["id"], {place: {place: "out"}})
    await scene.settle()
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=600)
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    assert (await record(scene, number)).on[0].state == "published"
