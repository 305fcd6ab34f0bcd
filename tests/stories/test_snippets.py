"""Snippets: added and changed by those who may, found while somebody types, put below what stands there."""

from typing import Any

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from tests.stories.acting import modal
from tests.stories.composing import Json, drafts_of, lines, only_submission, open_composer, send, state_of
from tests.stories.test_library import choose_in, options_of, press_in


async def board(scene: Stage, who: Person, words: str = "") -> str:
    await who.command(cast.GENERAL, wire.GREENLIGHT, f"snippets {words}")
    await scene.settle()
    return lines(await modal(who))


async def keep(scene: Stage, who: Person, number: str = "0", **said: str) -> Json:
    """Fills in the form of one, from the list that is open, and sends it."""
    form = await press_in(scene, who, wire.SNIPPET_OPEN, number)
    selects = ("kind", "language")
    values: dict[str, Any] = {
        name: {name: {"selected_option": {"value": value}} if name in selects else value}
        for name, value in said.items()
    }
    answer = await who.submit(form["id"], values)
    await scene.settle()
    return answer


async def test_added_found_and_changed_by_those_who_may(scene: Stage) -> None:
    assert "There are no snippets yet" in await board(scene, scene.second)
    await keep(scene, scene.second, name="Sign-off", text="Yours, {{name}}", kind="signature")
    assert "*Sign-off* · Signature · English" in lines(await modal(scene.second))
    assert "called so" in str(await keep(scene, scene.second, name="Sign-off", text="Again"))
    await scene.second.close((await modal(scene.second))["id"])
    assert "Sign-off" in await board(scene, scene.approver, "your")
    shown = await modal(scene.approver)
    assert "Edit" not in lines(shown)
    await board(scene, scene.admin, "sign")
    form = await press_in(scene, scene.admin, wire.SNIPPET_OPEN, "1")
    await scene.admin.submit(form["id"], {"name": {"name": "서명"}, "in_use": {"in_use": []}})
    await scene.settle()
    assert "No snippet has these words" in await board(scene, scene.second, "sign")
    assert "_Out of use_" in await board(scene, scene.second)


async def test_it_stands_below_what_was_typed_and_nothing_is_lost(scene: Stage) -> None:
    await board(scene, scene.second)
    await keep(scene, scene.second, name="오트 태그", text="#오트 #쿠키", kind="hashtags", language="ko")
    await keep(scene, scene.second, name="Sign-off", text="Yours, {{name}}", kind="signature")
    view = await open_composer(scene, scene.author, "첫 줄")
    block = next(one["block_id"] for one in view["blocks"] if str(one.get("block_id")).startswith("snippet_"))
    offered = await scene.author.options(block, wire.COMPOSER_SNIPPET, "오트", view_id=view["id"])
    assert options_of(offered) == ["오트 태그"]
    await scene.author.type(view["id"], "text", wire.COMPOSER_TEXT, value="첫 줄, 더 길게")
    shown = await choose_in(scene, scene.author, "snippet", wire.COMPOSER_SNIPPET, "오트")
    assert [state_of(shown, name)["value"] for name in ("text", "text_2")] == ["첫 줄, 더 길게", "#오트 #쿠키"]
    await choose_in(scene, scene.author, "snippet", wire.COMPOSER_SNIPPET, "yours")
    whole = "첫 줄, 더 길게\n\n#오트 #쿠키\n\nYours, {{name}}"
    assert (await drafts_of(scene))[0]["text"] == whole
    await send(scene, scene.author)
    found = await only_submission(scene)
    assert found.content.text == whole
    assert "placeholder" in [one.code for one in found.found]


async def test_what_went_out_of_use_meanwhile_is_not_inserted(scene: Stage) -> None:
    await board(scene, scene.second)
    await keep(scene, scene.second, name="Sign-off", text="Yours")
    view = await open_composer(scene, scene.author, "첫 줄")
    block = next(one["block_id"] for one in view["blocks"] if str(one.get("block_id")).startswith("snippet_"))
    offered = await scene.author.options(block, wire.COMPOSER_SNIPPET, "", view_id=view["id"])
    await board(scene, scene.admin)
    form = await press_in(scene, scene.admin, wire.SNIPPET_OPEN)
    await scene.admin.submit(form["id"], {"in_use": {"in_use": []}})
    await scene.settle()
    await scene.author.type(view["id"], block, wire.COMPOSER_SNIPPET, selected_option=offered["options"][0])
    await scene.settle()
    assert "이제 쓰지 않는 문구예요" in lines(await modal(scene.author))
    assert (await drafts_of(scene))[0]["text"] == "첫 줄"
