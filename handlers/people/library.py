"""`/greenlight library [words]`, and its button on Home: what may be used again is found, described and taken out."""

import json
from datetime import datetime

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import answers
from handlers.blocks import library as drawing
from handlers.blocks import look_up
from handlers.blocks.library_shown import Item
from handlers.blocks.look_up import Looked
from handlers.blocks.saying import Reader
from handlers.desk import Desk, go_on
from handlers.picturing import sending
from handlers.picturing.sending import Drawing
from handlers.preparing import adding, changing, shelf
from handlers.preparing.adding import NoSuchDay, Said
from handlers.publication.at_publication import language_of
from handlers.request import Request
from handlers.slack import SlackError
from handlers.typed import decode
from handlers.typed.commands import rest_of
from handlers.words.catalogue import words
from storage import media


async def ask(desk: Desk, request: Request) -> None:
    """The command."""
    typed = decode.storable(decode.command_text(rest_of(request.text))).strip()
    await _open(desk, request, Looked(0, typed[: look_up.LONGEST_FIND]))


async def open_(desk: Desk, request: Request) -> None:
    """The button on Home, or below what was added."""
    await _open(desk, request, Looked(look_up.number(request.value)))


async def _open(desk: Desk, request: Request, looked: Looked) -> None:
    found = await desk.database.read(shelf.look, request.user_id, looked.brand_id, looked.typed, now=desk.calendar())
    await answers.open_modal(desk, request, drawing.view(found))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    await _show(desk, request, look_up.turned_in(request), request.view_id)


async def find(desk: Desk, request: Request) -> None:
    """Other words."""
    looked = look_up.found_in(request, desk.field_manner)
    found = await desk.database.read(shelf.look, request.user_id, looked.brand_id, looked.typed, now=desk.calendar())
    await request.ack(response_action="update", view=drawing.view(found))


async def _show(desk: Desk, request: Request, looked: Looked, view_id: str) -> None:
    found = await desk.database.read(shelf.look, request.user_id, looked.brand_id, looked.typed, now=desk.calendar())
    try:
        await desk.client.views_update(view_id=view_id, view=drawing.view(found))
    except SlackClientError:
        await answers.privately(desk, request, found.reader.words("find.not_turned"))


async def open_one(desk: Desk, request: Request) -> None:
    """One of them: a form for whoever may change it."""
    item, reader = await desk.database.read(
        shelf.item, request.user_id, look_up.number(request.value), now=desk.calendar()
    )
    looked = Looked.parse(request.metadata) if request.view else Looked(item.brand_id)
    await answers.open_modal(desk, request, drawing.one(item, reader, looked))
    await request.ack()


async def save(desk: Desk, request: Request) -> None:
    """The form of one was sent."""
    number, looked = _about(request)
    try:
        await desk.database.write(changing.change, request.user_id, number, _said(desk, request), now=desk.calendar())
    except NoSuchDay:
        language = words(await desk.database.read(language_of, request.user_id))
        await request.refuse_fields({drawing.LAST_DAY: language("library.no_such_day")})
        return
    await request.ack()
    _go_on_below(desk, request, looked)


def _said(desk: Desk, request: Request) -> Said:
    def typed(name: str) -> str:
        return desk.field_manner.text(str(request.field(name).get("value") or ""))

    return Said(
        name=typed(drawing.NAME),
        alt_text=typed(drawing.ALT),
        tags=adding.tags_in(typed(drawing.TAGS)),
        rights=typed(drawing.RIGHTS),
        last_day=request.field(drawing.LAST_DAY).get("selected_date") or None,
    )


def _go_on_below(desk: Desk, request: Request, looked: Looked) -> None:
    """The list below shows it as it is now, and what was held may go out."""
    desk.wake.deliver()
    desk.wake.publish()
    below = str(request.view.get("previous_view_id") or "")
    if below:
        go_on(desk, _redraw(desk, request, looked, below))


async def _redraw(desk: Desk, request: Request, looked: Looked, view_id: str) -> None:
    found = await desk.database.read(shelf.look, request.user_id, looked.brand_id, looked.typed, now=desk.calendar())
    try:
        await desk.client.views_update(view_id=view_id, view=drawing.view(found))
    except SlackClientError:
        # It was closed, or is something else: whoever opens it again sees it as it is.
        return


async def withdraw(desk: Desk, request: Request) -> None:
    """It may not be used any more."""
    await desk.database.write(changing.withdraw, request.user_id, look_up.number(request.value), now=desk.calendar())
    await _shown_again(desk, request)


async def bring_back(desk: Desk, request: Request) -> None:
    """It may be used again."""
    await desk.database.write(changing.bring_back, request.user_id, look_up.number(request.value), now=desk.calendar())
    await _shown_again(desk, request)


async def _shown_again(desk: Desk, request: Request) -> None:
    _, looked = _about(request)
    item, reader = await desk.database.read(
        shelf.item, request.user_id, look_up.number(request.value), now=desk.calendar()
    )
    await request.ack()
    try:
        await desk.client.views_update(view_id=request.view_id, view=drawing.one(item, reader, looked))
    except SlackClientError:
        key = "library.is_withdrawn" if item.why_not == "withdrawn" else "library.is_back"
        await answers.privately(desk, request, reader.words.mrkdwn(key, name=item.name))
    _go_on_below(desk, request, looked)


async def send(desk: Desk, request: Request) -> None:
    """The file itself, into the direct messages: no modal can show what is not in Slack."""
    await request.ack()
    item, content, reader = await desk.database.read(
        _with_content, request.user_id, look_up.number(request.value), now=desk.calendar()
    )
    file = Drawing(item.name, item.name, content, item.alt_text)
    go_on(desk, _send(desk, request, file, reader))


async def _send(desk: Desk, request: Request, file: Drawing, reader: Reader) -> None:
    said = "library.sent"
    try:
        await sending.to_person(desk, request.user_id, [file], reader.words.mrkdwn("library.here", name=file.name))
    except SlackError:
        said = "report.not_sent"
    await answers.tell(desk, request, reader.words, reader.words(said))


def _with_content(session: Session, user_id: str, asset_id: int, *, now: datetime) -> tuple[Item, bytes, Reader]:
    item, reader = shelf.item(session, user_id, asset_id, now=now)
    found = media.load(session, item.sha256)
    assert found is not None, "a foreign key holds the bytes"
    return item, found.content, reader


def _about(request: Request) -> tuple[int, Looked]:
    """Which one a form is about, and the look below it. A claim."""
    try:
        number, brand_id, typed = json.loads(request.metadata)
    except (ValueError, TypeError):
        return 0, Looked()
    known = isinstance(number, int) and 0 <= number < 10**9
    return (number if known else 0), Looked.parse(json.dumps([brand_id, typed]))
