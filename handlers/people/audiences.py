"""`/greenlight audience`: whom each account speaks to, in which language, where, and when they read."""

import re

from handlers import answers
from handlers.access import Denied
from handlers.blocks import audiences as drawing
from handlers.blocks.promotions_shown import Wrong
from handlers.desk import Desk
from handlers.promoting import audiences
from handlers.request import Request
from handlers.typed import decode
from handlers.words.catalogue import words


async def ask(desk: Desk, request: Request) -> None:
    """Of the brand that is nearest."""
    await answers.open_modal(desk, request, await _list(desk, request, 0))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    await desk.client.views_update(view_id=request.view_id, view=await _list(desk, request, _number(chosen)))


async def _list(desk: Desk, request: Request, brand_id: int) -> drawing.Block:
    standing, accounts = await desk.database.read(audiences.shown, request.user_id, brand_id)
    return drawing.view(standing, accounts, words(standing.language))


async def edit(desk: Desk, request: Request) -> None:
    """The form takes the place of the list, and the list that of the form when it was sent."""
    one, language = await desk.database.read(audiences.one, request.user_id, _number(request.value))
    await request.ack()
    await desk.client.views_update(view_id=request.view_id, view=drawing.form(one, words(language)))


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII):
        raise Denied("no_such_account")
    return int(text)


async def save(desk: Desk, request: Request) -> None:
    """The form was sent."""
    account_id = _number(request.metadata)
    values = {name: str(request.field(name).get("value") or "") for name in drawing.PARTS}
    note = {name: decode.storable(desk.field_manner.sentence(value)) for name, value in values.items()}
    try:
        brand_id = await desk.database.write(audiences.save, request.user_id, account_id, note, now=desk.calendar())
    except Wrong:
        _, language = await desk.database.read(audiences.one, request.user_id, account_id)
        await request.refuse_fields(drawing.mistake(words(language)))
        return
    await request.ack(response_action="update", view=await _list(desk, request, brand_id))
