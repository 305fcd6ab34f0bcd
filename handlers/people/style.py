"""`/greenlight style`, and its button on Home: the guide is read, written, tried on past posts, and switched on."""

import asyncio
from collections.abc import Sequence

from handlers import answers
from handlers.access import Denied
from handlers.blocks import style_guide as drawing
from handlers.desk import Desk
from handlers.guiding import changing, reading, trying
from handlers.guiding.changing import Flawed
from handlers.guiding.examples import EXAMPLES
from handlers.request import Request
from handlers.typed import decode
from handlers.wire import Target
from handlers.words.catalogue import words


async def ask(desk: Desk, request: Request) -> None:
    """Of the brand that is nearest; anybody may read it."""
    await answers.open_modal(desk, request, await _list(desk, request.user_id, 0))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    await _update(desk, request, request.view_id, _number(chosen))


async def page(desk: Desk, request: Request) -> None:
    """Earlier or later rules."""
    await request.ack()
    await _update(desk, request, request.view_id, _place(request).submission_id, _number(request.value))


async def _list(desk: Desk, user_id: str, brand_id: int, first: int = 0) -> drawing.Block:
    shown = await desk.database.read(reading.shown, user_id, brand_id, first)
    return drawing.view(shown, words(shown.standing.language))


async def _update(desk: Desk, request: Request, view_id: str, brand_id: int, first: int = 0) -> None:
    await desk.client.views_update(view_id=view_id, view=await _list(desk, request.user_id, brand_id, first))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _place(request: Request) -> Target:
    """The brand, and where the page begins. A claim."""
    found = Target.parse(request.metadata)
    if found is None:
        raise Denied("no_such_brand")
    return found


async def write(desk: Desk, request: Request) -> None:
    """The form takes the place of the list, and the list that of the form when it was sent."""
    brand_id = _place(request).submission_id
    text, language = await desk.database.read(reading.as_text, request.user_id, brand_id)
    await request.ack()
    await desk.client.views_update(view_id=request.view_id, view=drawing.form(text, brand_id, words(language)))


async def save(desk: Desk, request: Request) -> None:
    """The form was sent."""
    brand_id = _place(request).submission_id
    typed = decode.storable(desk.field_manner.text(str(request.field(drawing.TEXT).get("value") or "")))
    try:
        await desk.database.write(changing.write, request.user_id, brand_id, typed, now=desk.calendar())
    except Flawed as flawed:
        await request.refuse_fields(drawing.mistakes(flawed.flaws, words(flawed.language)))
        return
    await request.ack(response_action="update", view=await _list(desk, request.user_id, brand_id))


async def examples(desk: Desk, request: Request) -> None:
    """Rules to begin with are added; they are off until they were tried."""
    brand_id, text = _place(request).submission_id, EXAMPLES.get(request.value, "")
    await desk.database.write(changing.add_examples, request.user_id, brand_id, text, now=desk.calendar())
    await request.ack()
    await _update(desk, request, request.view_id, brand_id)


async def try_(desk: Desk, request: Request) -> None:
    """One rule on past posts."""
    target = request.target
    await _try(desk, request, [target.part] if target else [])


async def try_all(desk: Desk, request: Request) -> None:
    """All that do not speak."""
    await _try(desk, request, [])


async def _try(desk: Desk, request: Request, rule_ids: Sequence[int]) -> None:
    """Shown over the list; from then on they may be switched on."""
    brand_id = _place(request).submission_id
    rules = await desk.database.read(reading.untried, brand_id, rule_ids)
    numbers = [number for number, _, _ in rules]
    await desk.database.write(changing.tried, request.user_id, brand_id, numbers, now=desk.calendar())
    texts = await desk.database.read(reading.past_texts, brand_id)
    found = await asyncio.to_thread(trying.trials, rules, texts)
    shown = await desk.database.read(reading.shown, request.user_id, brand_id)
    view = drawing.trial(found, brand_id, words(shown.standing.language))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def switch_on(desk: Desk, request: Request) -> None:
    """What was tried speaks from here on; the list lies below."""
    brand_id = _place(request).submission_id
    numbers = [_number(one) for one in request.value.split(".")]
    await desk.database.write(changing.switch, request.user_id, brand_id, numbers, True, now=desk.calendar())
    await request.ack()
    below = str(request.view.get("previous_view_id") or "")
    if below:
        await _update(desk, request, below, brand_id)
    await _update(desk, request, request.view_id, brand_id)


async def switch_off(desk: Desk, request: Request) -> None:
    """It does not speak any more, and stays in the list."""
    place, target = _place(request), request.target
    numbers = [target.part] if target else []
    await desk.database.write(
        changing.switch, request.user_id, place.submission_id, numbers, False, now=desk.calendar()
    )
    await request.ack()
    await _update(desk, request, request.view_id, place.submission_id, place.part)
