"""One press says that what was approved long ago is still right."""

from handlers import answers
from handlers.blocks import confirmation
from handlers.blocks.publication import after_missing
from handlers.confirming import asking
from handlers.desk import Desk
from handlers.request import Request
from handlers.words.catalogue import words


async def confirm(desk: Desk, request: Request) -> None:
    """The button under the card, or in the message that its time has passed."""
    done = await desk.database.write(
        asking.confirm, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.publish()
    desk.wake.deliver()
    language = words(done.language)
    buttons = after_missing(done.snap, language) if done.came_late else []
    text, blocks = confirmation.answer(done.snap, buttons, language)
    await answers.tell(desk, request, language, text, blocks)
