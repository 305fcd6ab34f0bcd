"""Filling in from what is prepared, while somebody writes: an image of the library, a snippet; found as one types."""

from handlers.access import Denied
from handlers.blocks import composer, composer_errors, composer_prepared
from handlers.blocks.parts import Block
from handlers.composing import form
from handlers.composing.form import Place
from handlers.composing.pieces import NEW_PARAGRAPH
from handlers.composing.sheet import Sheet
from handlers.desk import Desk
from handlers.preparing import choosing
from handlers.publication.at_publication import language_of
from handlers.putting_up import showing
from handlers.request import Request
from handlers.typed import decode
from handlers.words.catalogue import words

LONGEST_FIND = 100
MOST = composer_prepared.MOST_OFFERED


async def offer_assets(desk: Desk, request: Request) -> list[Block]:
    """What the library has for these letters."""
    found = await desk.database.read(
        choosing.offered_assets, request.user_id, _place(request), _typed(request), now=desk.calendar(), limit=MOST
    )
    return composer_prepared.assets(found)


async def offer_snippets(desk: Desk, request: Request) -> list[Block]:
    """The snippets for these letters."""
    found = await desk.database.read(
        choosing.offered_snippets, request.user_id, _place(request), _typed(request), limit=MOST
    )
    language = await desk.database.read(language_of, request.user_id)
    return composer_prepared.snippets(found, words(language))


def _typed(request: Request) -> str:
    return decode.storable(request.value)[:LONGEST_FIND]


def _place(request: Request) -> Place:
    place = Place.parse(request.metadata)
    if place is None or not place.brand:
        raise Denied("no_such_post")
    return place


async def take_asset(desk: Desk, request: Request) -> None:
    """One was chosen: its image is the draft's, with its alt text."""
    place, stands = _place(request), form.read(request.view, _place(request), desk.field_manner)
    desk.keystrokes.drop(request.user_id, place.draft_id)
    chosen = await desk.database.write(
        choosing.take_asset, request.user_id, place, stands, _number(request), now=desk.calendar()
    )
    notice = composer_errors.sentence(chosen.trouble, words(chosen.sheet.language)) if chosen.trouble else ""
    fields = ([decode.storable(part) for part in stands.parts], form.joints_for(stands.parts, place.joints))
    await _show(desk, request, chosen.sheet, fields, notice)


async def take_snippet(desk: Desk, request: Request) -> None:
    """Its text stands in a field of its own below what was typed, which is not touched."""
    place, stands = _place(request), form.read(request.view, _place(request), desk.field_manner)
    desk.keystrokes.drop(request.user_id, place.draft_id)
    sheet, text = await desk.database.write(
        choosing.take_snippet, request.user_id, place, stands, _number(request), now=desk.calendar()
    )
    parts = [decode.storable(part) for part in stands.parts]
    joints = form.joints_for(stands.parts, place.joints)
    if parts and len(parts) < composer.MOST_FIELDS:
        parts, joints = [*parts, text], [*joints, NEW_PARAGRAPH]
    await _show(desk, request, sheet, (parts, joints))


async def _show(
    desk: Desk, request: Request, sheet: Sheet, fields: tuple[list[str], list[str]], notice: str = ""
) -> None:
    turned = choosing.turned(sheet, str(request.action.get("block_id") or ""))
    view = showing.form(desk, turned, notice=notice, fields=fields if fields[0] else None)
    if not await showing.show(desk, request, view):
        await showing.tell_of_draft(desk, sheet, [])


def _number(request: Request) -> int:
    value = str((request.action.get("selected_option") or {}).get("value") or "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
