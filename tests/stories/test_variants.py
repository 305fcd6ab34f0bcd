"""What one account has of its own: typed in a form of its own, kept through everything, and said where it differs."""

from typing import Any

from bot.demo.stage import Stage
from handlers import wire
from handlers.words.catalogue import words
from tests.stories.acting import modal
from tests.stories.composing import (
    Json,
    choose_accounts,
    drafts_of,
    lines,
    only_submission,
    open_composer,
    send,
    state_of,
)

KO, EN = words("ko"), words("en")


async def compose_for(scene: Stage, text: str, *accounts: str) -> None:
    """A form with the text, and these accounts chosen."""
    view = await open_composer(scene, scene.author, text)
    chosen = [{"value": one} for one in await choose_accounts(scene, *accounts)]
    await scene.author.type(view["id"], "accounts", wire.COMPOSER_ACCOUNTS, selected_options=chosen)
    await scene.settle()


async def see_previews(scene: Stage) -> Json:
    view = await modal(scene.author)
    await scene.author.press(view_id=view["id"], block_id="previews", action_id=wire.SEE_PREVIEWS, value="-")
    await scene.settle()
    return await modal(scene.author)


async def change_for(scene: Stage, account: str) -> Json:
    """From the previews to the form of one account."""
    (number,) = await choose_accounts(scene, account)
    view = await modal(scene.author)
    await scene.author.press(view_id=view["id"], block_id=f"change.{number}", action_id=wire.CHANGE_FOR, value=number)
    await scene.settle()
    return await modal(scene.author)


def own(view: Json, name: str) -> str:
    """The block of the open form that is called so."""
    return next(str(one["block_id"]) for one in view["blocks"] if str(one.get("block_id")).endswith(f"_{name}"))


ACTIONS = {"text": wire.OWN_TEXT, "comment": wire.OWN_COMMENT, "goes_out": wire.OWN_GOES_OUT,
           "date": wire.OWN_DATE, "time": wire.OWN_TIME}  # fmt: skip


async def keep_own(scene: Stage, **given: Any) -> Json:
    """Fills the form of one account and sends it."""
    view = await modal(scene.author)
    values = {own(view, name): {ACTIONS[name]: value} for name, value in given.items()}
    answer = await scene.author.submit(view["id"], values)
    await scene.settle()
    return answer


async def back(scene: Stage) -> Json:
    """From the previews to the composer."""
    await scene.author.close((await modal(scene.author))["id"])
    await scene.settle()
    return await modal(scene.author)


async def test_each_account_goes_out_with_its_own_text_at_its_own_time(scene: Stage) -> None:
    await compose_for(scene, "Our oat cookies are back.", "news", "linkedin")
    shown = await see_previews(scene)
    assert lines(shown).count("Our oat cookies are back.") == 2
    await change_for(scene, "linkedin")
    view = await modal(scene.author)
    assert state_of(view, own(view, "text"))["value"] == "Our oat cookies are back."
    await scene.author.type(view["id"], own(view, "goes_out"), wire.OWN_GOES_OUT, "chosen")
    await scene.settle()
    await keep_own(scene, text="Oat cookies return. We are proud of them.", date="2026-11-26", time="09:00")
    assert "We are proud of them." in lines(await modal(scene.author))
    composer = await back(scene)
    assert f"linkedin: {KO('variants.has_text')}, {KO('variants.has_time')}" in lines(composer)
    await send(scene, scene.author)
    stands = await only_submission(scene)
    ids = {one.account: one.account_id for one in stands.on}
    texts = {name: stands.content.text_for(number) for name, number in ids.items()}
    assert texts == {"news": "Our oat cookies are back.", "linkedin": "Oat cookies return. We are proud of them."}
    wanted = {name: stands.content.wanted_for(number) for name, number in ids.items()}
    assert wanted["news"] is None
    assert str(wanted["linkedin"]) == "2026-11-26 08:00:00+00:00"
    assert await drafts_of(scene) == []
