"""Away, and back: said in a command, or in the form that opens where the command was not enough."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import away as drawing
from handlers.blocks.saying import Reader
from handlers.composing import times
from handlers.covering import leaving, naming, noticing
from handlers.covering.leaving import Leave
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import home_view
from handlers.showing.readers import reader
from handlers.typed.absence import Typed, understand
from handlers.typed.commands import rest_of
from handlers.words.catalogue import words


@dataclass(frozen=True)
class Asked:
    """A command, understood for the person who typed it."""

    reader: Reader
    typed: Typed
    stand_in: str | None
    is_enough: bool
    """Nothing needs to be asked; else the form does."""


async def away(desk: Desk, request: Request) -> None:
    """`/greenlight away until Mon @someone`. Alone, or not understood, it opens the form."""
    asked = await desk.database.read(_asked, request.user_id, rest_of(request.text), desk.calendar())
    until = _instant(asked.typed.until, asked.reader.zone)
    if not asked.is_enough:
        hint = bool(rest_of(request.text))
        await answers.open_modal(desk, request, drawing.form(asked.reader, until, asked.stand_in, was_unclear=hint))
        await request.ack()
        return
    leave = Leave(request.user_id, until, asked.stand_in)
    left = await desk.database.write(leaving.say_away, leave, now=desk.calendar())
    desk.wake.deliver()
    await answers.privately(desk, request, *drawing.gone(left, asked.reader))


def _asked(session: Session, user_id: str, text: str, now: datetime) -> Asked:
    found = reader(access.insider(session, user_id), now)
    typed = understand(text, now.astimezone(found.zone))
    stand_in = typed.person_id or (naming.person_called(session, typed.name) if typed.name else None)
    is_enough = bool(text) and typed.is_clear and bool(stand_in or not typed.name)
    return Asked(found, typed, stand_in, is_enough)


def _instant(wall: datetime | None, zone: ZoneInfo) -> datetime | None:
    """An end that the clocks jump over, or that exists twice, is one hour off at most: nobody is asked about it."""
    return wall.replace(tzinfo=zone).astimezone(UTC) if wall else None


async def leave(desk: Desk, request: Request) -> None:
    """The form was sent."""
    found = await desk.database.read(_reader_of, request.user_id, desk.calendar())
    day = str(request.field(drawing.DAY).get("selected_date") or "")
    until = times.day_begins(day, found.zone) if day else None
    if day and (until is None or until <= desk.calendar()):
        await request.refuse_fields({drawing.DAY: found.words("away.past")})
        return
    stand_in = str(request.field(drawing.WHO).get("selected_user") or "") or None
    try:
        await desk.database.write(leaving.say_away, Leave(request.user_id, until, stand_in), now=desk.calendar())
    except Denied as no:
        await _refuse(request, no, found)
        return
    desk.wake.deliver()
    await request.ack()


async def _refuse(request: Request, no: Denied, found: Reader) -> None:
    """At the field that it is about; what is about none is answered as everywhere."""
    if not no.reason.startswith("stand_in_"):
        raise no
    await request.refuse_fields({drawing.WHO: found.words(f"answer.{no.reason}")})


def _reader_of(session: Session, user_id: str, now: datetime) -> Reader:
    return reader(access.insider(session, user_id), now)


async def back(desk: Desk, request: Request) -> None:
    """`/greenlight back`, or the button in the message that says that they seem to be away."""
    done = await desk.database.write(leaving.say_back, request.user_id, now=desk.calendar())
    desk.wake.deliver()
    await answers.tell(desk, request, words(done.language), *drawing.welcome(done, words(done.language)))
    await home_view.redraw_if_on_home(desk, request)


async def notifications(desk: Desk, request: Request) -> None:
    """dnd_updated_user: somebody's notifications are held back, or not any more."""
    shown = request.event.get("dnd_status")
    if isinstance(shown, dict):
        await noticing.notifications(desk, str(request.event.get("user") or ""), shown)
