"""What the checks found in a submission: all of it, and sending it all the same."""

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import checking, checking_again
from handlers.blocks.publication import after_missing
from handlers.confirming import overruling
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


async def send_as_it_is(desk: Desk, request: Request) -> None:
    """The button in the message that something is held."""
    done = await desk.database.write(
        overruling.overrule, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.publish()
    desk.wake.deliver()
    language = words(done.language)
    buttons = after_missing(done.snap, language) if done.came_late else []
    text, blocks = checking_again.overruled(done.snap, buttons, language)
    await answers.tell(desk, request, language, text, blocks)
