"""`/greenlight labels`: the words that posts of a brand may carry, to be found by."""

import re

from handlers import answers
from handlers.access import Denied
from handlers.blocks import labels as drawing
from handlers.blocks.promotions_shown import Wrong
from handlers.desk import Desk
from handlers.promoting import labels
from handlers.request import Request
from handlers.typed import decode
from handlers.words.catalogue import words


async def ask(desk: Desk, request: Request) -> None:
    """Of the brand that is nearest."""
    standing, found = await desk.database.read(labels.shown, request.user_id, 0)
    await answers.open_modal(desk, request, drawing.view(standing, found, words(standing.language)))
    await request.ack()


async def save(desk: Desk, request: Request) -> None:
    """The form was sent."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", request.metadata, re.ASCII):
        raise Denied("no_such_brand")
    brand_id = int(request.metadata)
    typed = decode.storable(desk.field_manner.text(str(request.field(drawing.LABELS).get("value") or "")))
    try:
        await desk.database.write(labels.save, request.user_id, brand_id, typed.split("\n"), now=desk.calendar())
    except Wrong:
        standing, _ = await desk.database.read(labels.shown, request.user_id, brand_id)
        await request.refuse_fields(drawing.mistake(words(standing.language)))
        return
    await request.ack()
