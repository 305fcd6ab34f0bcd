"""Putting the next view in front of the author: in the answer while there is one, by an update afterwards."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers.blocks import composer, composer_errors, composer_images
from handlers.blocks import previews as preview_blocks
from handlers.blocks.parts import Block
from handlers.composing import openings, previews
from handlers.composing.flaws import Trouble
from handlers.composing.form import FILES
from handlers.composing.sheet import Sheet
from handlers.desk import Desk
from handlers.putting_up.ways import ways
from handlers.request import Request
from handlers.words.catalogue import words
from storage import outbox
from storage.outbox import Place, Urgency

log = logging.getLogger(__name__)


async def show(desk: Desk, request: Request, view: Mapping[str, Any]) -> bool:
    """In the place of the view that was sent. False when its author has closed it meanwhile."""
    if request.body.get("type") == "view_submission" and not request.is_acked:
        await request.ack(response_action="update", view=dict(view))
        return True
    await request.ack()
    try:
        await desk.client.views_update(view_id=request.view_id, view=dict(view))
    except (SlackClientError, OSError, TimeoutError) as trouble:
        log.info("A view could not be updated; its author gets a message: %s", type(trouble).__name__)
        return False
    return True


def form(desk: Desk, sheet: Sheet, *, notice: str = "", fields: tuple[list[str], list[str]] | None = None) -> Block:
    """The composer, as it is drawn now."""
    return composer.composer(
        sheet,
        words(sheet.language),
        now=desk.calendar(),
        limits={number: one.allowance().max_length for number, one in desk.publishers.items()},
        notice=notice,
        notes=notes(desk, sheet),
        fields=fields,
    )


def notes(desk: Desk, sheet: Sheet) -> list[str]:
    """What it costs somewhere, or what a network has no place for; nothing of it is in the way."""
    found = previews.of_sheet(sheet, ways(desk, sheet.accounts), desk.calendar())
    return preview_blocks.notes(found, words(sheet.language))


async def refuse(desk: Desk, request: Request, sheet: Sheet, troubles: Sequence[Trouble]) -> None:
    """Says what is wrong: at the fields while the form waits for its answer, else above the form, else in a message."""
    blocks = _fields_for(troubles, request)
    if blocks and not request.is_acked:
        await request.refuse_fields(composer_errors.at_fields(troubles, blocks, words(sheet.language)))
    else:
        await draw_again(desk, request, sheet, troubles)


async def draw_again(desk: Desk, request: Request, sheet: Sheet, troubles: Sequence[Trouble]) -> None:
    """The form with the draft as it is kept, and what is wrong above it."""
    notice = composer_errors.in_one_line(troubles, words(sheet.language))
    again = await desk.database.write(openings.kept, sheet.user_id, sheet.place.draft_id, now=desk.calendar())
    if not await show(desk, request, form(desk, again, notice=notice)):
        await tell_of_draft(desk, sheet, troubles)


def _fields_for(troubles: Sequence[Trouble], request: Request) -> list[str]:
    """The fields of the open form that can show this. The form for the images shows only what is wrong with them."""
    blocks = composer.input_blocks(request.view)
    places = [block for block in blocks if block.startswith(composer_images.PLACE)]
    if places:
        return places if all(trouble.at == FILES for trouble in troubles) else []
    return blocks


async def tell_of_draft(desk: Desk, sheet: Sheet, troubles: Sequence[Trouble]) -> None:
    """In the direct messages, with the way back into the draft."""
    await desk.database.write(
        say_draft_waits,
        f"draft:{sheet.place.draft_id}:{desk.new_id()}",
        sheet.user_id,
        sheet.place.draft_id,
        [{"code": trouble.code, "values": dict(trouble.values)} for trouble in troubles],
        now=desk.calendar(),
    )
    desk.wake.deliver()


def say_draft_waits(
    session: Session, key: str, user_id: str, draft_id: str, troubles: list[dict[str, Any]], *, now: datetime
) -> None:
    """The answer to a form that was closed before it came."""
    outbox.say(
        session,
        key,
        "draft_waits",
        place=Place.DIRECT,
        recipient=user_id,
        urgency=Urgency.ANSWER,
        now=now,
        draft_id=draft_id,
        troubles=troubles,
    )
