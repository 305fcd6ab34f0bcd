"""`/greenlight utm`, and its button beside the promotions: what links get so that visits can be counted."""

import re

from handlers import answers
from handlers.access import Denied
from handlers.blocks import utm as drawing
from handlers.blocks.promotions_shown import Rule, Wrong
from handlers.desk import Desk
from handlers.promoting import tags
from handlers.request import Request
from handlers.typed import decode
from handlers.words.catalogue import words

_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


async def ask(desk: Desk, request: Request) -> None:
    """Of the brand that is nearest."""
    await answers.open_modal(desk, request, await _list(desk, request, 0))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    view = await _list(desk, request, int(chosen) if _NUMBER.fullmatch(chosen) else 0)
    await desk.client.views_update(view_id=request.view_id, view=view)


async def _list(desk: Desk, request: Request, brand_id: int) -> drawing.Block:
    rules = await desk.database.read(tags.shown, request.user_id, brand_id)
    return drawing.view(rules, words(rules.standing.language))


async def edit(desk: Desk, request: Request) -> None:
    """The form takes the place of the list, and the list that of the form when it was sent."""
    number, _, campaign = request.value.partition(":")
    brand_id = _brand(number)
    rule, campaigns, language = await desk.database.read(tags.one, request.user_id, brand_id, campaign)
    await request.ack()
    form = drawing.form(rule, brand_id, campaigns, words(language))
    await desk.client.views_update(view_id=request.view_id, view=form)


def _brand(number: str) -> int:
    if not _NUMBER.fullmatch(number):
        raise Denied("no_such_brand")
    return int(number)


async def save(desk: Desk, request: Request) -> None:
    """The form was sent."""
    brand_id = _brand(request.metadata)
    try:
        await desk.database.write(tags.save, request.user_id, brand_id, _typed(desk, request), now=desk.calendar())
    except Wrong as wrong:
        _, _, language = await desk.database.read(tags.one, request.user_id, brand_id, "")
        await request.refuse_fields(drawing.mistake(wrong.code, words(language)))
        return
    await request.ack(response_action="update", view=await _list(desk, request, brand_id))


def _typed(desk: Desk, request: Request) -> Rule:
    def text(block: str) -> str:
        return decode.storable(desk.field_manner.text(str(request.field(block).get("value") or "")))

    chosen = str((request.field(drawing.CAMPAIGN).get("selected_option") or {}).get("value") or drawing.ALL)
    campaign = "" if chosen == drawing.ALL else chosen
    return Rule(campaign, text(drawing.PARAMETERS).split("\n"), re.split(r"[,\s]+", text(drawing.HOSTS)))
