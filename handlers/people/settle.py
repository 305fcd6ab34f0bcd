"""A person says what became of a publication: it is live, with its link, or it is left as it is."""

import re
from datetime import datetime

from sqlmodel import Session

from handlers import answers
from handlers.access import Denied
from handlers.blocks import publication_forms
from handlers.desk import Desk
from handlers.publication import at_publication, endings
from handlers.publication.at_publication import Place, is_in_hand
from handlers.publication.endings import Case
from handlers.publisher import Published
from handlers.request import Request
from handlers.showing import home_view, passed_over
from handlers.wire import Target
from handlers.words.catalogue import words
from storage.lifecycle import Delivery, Editorial

A_LINK = re.compile(r"https?://[^\s<>|\"]+", re.IGNORECASE)

MAY_BE_LEFT = (Delivery.UNKNOWN, Delivery.FAILED, Delivery.MISSED)

UNDECIDED = frozenset({Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED})


async def ask_for_link(desk: Desk, request: Request) -> None:
    """It is live, after doubt; I posted it, by hand: the same form."""
    target = request.target
    account, language = await desk.database.read(may_be_live, request.user_id, target, practice=desk.practice)
    assert target is not None, "may_be_live has refused every other value"
    await answers.open_modal(desk, request, publication_forms.link_form(target, account, words(language)))
    await request.ack()


async def say_it_is_live(desk: Desk, request: Request) -> None:
    """The form was sent, with or without a link."""
    link = desk.field_manner.sentence(request.field(publication_forms.LINK).get("value"))
    if link and not A_LINK.fullmatch(link):
        language = await desk.database.read(at_publication.language_of, request.user_id)
        await request.refuse_fields({publication_forms.LINK: words(language)("publication.link_bad")})
        return
    await desk.database.write(
        it_is_live, request.user_id, request.target, link, now=desk.calendar(), practice=desk.practice
    )
    await request.ack()
    desk.wake.deliver()


async def leave(desk: Desk, request: Request) -> None:
    """Leave it: nothing more is sent there."""
    account, language = await desk.database.write(
        leave_it, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.deliver()
    assert request.target is not None, "leave_it has refused every other value"
    number = request.target.submission_id
    text = words(language).mrkdwn("publication.answer_left", number=number, account=account)
    await answers.tell(desk, request, words(language), text)
    await home_view.redraw_if_on_home(desk, request)
    await passed_over.redraw_if_shown(desk, request)


def may_be_live(session: Session, user_id: str, target: Target | None, *, practice: frozenset[int]) -> tuple[str, str]:
    """The account's name and the person's language. Raises Denied when it is settled already."""
    place = _open_question(session, user_id, target, practice)
    return place.account, place.person.language


def it_is_live(
    session: Session, user_id: str, target: Target | None, link: str, *, now: datetime, practice: frozenset[int]
) -> None:
    """Published, on this person's word."""
    place = _open_question(session, user_id, target, practice)
    with place.case(session, now) as case:
        endings.live(case, Published("", link or None), how="said")


def _open_question(session: Session, user_id: str, target: Target | None, practice: frozenset[int]) -> Place:
    place = at_publication.enter(session, user_id, target, practice=practice)
    if place.publication.state != Delivery.UNKNOWN and not is_in_hand(place.publication):
        raise at_publication.not_any_more(place)
    return place


def leave_it(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> tuple[str, str]:
    """Cancelled as it is; the account's name and the person's language."""
    place = at_publication.enter(session, user_id, target, practice=practice)
    if place.publication.state not in MAY_BE_LEFT:
        raise at_publication.not_any_more(place)
    with place.case(session, now) as case:
        _check_something_remains(case)
        endings.left(case)
    return place.account, place.person.language


def _check_something_remains(case: Case) -> None:
    """People would go on deciding about something that goes nowhere; ending it is another thing. Raises Denied."""
    others = [row for row in case.all_of_it if row.number != case.publication.number]
    if case.submission.state in UNDECIDED and all(row.state == Delivery.CANCELLED for row in others):
        raise Denied("only_account", submission=case.submission.number)
