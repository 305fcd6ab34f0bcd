"""Images: taken by their content, described and ordered in a second step, kept through every failure."""

import asyncio
import io
from datetime import timedelta
from typing import Any

from PIL import Image

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.desk import FileTrouble
from handlers.words.catalogue import words
from tests.stories.acting import choose, direct_messages, modal
from tests.stories.composing import (
    Json,
    drafts_of,
    every_submission,
    filled,
    lines,
    only_submission,
    open_composer,
    send,
    shows,
    state_of,
)

KO = words("ko")


def picture(colour: str = "teal", kind: str = "PNG") -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (6, 4), colour).save(into, kind)
    return into.getvalue()


async def upload(who: Person, *files: tuple[str, bytes]) -> list[str]:
    return [str((await who.upload(name, data))["file_id"]) for name, data in files]


async def send_with(scene: Stage, *files: tuple[str, bytes], text: str = "With pictures") -> Json:
    """The composer with these files, sent; the view that stands there afterwards."""
    await open_composer(scene, scene.author)
    await send(scene, scene.author, text=text, files=await upload(scene.author, *files))
    return await modal(scene.author)


def alt_and_place(view: Json) -> list[tuple[str, str]]:
    """Block ids of each image's two fields, in order."""
    blocks = [str(block.get("block_id")) for block in view["blocks"]]
    return list(
        zip(
            [one for one in blocks if one.startswith("alt.")],
            [one for one in blocks if one.startswith("place.")],
            strict=True,
        )
    )


async def arrange(scene: Stage, said: list[tuple[str, str]]) -> Json:
    """Fills the second step, image by image, and sends it."""
    view = await modal(scene.author)
    values: dict[str, Any] = {}
    for (alt, place), (text, where) in zip(alt_and_place(view), said, strict=True):
        values[alt] = {alt: text}
        values[place] = {place: where}
    answer = await scene.author.submit(view["id"], values)
    await scene.settle()
    return answer


async def test_a_second_step_asks_for_alt_text_order_and_what_stays(scene: Stage) -> None:
    view = await send_with(scene, ("one.png", picture("teal")), ("two.png", picture("plum")), ("three.png", picture()))
    assert view["callback_id"] == wire.IMAGES
    assert "one.png" in lines(view) and "two.png" in lines(view)
    assert len(alt_and_place(view)) == 2, "the third has the same bytes as the first"
    await arrange(scene, [("A teal square", "2"), ("A plum square", "1")])
    images = (await only_submission(scene)).content.images
    assert [(one.name, one.alt_text) for one in images] == [("two.png", "A plum square"), ("one.png", "A teal square")]
    assert await drafts_of(scene) == []


async def test_an_image_is_taken_out(scene: Stage) -> None:
    await send_with(scene, ("one.png", picture("teal")), ("two.png", picture("plum")))
    await arrange(scene, [("", "out"), ("Plum", "2")])
    assert [one.name for one in (await only_submission(scene)).content.images] == ["two.png"]


async def test_images_alone_are_a_post_where_the_account_takes_them(scene: Stage) -> None:
    await send_with(scene, ("one.png", picture()), text="")
    needs_text = scene.machine.desk.publishers[1].allowance().needs_text
    if (await modal(scene.author))["callback_id"] == wire.IMAGES:
        await arrange(scene, [("Teal", "1")])
    assert len(await every_submission(scene)) == (0 if needs_text else 1)


async def test_a_file_that_is_no_image_is_told_by_name_and_the_rest_is_kept(scene: Stage) -> None:
    view = await send_with(scene, ("real.png", picture()), ("virus.png", b"MZ\x90 no picture at all"))
    assert KO("composer.wrong_file_not_an_image", name="virus.png") in lines(view)
    assert state_of(view, "text")["value"] == "With pictures"
    assert KO("composer.images_kept", names="real.png") in lines(view)
    assert await every_submission(scene) == []
    await send(scene, scene.author)
    await arrange(scene, [("Teal", "1")])
    assert [one.name for one in (await only_submission(scene)).content.images] == ["real.png"]


async def test_fifty_megabytes_are_not_even_fetched(scene: Stage) -> None:
    (file_id,) = await upload(scene.author, ("huge.png", picture()))
    scene.sandbox.world.files[file_id].data = bytes(50_000_000)
    said = await scene.author.say(cast.REVIEW, "Huge", files=[file_id])
    await scene.author.shortcut(wire.SUBMIT_AS_POST, cast.REVIEW, said["ts"])
    await scene.settle()
    await send(scene, scene.author)
    assert KO("composer.wrong_file_too_big", name="huge.png", allowed=20) in lines(await modal(scene.author))
    downloads = [one for one in scene.sandbox.world.traffic.since() if one["kind"] == "download"]
    assert downloads == []


async def test_a_messages_images_come_along_and_other_files_stay(scene: Stage) -> None:
    files = await upload(scene.author, ("oats.png", picture()), ("notes.txt", b"words"))
    said = await scene.author.say(cast.REVIEW, "Look at this", files=files)
    await scene.author.shortcut(wire.SUBMIT_AS_POST, cast.REVIEW, said["ts"])
    await scene.settle()
    view = await modal(scene.author)
    assert KO("composer.left_behind", names="notes.txt") in lines(view)
    assert KO("composer.images_kept", names="oats.png") in lines(view)
    await send(scene, scene.author)
    await arrange(scene, [("Oats in a bowl", "1")])
    stands = await only_submission(scene)
    assert [(one.name, one.alt_text) for one in stands.content.images] == [("oats.png", "Oats in a bowl")]


async def test_slack_not_handing_out_a_file_loses_nothing(scene: Stage) -> None:
    await open_composer(scene, scene.author)

    async def unreachable(url: str) -> bytes:
        raise FileTrouble("file_unreachable")

    real = scene.machine.desk.download
    object.__setattr__(scene.machine.desk, "download", unreachable)
    await send(scene, scene.author, text="Later", files=await upload(scene.author, ("one.png", picture())))
    assert KO("composer.wrong_file_unreachable", name="one.png") in lines(await modal(scene.author))
    object.__setattr__(scene.machine.desk, "download", real)
    await send(scene, scene.author)
    await arrange(scene, [("Teal", "1")])
    assert [one.name for one in (await only_submission(scene)).content.images] == ["one.png"]


async def test_too_many_for_the_account_can_be_taken_out_in_the_second_step(scene: Stage) -> None:
    account = scene.machine.desk.publishers[1]
    allowed = account.allowance().max_images
    object.__setattr__(account.allowance(), "max_images", 1)
    try:
        await send_with(scene, ("one.png", picture("teal")), ("two.png", picture("plum")))
        too_many = KO("composer.wrong_too_many_images", account="news", allowed=1, found=2)
        assert too_many in lines(await modal(scene.author))
        answer = await arrange(scene, [("Teal", "1"), ("Plum", "2")])
        assert too_many in answer["errors"].values()
        await arrange(scene, [("Teal", "1"), ("Plum", "out")])
    finally:
        object.__setattr__(account.allowance(), "max_images", allowed)
    assert [one.name for one in (await only_submission(scene)).content.images] == ["one.png"]


async def test_back_to_the_text_keeps_what_was_said_of_the_images(scene: Stage) -> None:
    view = await send_with(scene, ("one.png", picture()))
    ((alt, _),) = alt_and_place(view)
    await scene.author.type(view["id"], alt, alt, "A teal square")
    await scene.author.press(view_id=view["id"], block_id="back", action_id=wire.COMPOSER_BACK)
    await scene.settle()
    view = await modal(scene.author)
    assert (view["callback_id"], state_of(view, "text")["value"]) == (wire.COMPOSER, "With pictures")
    await send(scene, scene.author, text="Better words")
    view = await modal(scene.author)
    ((alt, _),) = alt_and_place(view)
    assert state_of(view, alt)["value"] == "A teal square"
    await arrange(scene, [("A teal square", "1")])
    assert (await only_submission(scene)).content.text == "Better words"


async def test_whoever_closes_the_checking_view_finds_the_images_in_a_message(scene: Stage) -> None:
    await open_composer(scene, scene.author)
    view = await modal(scene.author)
    real, may_come = scene.machine.desk.download, asyncio.Event()

    async def slow(url: str) -> bytes:
        await may_come.wait()
        return await real(url)

    object.__setattr__(scene.machine.desk, "download", slow)
    object.__setattr__(scene.machine.desk, "patience", timedelta(milliseconds=300))
    files = await upload(scene.author, ("one.png", picture()))
    await scene.author.submit(view["id"], filled(view, text="Slow", files=files))
    await scene.sandbox.until(lambda: shows(scene, KO("composer.checking_images")))
    await scene.author.close(view["id"])
    may_come.set()
    await scene.settle()
    assert KO("composer.images_wait") in (await direct_messages(scene.author))[-1]
    (draft,) = await drafts_of(scene)
    assert [image["name"] for image in draft["images"]] == ["one.png"]


async def test_an_edit_and_a_copy_keep_the_images(scene: Stage) -> None:
    await send_with(scene, ("one.png", picture()))
    await arrange(scene, [("Teal", "1")])
    await scene.author.close((await modal(scene.author))["id"])
    await choose(scene, scene.author, wire.COPY)
    assert KO("composer.images_kept", names="one.png") in lines(await modal(scene.author))
    await send(scene, scene.author, text="Again")
    await arrange(scene, [("Teal again", "1")])
    copy = (await every_submission(scene))[-1]
    assert [one.alt_text for one in copy.content.images] == ["Teal again"]
