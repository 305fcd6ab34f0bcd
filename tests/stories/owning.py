"""What stories about variants do again and again: previews, the form of one account, and back to the composer."""

from typing import Any

from bot.demo.stage import Stage
from handlers import wire
from handlers.composing.form import Place, joints_for
from handlers.composing.pieces import joined
from tests.stories.acting import modal
from tests.stories.composing import Json, choose_accounts, open_composer, state_of


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


def own_text(view: Json) -> str:
    """The text of the account, from all its fields; a new paragraph between two, where none is told."""
    blocks = [str(one["block_id"]) for one in view["blocks"] if "_text" in str(one.get("block_id"))]
    place = Place.parse(view["private_metadata"])
    assert place is not None
    parts = [str(state_of(view, block).get("value") or "") for block in blocks]
    return joined(parts, joints_for(parts, place.joints))


async def type_own(scene: Stage, name: str, value: str) -> None:
    """One field of the form of one account, which reports it."""
    view = await modal(scene.author)
    await scene.author.type(view["id"], own(view, name), ACTIONS[name], value)
    await scene.settle()


async def keep_own(scene: Stage, **given: Any) -> Json:
    """Fills the form of one account and sends it."""
    view = await modal(scene.author)
    values = {own(view, name): {ACTIONS[name.removesuffix("_2")]: value} for name, value in given.items()}
    answer = await scene.author.submit(view["id"], values)
    await scene.settle()
    return answer


async def back(scene: Stage) -> Json:
    """From the previews to the composer."""
    await scene.author.close((await modal(scene.author))["id"])
    await scene.settle()
    return await modal(scene.author)
