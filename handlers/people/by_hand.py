"""Whoever posts by hand puts it off, or says that it cannot be done. (That it is done is said in `settle`.)"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import answers
from handlers.access import Denied
from handlers.blocks import publication_forms
from handlers.desk import Desk
from handlers.problem import Problem
from handlers.publication import at_publication, endings
from handlers.publication.at_publication import Place, is_in_hand
from handlers.request import Request
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import words
from storage import history, outbox

COMES_BACK = timedelta(hours=1)


async def later(desk: Desk, request: Request) -> None:
    """The same message once more, in an hour."""
    now, machine = desk.calendar(), desk.machine()
    place, is_new = await desk.database.write(
        put_off, request.user_id, request.target, now=now, machine_now=machine, practice=desk.practice
    )
    language = words(place.person.language)
    when = dates.moment(now + COMES_BACK, ZoneInfo(place.person.timezone), language.language, now)
    key = "publication.answer_later" if is_new else "publication.answer_later_already"
    await answers.tell(desk, request, language, language(key, number=place.submission.number, when=when))


async def ask_why(desk: Desk, request: Request) -> None:
    """Can't: a sentence of reason is asked for."""
    target = request.target
    place = await desk.database.read(in_hand, request.user_id, target, practice=desk.practice)
    assert target is not None, "in_hand has refused every other value"
    form = publication_forms.cant_form(target, place.account, words(place.person.language))
    await answers.open_modal(desk, request, form)
    await request.ack()


async def say_why(desk: Desk, request: Request) -> None:
    """The reason was sent; it goes to the author and into the thread."""
    reason = desk.field_manner.sentence(request.field(publication_forms.REASON).get("value"))
    if not reason:
        raise Denied("reason_missing")
    await desk.database.write(
        cannot, request.user_id, request.target, reason, now=desk.calendar(), practice=desk.practice
    )
    await request.ack()
    desk.wake.deliver()


def in_hand(session: Session, user_id: str, target: Target | None, *, practice: frozenset[int]) -> Place:
    """A publication that somebody is to post by hand. Raises Denied when that is over."""
    place = at_publication.enter(session, user_id, target, practice=practice)
    if not is_in_hand(place.publication):
        raise at_publication.not_any_more(place)
    return place


def put_off(
    session: Session,
    user_id: str,
    target: Target | None,
    *,
    now: datetime,
    machine_now: datetime,
    practice: frozenset[int],
) -> tuple[Place, bool]:
    """Says it again in an hour, to whoever has it in hand; False when that is on its way already."""
    place = in_hand(session, user_id, target, practice=practice)
    publication = place.publication
    hour = int(machine_now.timestamp() // COMES_BACK.total_seconds())
    occasion, holder = f"{publication.attempt}:{hour}", publication.lease_owner or user_id
    again = endings.by_hand(publication, holder, occasion, send_at=machine_now + COMES_BACK)
    is_new = not outbox.was_said(session, [again.key])
    outbox.say_all(session, [again], now=now)
    return place, is_new


def cannot(
    session: Session, user_id: str, target: Target | None, reason: str, *, now: datetime, practice: frozenset[int]
) -> None:
    """Failed, with the person's own words as the reason."""
    place = in_hand(session, user_id, target, practice=practice)
    kept = history.keep_words(session, reason, user_id)
    with place.case(session, now) as case:
        endings.failed(case, Problem.CANT, reason, words=kept)
