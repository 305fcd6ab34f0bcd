"""Work together: ask somebody for advice, add a co-author, or, as an admin, hand a post over."""

from handlers import answers
from handlers.access import Denied
from handlers.blocks import together as drawing
from handlers.desk import Desk
from handlers.discussing import together
from handlers.discussing.together import Wish
from handlers.request import Request
from handlers.words.catalogue import words


async def open_form(desk: Desk, request: Request) -> None:
    """From the card's menu: only what this person may wish for is offered."""
    ways = await desk.database.read(
        together.ways, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    await answers.open_modal(desk, request, drawing.form(ways, words(ways.language)))
    await request.ack()


async def send(desk: Desk, request: Request) -> None:
    """The form was sent; it says in its own place what came of it."""
    chosen = str((request.field(drawing.WISH).get("selected_option") or {}).get("value") or Wish.ADVICE)
    wish = next((one for one in Wish if one == chosen), None)
    other = str(request.field(drawing.WHO).get("selected_user") or "")
    if wish is None or not other:
        raise Denied("nobody_chosen")
    done = await desk.database.write(
        together.fulfil,
        request.user_id,
        request.target,
        wish,
        other,
        desk.field_manner.sentence(request.field(drawing.QUESTION).get("value")),
        now=desk.calendar(),
        practice=desk.practice,
    )
    desk.wake.deliver()
    await request.ack(response_action="update", view=drawing.done(done, words(done.language)))
