"""Drafts while they are written: kept at the pace of typing, kept when the form is closed, thrown away on request."""

from dataclasses import replace

from handlers import wire
from handlers.blocks import composer
from handlers.blocks.composer_beside import shown_notes
from handlers.blocks.composer_times import shown_times
from handlers.composing import form, saving, times
from handlers.composing.form import CHOSEN, Place, Typed
from handlers.desk import Desk, go_on
from handlers.putting_up import showing
from handlers.request import Request
from handlers.showing import home_view
from handlers.typed import decode

REDRAWS = frozenset(
    {
        *(wire.COMPOSER_BRAND, wire.COMPOSER_CAMPAIGN, wire.COMPOSER_GOES_OUT, wire.COMPOSER_QUEUE),
        *(wire.COMPOSER_DATE, wire.COMPOSER_TIME, wire.COMPOSER_FLAGS),
    }
)
"""Fields after which the form looks different: accounts of the brand, pickers that come and go, the time in words."""


async def typed(desk: Desk, request: Request) -> None:
    """A field of the composer reports. A person's keystrokes make one write in two seconds."""
    place = Place.parse(request.metadata)
    await request.ack()
    if place is None:
        return
    stands, user_id, seen_at = form.read(request.view, place, desk.field_manner), request.user_id, desk.calendar()

    async def write() -> None:
        await desk.database.write(saving.keep, user_id, place, stands, seen_at=seen_at)

    if desk.keystrokes.note(user_id, place.draft_id, write):
        go_on(desk, desk.keystrokes.run(user_id, desk.machine))
    if request.action_id in REDRAWS or _needs_room(request, stands):
        await _redraw(desk, request, place, stands)
    elif request.action_id == wire.COMPOSER_ACCOUNTS or _may_have_notes(desk, request, stands):
        await _redraw_if_changed(desk, request, place, stands)


def _needs_room(request: Request, stands: Typed) -> bool:
    """The last field of the text is nearly full, and there is none below it."""
    blocks = [one for one in composer.input_blocks(request.view) if one.split("_")[0] == form.TEXT]
    last = request.field(blocks[-1]).get("value") if blocks else None
    return len(str(last or "")) >= composer.OPENS_ANOTHER and len(blocks) < composer.MOST_FIELDS


def _may_have_notes(desk: Desk, request: Request, stands: Typed) -> bool:
    """Of what it costs. Where no network has anything to say of the text, no record is read at every keystroke."""
    if request.action_id != wire.COMPOSER_TEXT:
        return False
    says = (one.allowance().notes(stands.text) for one in desk.publishers.values())
    return bool(shown_notes(request.view.get("blocks") or [])) or any(says)


async def _redraw_if_changed(desk: Desk, request: Request, place: Place, stands: Typed) -> None:
    """A form that is redrawn under somebody's fingers is a nuisance: only when there is something new to say."""
    sheet = await desk.database.read(saving.look_ahead, request.user_id, place, stands, now=desk.calendar())
    blocks, drawn = request.view.get("blocks") or [], showing.form(desk, sheet)["blocks"]
    if shown_notes(blocks) != shown_notes(drawn) or shown_times(blocks) != shown_times(drawn):
        await _redraw(desk, request, place, stands)


async def _redraw(desk: Desk, request: Request, place: Place, stands: Typed) -> None:
    sheet = await desk.database.read(saving.look_ahead, request.user_id, place, stands, now=desk.calendar())
    if stands.goes_out == CHOSEN and not (stands.date or stands.time):
        date, time = times.suggestion(desk.calendar(), sheet.zone)
        sheet = replace(sheet, date=date, time=time)
    fields = ([decode.storable(part) for part in stands.parts], form.joints_for(stands.parts, place.joints))
    await showing.show(desk, request, showing.form(desk, sheet, fields=fields if stands.parts else None))


async def closed(desk: Desk, request: Request) -> None:
    """The composer was closed without sending. Slack may say what stood in it, or may not."""
    place = Place.parse(request.metadata)
    await request.ack()
    if place is None:
        return
    if not form.has_state(request.view):
        await desk.keystrokes.flush(request.user_id, place.draft_id)
        await desk.database.write(saving.tidy, request.user_id, place, now=desk.calendar())
        return
    desk.keystrokes.drop(request.user_id, place.draft_id)
    stands = form.read(request.view, place, desk.field_manner)
    await desk.database.write(saving.keep, request.user_id, place, stands, seen_at=desk.calendar())


async def discard(desk: Desk, request: Request) -> None:
    """A draft of one's own is thrown away."""
    await desk.database.write(saving.discard, request.user_id, request.value)
    desk.keystrokes.over(request.user_id, request.value)
    await request.ack()
    await home_view.redraw_if_on_home(desk, request)
