"""The welcome on a person's first Home in a brand: put away when it was read, and shown again by a command."""

from handlers import answers
from handlers.blocks import look_up
from handlers.blocks import welcome as drawing
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import home_view, welcoming
from handlers.words.catalogue import words


async def put_away(desk: Desk, request: Request) -> None:
    """The button below it."""
    await desk.database.write(welcoming.put_away, request.user_id, look_up.number(request.value), now=desk.calendar())
    await request.ack()
    await home_view.redraw_if_on_home(desk, request)


async def ask(desk: Desk, request: Request) -> None:
    """`/greenlight welcome`."""
    greeting, language = await desk.database.read(welcoming.again, request.user_id, now=desk.calendar())
    said = words(language)("welcome.hello", brand=greeting.name)
    await answers.privately(desk, request, said, drawing.blocks(greeting, words(language)))
