"""How somebody wants to hear of what waits for them: at once, gathered, in the digest only, or not at all."""

from handlers import answers
from handlers.blocks import reminders as drawing
from handlers.desk import Desk
from handlers.request import Request
from handlers.wishing import wishes
from handlers.wishing.wishes import Flawed, Typed
from handlers.words.catalogue import words


async def ask(desk: Desk, request: Request) -> None:
    """`/greenlight reminders`, or the button on Home."""
    found = await desk.database.read(wishes.wishes_of, request.user_id, now=desk.calendar())
    await answers.open_modal(desk, request, drawing.form(found, words(found.language)))
    await request.ack()


async def keep(desk: Desk, request: Request) -> None:
    """The form was sent."""
    try:
        await desk.database.write(wishes.wish, request.user_id, _typed(request), now=desk.calendar())
    except Flawed as trouble:
        await request.refuse_fields(drawing.flaws(trouble.flaws, words(trouble.language)))
        return
    await request.ack()


def _typed(request: Request) -> Typed:
    days = request.field(drawing.DAYS).get("selected_options") or ()
    return Typed(
        wants=_option(request, drawing.WANTS),
        snooze=_option(request, drawing.SNOOZE),
        quiet_from=str(request.field(drawing.FROM).get("selected_time") or ""),
        quiet_until=str(request.field(drawing.UNTIL).get("selected_time") or ""),
        works_on=tuple(str(one.get("value")) for one in days),
        holidays=str(request.field(drawing.FREE).get("value") or ""),
    )


def _option(request: Request, name: str) -> str:
    return str((request.field(name).get("selected_option") or {}).get("value") or "")
