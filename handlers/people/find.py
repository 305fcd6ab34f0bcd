"""`/greenlight find …`: by number, author, account, campaign, state or words of the text; a page at a time."""

import re

from slack_sdk.errors import SlackClientError

from handlers import answers
from handlers.blocks import finding as drawing
from handlers.desk import Desk
from handlers.finding import pages
from handlers.request import Request
from handlers.typed import decode
from handlers.typed.commands import rest_of
from handlers.words.catalogue import words

MOST = 200
"""Characters of what is looked for."""

_PLACE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


async def find(desk: Desk, request: Request) -> None:
    """The command."""
    await _open(desk, request, decode.command_text(rest_of(request.text)))


async def see_all(desk: Desk, request: Request) -> None:
    """The button under a list of Home that shows only its beginning."""
    await _open(desk, request, request.value)


async def _open(desk: Desk, request: Request, text: str) -> None:
    """The first page, in a modal."""
    asked = decode.storable(text)[:MOST].strip()
    page = await desk.database.read(pages.page_of, request.user_id, asked, None, now=desk.calendar())
    await answers.open_modal(desk, request, drawing.view(page))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another page, in the modal that is open. What was asked for stands in it."""
    asked = decode.storable(request.metadata)[:MOST]
    before = int(request.value) if _PLACE.fullmatch(request.value) else None
    page = await desk.database.read(pages.page_of, request.user_id, asked, before, now=desk.calendar())
    await request.ack()
    try:
        await desk.client.views_update(view_id=request.view_id, view=drawing.view(page))
    except SlackClientError:
        language = words(page.reader.words.language)
        await answers.privately(desk, request, language("find.not_turned"))
