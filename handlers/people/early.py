"""Approved outside the posting hours, and somebody wants it out now instead.

Only what was approved to go out as soon as possible can be hurried: an earlier time than the one that was chosen is
another version.
"""

from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.desk import Desk
from handlers.pausing.stopping import refuse_while_paused
from handlers.permissions import Action
from handlers.publication import at_publication, endings
from handlers.publication.endings import Aftermath
from handlers.request import Request
from handlers.wire import Target
from handlers.words.catalogue import words
from storage.lifecycle import Delivery
from storage.submissions import content_of


async def publish_early(desk: Desk, request: Request) -> None:
    """The button beside the answer to the approval."""
    language = await desk.database.write(
        early, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.publish()
    desk.wake.deliver()
    assert request.target is not None, "the transaction has refused every other value"
    text = words(language)("answer.early", number=request.target.submission_id)
    await answers.tell(desk, request, words(language), text)


def early(session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]) -> str:
    """Due from now on; the person's language. Raises Stranger or Denied."""
    entry = access.enter(session, user_id, target, Action.SETTLE, practice=practice)
    content = content_of(session, entry.revision)
    waiting = [row for row in entry.publications if row.state == Delivery.SCHEDULED and row.due_at and row.due_at > now]
    rows = [row for row in waiting if content.wanted_for(row.account_id) is None]
    if not rows:
        raise Denied("nothing_to_hurry", submission=entry.submission.number)
    at_publication.check_may_go_out(entry.submission, rows)
    refuse_while_paused(session, entry.brand.number, [row.account_id for row in rows], now)
    after = Aftermath(now, user_id)
    for case in endings.cases_of(session, [(entry.submission, row) for row in rows], after):
        endings.moved(case, due_at=now)
    after.write(session)
    return entry.person.language
