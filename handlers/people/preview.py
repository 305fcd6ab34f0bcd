"""See previews: for each account what it would show; and from a draft, the way to give it something of its own."""

import logging
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackClientError

from handlers import answers, wire
from handlers.access import Denied
from handlers.blocks import composer, own_form, previews
from handlers.blocks.parts import Block
from handlers.composing import form, owning, saving, times
from handlers.composing.flaws import Trouble
from handlers.composing.form import CHOSEN, COMMENT, TEXT, Place, Typed
from handlers.composing.previews import Preview, of_sheet, of_snapshot
from handlers.composing.sheet import Sheet
from handlers.desk import Desk, go_on
from handlers.putting_up import sending, showing
from handlers.putting_up.ways import ways
from handlers.request import Request
from handlers.showing import reviewing
from handlers.typed import decode
from handlers.words.catalogue import words

log = logging.getLogger(__name__)

REDRAWS = frozenset({wire.OWN_GOES_OUT, wire.OWN_DATE, wire.OWN_TIME})


async def see_submission(desk: Desk, request: Request) -> None:
    """From the card, for anybody who may read it."""
    found = await reviewing.read(desk, request)
    shown = of_snapshot(found.snap, ways(desk, (one.account_id for one in found.snap.on)))
    view = previews.of_submission(shown, found.snap.zone, words(found.language))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def see(desk: Desk, request: Request) -> None:
    """From the composer; what stands there is kept first."""
    place = _place(request)
    typed = form.read(request.view, place, desk.field_manner)
    desk.keystrokes.drop(request.user_id, place.draft_id)
    taken = await desk.database.write(saving.take, request.user_id, place, typed, now=desk.calendar())
    if taken.became is not None:
        await sending.say_sent_before(desk, request, taken.sheet, taken.became)
        return
    await answers.open_modal(desk, request, _previews(desk, _over(taken.sheet, len(typed.parts))))
    await request.ack()


async def change(desk: Desk, request: Request) -> None:
    """The form for one account, in the place of the previews."""
    place = _place(request)
    account = int(request.value) if request.value.isdecimal() and len(request.value) < 10 else 0
    sheet = await desk.database.read(saving.look, request.user_id, place, now=desk.calendar())
    await showing.show(desk, request, _form(desk, _over(sheet, place.below), account))


async def typed(desk: Desk, request: Request) -> None:
    """A field of that form reports."""
    place = _place(request)
    await request.ack()
    stands, user_id, seen_at = form.read(request.view, place, desk.field_manner), request.user_id, desk.calendar()

    async def write() -> None:
        await desk.database.write(owning.keep, user_id, place, stands, seen_at=seen_at)

    if desk.keystrokes.note(user_id, _key(place), write):
        go_on(desk, desk.keystrokes.run(user_id, desk.machine))
    if request.action_id in REDRAWS or _needs_room(stands):
        await _redraw(desk, request, place, stands)


async def submit(desk: Desk, request: Request) -> None:
    """Kept before it is judged. Then the previews again, and the composer below says what is different where."""
    place = _place(request)
    typed = form.read(request.view, place, desk.field_manner)
    desk.keystrokes.drop(request.user_id, _key(place))
    sheet = await desk.database.write(owning.take, request.user_id, place, typed, now=desk.calendar())
    # What is for all is mended in the composer; the previews say it.
    own = (one for one in _about(desk, sheet, place.account).troubles if one.own_of)
    if troubles := [*_unstorable(typed), *own]:
        shown = composer.input_blocks(request.view)
        await request.refuse_fields(own_form.errors(troubles, place.account, shown, words(sheet.language)))
        return
    await showing.show(desk, request, _previews(desk, _over(sheet, place.below)))
    if place.below == 1:
        # A text over several fields is left alone: how it stands there is not known here, and it must not move.
        go_on(desk, _redraw_below(desk, request, sheet))


async def closed(desk: Desk, request: Request) -> None:
    """Closed without sending: it is kept as in the composer, which says so where it shows again."""
    place = _place(request)
    await request.ack()
    if form.has_state(request.view):
        desk.keystrokes.drop(request.user_id, _key(place))
        stands = form.read(request.view, place, desk.field_manner)
        await desk.database.write(owning.keep, request.user_id, place, stands, seen_at=desk.calendar())
    else:
        await desk.keystrokes.flush(request.user_id, _key(place))
    if place.below == 1 and not request.body.get("is_cleared"):
        with suppress(Denied):  # The draft was thrown away meanwhile, and nobody asked for anything.
            sheet = await desk.database.read(saving.look, request.user_id, place, now=desk.calendar())
            await _redraw_below(desk, request, sheet)


def _place(request: Request) -> Place:
    place = Place.parse(request.metadata)
    if place is None:
        raise Denied("no_such_post")
    return place


def _over(sheet: Sheet, below: int) -> Sheet:
    """On top of a composer whose text has so many fields."""
    return replace(sheet, place=replace(sheet.place, below=below))


def _key(place: Place) -> str:
    """What is typed for one account must not push out what is typed for all."""
    return f"{place.draft_id}.{place.account}"


def _unstorable(typed: Typed) -> list[Trouble]:
    found = ((TEXT, decode.unstorable(typed.text)), (COMMENT, decode.unstorable(typed.first_comment)))
    return [Trouble(at, "unstorable", {"place": place}) for at, place in found if place]


def _shown(desk: Desk, sheet: Sheet) -> list[Preview]:
    return of_sheet(sheet, ways(desk, sheet.accounts), desk.calendar())


def _previews(desk: Desk, sheet: Sheet) -> Block:
    return previews.of_draft(_shown(desk, sheet), sheet.zone, words(sheet.language), metadata=str(sheet.place))


def _about(desk: Desk, sheet: Sheet, account: int) -> Preview:
    """An account id is a claim: one that was not chosen, or is gone, is none. Raises Denied."""
    found = next((one for one in _shown(desk, sheet) if one.account_id == account), None)
    if found is None:
        raise Denied("no_such_account")
    return found


def _form(desk: Desk, sheet: Sheet, account: int, fields: tuple[list[str], list[str]] | None = None) -> Block:
    about = _about(desk, sheet, account)
    return own_form.own_form(sheet, about, words(sheet.language), now=desk.calendar(), fields=fields)


def _needs_room(stands: Typed) -> bool:
    """The last field of the text is nearly full, and there is none below it."""
    has_room = not stands.parts or len(stands.parts[-1]) < composer.OPENS_ANOTHER
    return not has_room and len(stands.parts) < composer.MOST_FIELDS


async def _redraw(desk: Desk, request: Request, place: Place, stands: Typed) -> None:
    found = await desk.database.read(owning.look_ahead, request.user_id, place, stands, now=desk.calendar())
    sheet = _over(found, place.below)
    if stands.goes_out == CHOSEN and not (stands.date or stands.time):
        date, time = times.suggestion(desk.calendar(), sheet.zone)
        own = replace(sheet.own(place.account), date=date, time=time)
        sheet = replace(sheet, variants={**sheet.variants, str(place.account): vars(own)})
    fields = ([decode.storable(part) for part in stands.parts], form.joints_for(stands.parts, place.joints))
    await showing.show(desk, request, _form(desk, sheet, place.account, fields if stands.parts else None))


async def _redraw_below(desk: Desk, request: Request, sheet: Sheet) -> None:
    """The composer says which accounts differ."""
    view = showing.form(desk, sheet, fields=([sheet.text], []))
    try:
        await desk.client.views_update(view_id=str(request.view.get("previous_view_id") or ""), view=dict(view))
    except (SlackClientError, OSError, TimeoutError) as trouble:
        log.info("The composer below could not be redrawn: %s", type(trouble).__name__)
