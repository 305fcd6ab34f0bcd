"""What the checks found in a submission, all of it."""

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import checking
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import looking
from handlers.snapshot import snapshot
from handlers.words.catalogue import words


async def see(desk: Desk, request: Request) -> None:
    """The button where only the worst three are shown."""
    if request.target is None:
        raise Denied("no_such_post")
    number = request.target.submission_id
    person = await desk.database.read(access.reader_of, request.user_id, number)
    snap = await desk.database.read(snapshot, number)
    assert snap is not None, "its reader was just let in"
    look = looking.look_at(desk, snap, person.language)
    await answers.open_modal(desk, request, checking.every(number, look.warnings, words(person.language)))
    await request.ack()
