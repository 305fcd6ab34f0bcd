"""Forgetting a person on request: an admin chooses whom, sees what would be erased, and says yes to exactly that.

Whoever is an admin of every brand may: what a person wrote does not stop at a brand's border. Nobody is pinged; the
record says that it was done.
"""

import re
from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import forgetting as drawing
from handlers.desk import Desk
from handlers.permissions import Action, may
from handlers.request import Request
from handlers.typed.commands import rest_of
from handlers.typed.decode import command_text
from handlers.words.catalogue import Words, words
from storage import brands, forgetting
from storage.forgetting import Trace

_ID = re.compile(r"(?:<@)?([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>?")


async def ask(desk: Desk, request: Request) -> None:
    """`/greenlight forget`, with a person's id or without: a form asks for whom, or shows what would go."""
    named = _ID.fullmatch(command_text(rest_of(request.text)))
    if named is None:
        language = await desk.database.read(admins_language, request.user_id)
        view = drawing.whom(words(language))
    else:
        view = drawing.question(*await _trace(desk, request, named[1]))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def look(desk: Desk, request: Request) -> None:
    """The first form was sent: what there is of this person."""
    chosen = str(request.field(drawing.WHOM).get("selected_user") or "")
    if _ID.fullmatch(chosen) is None:
        raise Denied("no_such_person")
    trace, language = await _trace(desk, request, chosen)
    await request.ack(response_action="update", view=drawing.question(trace, language))


async def confirm(desk: Desk, request: Request) -> None:
    """The yes to what was shown."""
    if _ID.fullmatch(request.metadata) is None:
        raise Denied("no_such_person")
    language = await desk.database.write(forget, request.user_id, request.metadata, now=desk.calendar())
    desk.wake.deliver()
    await request.ack(response_action="update", view=drawing.done(request.metadata, words(language)))


async def _trace(desk: Desk, request: Request, whom: str) -> tuple[Trace, Words]:
    trace, language = await desk.database.read(trace_for, request.user_id, whom)
    return trace, words(language)


def trace_for(session: Session, user_id: str, whom: str) -> tuple[Trace, str]:
    """What would be erased, and the admin's language. Raises Denied or Stranger."""
    language = admins_language(session, user_id)
    return forgetting.trace(session, whom), language


def forget(session: Session, user_id: str, whom: str, *, now: datetime) -> str:
    """Erases it; the admin's language. Raises Denied or Stranger."""
    language = admins_language(session, user_id)
    forgetting.forget(session, whom, actor_id=user_id, at=now)
    return language


def admins_language(session: Session, user_id: str) -> str:
    """The language of an admin of every brand. Raises Denied for anybody else, or Stranger."""
    person = access.insider(session, user_id)
    for brand in brands.all_active(session):
        no = may(Action.CONFIGURE, access.standing_in_brand(session, brand, person))
        access.refuse_in_brand(no, session, brand)
    return person.language
