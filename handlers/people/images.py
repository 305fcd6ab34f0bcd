"""The second step: each image's alt text, its place, and whether it stays."""

from handlers.access import Denied
from handlers.blocks.composer_images import said_in
from handlers.composing import openings, saving
from handlers.composing.form import Place
from handlers.composing.sheet import Sheet
from handlers.desk import Desk
from handlers.putting_up import sending, showing
from handlers.request import Request


async def submit(desk: Desk, request: Request) -> None:
    """The images are arranged; now it is put up."""
    sheet = await _arranged(desk, request)
    await sending.judge_and_send(desk, request, sheet)


async def back(desk: Desk, request: Request) -> None:
    """To the text again, with what was said of the images kept."""
    sheet = await _arranged(desk, request)
    sheet = await desk.database.write(openings.kept, request.user_id, sheet.place.draft_id, now=desk.calendar())
    await showing.show(desk, request, showing.form(desk, sheet))


async def closed(desk: Desk, request: Request) -> None:
    """Where Slack sends what was typed along, the alt texts are kept."""
    await _arranged(desk, request)
    await request.ack()


async def _arranged(desk: Desk, request: Request) -> Sheet:
    place = Place.parse(request.metadata)
    if place is None:
        raise Denied("no_such_post")
    sheet = await desk.database.read(saving.look, request.user_id, place, now=desk.calendar())
    said = said_in(request, sheet, desk.field_manner)
    if not said:
        return sheet
    return await desk.database.write(saving.arrange, request.user_id, place, said, now=desk.calendar())
