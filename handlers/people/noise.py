"""A check that nearly everybody overrules is switched off for a brand, or all are switched on again; by its admins."""

from datetime import datetime

from sqlmodel import Session

from handlers import answers
from handlers.access import Denied
from handlers.blocks import noise as drawing
from handlers.blocks import style_guide
from handlers.checks.warnings import Code
from handlers.desk import Desk
from handlers.guiding import reading
from handlers.promoting.standing import in_charge
from handlers.request import Request
from handlers.words.catalogue import words
from storage import brands, history


async def silence(desk: Desk, request: Request) -> None:
    """The button in the message to admins."""
    brand, _, code = request.value.partition(":")
    if code not in list(Code):
        raise Denied("no_such_rule")
    language = await desk.database.write(_silence, request.user_id, _number(brand), code, now=desk.calendar())
    await answers.privately(desk, request, drawing.answer(code, words(language)))


def _silence(session: Session, user_id: str, brand_id: int, code: str, *, now: datetime) -> str:
    person, brand = in_charge(session, user_id, brand_id)
    if code not in brand.silenced:
        brand.silenced = sorted({*brand.silenced, code})
        brands.forget_rules(session)
        history.add(session, "check.silenced", actor_id=user_id, at=now, brand_id=brand.number, check=code)
    return person.language


async def hear_again(desk: Desk, request: Request) -> None:
    """The button at the end of the style guide."""
    brand_id = _number(request.value)
    await desk.database.write(_hear_again, request.user_id, brand_id, now=desk.calendar())
    await request.ack()
    shown = await desk.database.read(reading.shown, request.user_id, brand_id)
    view = style_guide.view(shown, words(shown.standing.language))
    await desk.client.views_update(view_id=request.view_id, view=view)


def _hear_again(session: Session, user_id: str, brand_id: int, *, now: datetime) -> None:
    _, brand = in_charge(session, user_id, brand_id)
    if brand.silenced:
        brand.silenced = []
        brands.forget_rules(session)
        history.add(session, "check.heard_again", actor_id=user_id, at=now, brand_id=brand.number)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
