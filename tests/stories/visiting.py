"""What stories do on App Home: open it, read it, press a row."""

from collections.abc import Mapping
from typing import Any

from bot.demo import reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person

Json = Mapping[str, Any]


async def open_home(scene: Stage, who: Person) -> Json:
    """App Home as this person sees it after opening it."""
    await who.home()
    await scene.settle()
    return await seen_home(who)


async def seen_home(who: Person) -> Json:
    """What is on it now, without opening it again."""
    home: Json | None = (await who.screen())["home"]
    assert home is not None, f"{who.id} has no Home yet"
    return home


def text_of(view: Json) -> str:
    return "\n".join(reading.lines(view))


async def press_at_home(scene: Stage, who: Person, action_id: str, *, option: str = "") -> Json:
    """The last button of this name on Home; with `option` that choice of its menu."""
    home = await seen_home(who)
    _, block, element = reading.button([home], action_id)
    chosen: Any = element.get("value")
    if option:
        chosen = {"selected_option": next(one for one in element["options"] if one["value"].startswith(f"{option}:"))}
    answer = await who.press(view_id=home["id"], block_id=block["block_id"], action_id=action_id, value=chosen)
    await scene.settle()
    return answer
