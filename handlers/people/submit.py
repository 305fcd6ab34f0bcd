"""The composer was sent. What was typed is safe before it is judged."""

from handlers.access import Denied
from handlers.composing import form
from handlers.composing.flaws import Trouble
from handlers.composing.form import FILES, NOTE, TEXT, Place
from handlers.composing.saving import Taken, take
from handlers.desk import Desk
from handlers.putting_up import sending, showing
from handlers.request import Request
from handlers.typed import decode


async def submit(desk: Desk, request: Request) -> None:
    """What the form alone can tell is an error at its field; the rest is asked of the networks."""
    place = Place.parse(request.metadata)
    if place is None:
        raise Denied("no_such_post")
    typed = form.read(request.view, place, desk.field_manner)
    desk.keystrokes.drop(request.user_id, place.draft_id)
    taken: Taken = await desk.database.write(take, request.user_id, place, typed, now=desk.calendar())
    if taken.became is not None:
        await sending.say_sent_before(desk, request, taken.sheet, taken.became)
        return
    troubles = [*_unstorable(typed.text, TEXT), *_unstorable(typed.note, NOTE), *sending.judged(desk, taken.sheet)]
    if any(one.at != FILES or not taken.sheet.fetched for one in troubles):
        # An image that is in the draft already can only be taken out in the second step, which says why.
        await showing.refuse(desk, request, taken.sheet, troubles)
    else:
        await sending.check_and_send(desk, request, taken.sheet)


def _unstorable(text: str, at: str) -> list[Trouble]:
    """No database keeps NUL or half a surrogate pair; the draft has a sign in its place."""
    place = decode.unstorable(text)
    return [Trouble(at, "unstorable", {"place": place})] if place else []
