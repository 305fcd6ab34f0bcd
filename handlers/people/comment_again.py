"""A person lets the first comment be written once more, after having looked."""

from datetime import datetime

from sqlmodel import Session

from handlers import answers
from handlers.access import Denied
from handlers.desk import Desk
from handlers.publication import at_publication, commenting
from handlers.request import Request
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import first_comments
from storage.lifecycle import Delivery

MAY_BE_TRIED = (Delivery.FAILED, Delivery.UNKNOWN)


async def write_again(desk: Desk, request: Request) -> None:
    """The button below "the first comment is missing"."""
    language = await desk.database.write(
        again, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.deliver()
    assert request.target is not None, "again has refused every other value"
    text = words(language)("afterwards.comment_goes_again", number=request.target.submission_id)
    await answers.tell(desk, request, words(language), text)


def again(session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]) -> str:
    """To be written at the next round; the person's language. Raises Denied when it is settled already."""
    place = at_publication.enter(session, user_id, target, practice=practice)
    comment = first_comments.locked(session, place.publication.number)
    is_live = place.publication.state == Delivery.PUBLISHED and place.publication.taken_down_at is None
    if comment is None or comment.state not in MAY_BE_TRIED or not is_live:
        raise Denied("comment_settled", submission=place.submission.number)
    with place.case(session, now) as case:
        commenting.again(case, comment)
    return place.person.language
