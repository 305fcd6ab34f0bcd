"""The list of what a pause passed over, and keeping it true while somebody decides about it, one by one."""

import logging

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, wire
from handlers.blocks import pause as drawing
from handlers.blocks.home_rows import Trouble
from handlers.blocks.parts import Block
from handlers.desk import Desk
from handlers.pausing import showing
from handlers.request import Request
from handlers.showing.readers import reader
from handlers.snapshot import snapshots
from storage import under_way
from storage.people import Person

SHOWN = 20
"""Rows of the list; each takes two blocks of Slack's hundred."""

log = logging.getLogger(__name__)


async def view(desk: Desk, user_id: str) -> Block:
    """As it is now. Raises Stranger or Denied."""
    rows, has_more, person = await desk.database.read(rows_of, user_id)
    return drawing.list_of(rows, has_more, reader(person, desk.calendar()))


def rows_of(session: Session, user_id: str) -> tuple[list[Trouble], bool, Person]:
    """What a pause passed over in the brands of this person: the rows, whether there are more, and the person."""
    person = access.insider(session, user_id)
    found = under_way.passed_over(session, showing.brands_of_pauser(session, person), SHOWN + 1)
    known = snapshots(session, dict.fromkeys(one.submission_id for one in found))
    rows = [
        (known[one.submission_id], on)
        for one in found
        for on in known[one.submission_id].on
        if on.publication_id == one.number
    ]
    return rows[:SHOWN], len(rows) > SHOWN, person


async def redraw_if_shown(desk: Desk, request: Request) -> None:
    """For a story to call after its act: what was decided about leaves the list."""
    if request.view.get("callback_id") != wire.PASSED_OVER:
        return
    try:
        await desk.client.views_update(view_id=request.view_id, view=await view(desk, request.user_id))
    except SlackClientError as trouble:
        # It was closed meanwhile, and is read afresh when it is opened again.
        log.info("The list of what was passed over was not redrawn: %s", trouble)
