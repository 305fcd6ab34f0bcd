"""Pause: from a command or from Home, with a form that says how much it would hold; and resume."""

from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import pause as drawing
from handlers.blocks.saying import Reader
from handlers.composing import times
from handlers.composing.times import BadTime
from handlers.desk import Desk
from handlers.pausing import scopes, showing, standing, stopping
from handlers.pausing.scopes import EVERYTHING, Scope
from handlers.pausing.showing import Offer
from handlers.pausing.standing import Standing
from handlers.request import Request
from handlers.showing import home_view, passed_over
from handlers.words.catalogue import words


async def ask(desk: Desk, request: Request) -> None:
    """`/greenlight pause`, or the button on Home."""
    offer = await desk.database.read(showing.offer, request.user_id, str(EVERYTHING), now=desk.calendar())
    await answers.open_modal(desk, request, drawing.form(offer, words(offer.language)))
    await request.ack()


async def chosen(desk: Desk, request: Request) -> None:
    """Something else was chosen in the form: the count above it follows. What was typed stays."""
    await request.ack()
    option = request.action.get("selected_option") or {}
    offer = await desk.database.read(
        showing.offer, request.user_id, str(option.get("value") or EVERYTHING), now=desk.calendar()
    )
    await desk.client.views_update(view_id=request.view_id, view=dict(drawing.form(offer, words(offer.language))))


async def pause(desk: Desk, request: Request) -> None:
    """The form was sent."""
    option = request.field(drawing.SCOPE).get("selected_option") or {}
    offer, scope = await desk.database.read(_read, request.user_id, str(option.get("value")), desk.calendar())
    language = words(offer.language)
    try:
        until = _until(request, offer, desk.calendar())
    except BadTime as trouble:
        await request.refuse_fields(drawing.bad_until(trouble, language))
        return
    why = desk.field_manner.sentence(request.field(drawing.WHY).get("value"))
    await desk.database.write(stopping.stop, request.user_id, scope, until=until, why=why, now=desk.calendar())
    await request.ack()
    desk.wake.deliver()


def _read(session: Session, user_id: str, value: str, now: datetime) -> tuple[Offer, Scope]:
    return showing.offer(session, user_id, value, now=now), scopes.parse(session, value)


def _until(request: Request, offer: Offer, now: datetime) -> datetime | None:
    """Empty until somebody resumes. Raises BadTime for half a time, or one that cannot be."""
    date = request.field(drawing.DATE).get("selected_date")
    time = request.field(drawing.TIME).get("selected_time")
    return times.chosen(date, time, offer.zone, now).at if date or time else None


async def resume(desk: Desk, request: Request) -> None:
    """The button in the channel or on Home."""
    if request.target is None:
        raise Denied("no_such_pause")
    await _resume(desk, request, request.target.submission_id)


async def resume_by_command(desk: Desk, request: Request) -> None:
    """`/greenlight resume`: the only pause there is; of several, each has its button."""
    found, reader = await desk.database.read(_standing, request.user_id, desk.calendar())
    if not found:
        raise Denied("nothing_paused")
    if len(found) == 1:
        await _resume(desk, request, found[0].pause_id)
    else:
        await answers.privately(desk, request, reader.words("pause.several"), drawing.on_home(found, 0, reader))


def _standing(session: Session, user_id: str, now: datetime) -> tuple[tuple[Standing, ...], Reader]:
    return standing.every(session), home_view.reader(access.insider(session, user_id), now)


async def _resume(desk: Desk, request: Request, pause_id: int) -> None:
    done = await desk.database.write(stopping.resume, request.user_id, pause_id, now=desk.calendar())
    desk.wake.deliver()
    language = words(done.language)
    text = (
        language.count("pause.answer_resumed_but", done.passed_over)
        if done.passed_over
        else language("pause.answer_resumed")
    )
    await answers.tell(desk, request, language, text)
    await home_view.redraw_if_on_home(desk, request)


async def decide(desk: Desk, request: Request) -> None:
    """What was passed over, to decide one by one."""
    await answers.open_modal(desk, request, await passed_over.view(desk, request.user_id))
    await request.ack()
