"""`/greenlight promotions`, and its button on Home: codes, their terms, and the days on which they hold."""

from handlers import answers
from handlers.access import Denied
from handlers.blocks import promotions as drawing
from handlers.blocks.promotions_shown import Said, Wrong
from handlers.desk import Desk
from handlers.promoting import promotions
from handlers.request import Request
from handlers.typed import decode
from handlers.wire import Target
from handlers.words.catalogue import words


async def ask(desk: Desk, request: Request) -> None:
    """Of the brand that is nearest."""
    await answers.open_modal(desk, request, await _list(desk, request, 0))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    brand_id = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else 0
    await desk.client.views_update(view_id=request.view_id, view=await _list(desk, request, brand_id))


async def _list(desk: Desk, request: Request, brand_id: int) -> drawing.Block:
    shown = await desk.database.read(promotions.shown, request.user_id, brand_id, now=desk.calendar())
    return drawing.view(shown, words(shown.standing.language))


async def edit(desk: Desk, request: Request) -> None:
    """The form takes the place of the list, and the list that of the form when it was sent."""
    target = _target(request)
    said, language = await desk.database.read(promotions.one, request.user_id, target.submission_id, target.part)
    await request.ack()
    form = drawing.form(said, target.submission_id, words(language))
    await desk.client.views_update(view_id=request.view_id, view=form)


def _target(request: Request) -> Target:
    if request.target is None:
        raise Denied("no_such_promotion")
    return request.target


async def save(desk: Desk, request: Request) -> None:
    """The form was sent."""
    target = _target(request)
    said = _typed(desk, request, target.part)
    try:
        await desk.database.write(promotions.save, request.user_id, target.submission_id, said, now=desk.calendar())
    except Wrong as wrong:
        _, language = await desk.database.read(promotions.one, request.user_id, target.submission_id, 0)
        await request.refuse_fields(drawing.mistake(wrong.code, words(language)))
        return
    await request.ack(response_action="update", view=await _list(desk, request, target.submission_id))


def _typed(desk: Desk, request: Request, number: int) -> Said:
    def text(block: str) -> str:
        return decode.storable(desk.field_manner.text(str(request.field(block).get("value") or "")))

    def day(block: str) -> str:
        return str(request.field(block).get("selected_date") or "")

    return Said(
        code=text(drawing.CODE),
        terms=text(drawing.TERMS),
        address=text(drawing.ADDRESS),
        first_day=day(drawing.FIRST),
        last_day=day(drawing.LAST),
        is_active=bool(request.field(drawing.IN_USE).get("selected_options")),
        number=number,
    )
