"""The story of one submission, read for whoever asks for it: by a menu, by a button or by a command."""

from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import history as drawing
from handlers.blocks.history import Entry, Story
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import home_view
from handlers.snapshot import snapshot
from storage import history, people, submissions
from storage.history import Event
from storage.submissions import Content, Submission

MOST_EVENTS = 200


async def show(desk: Desk, request: Request, number: int) -> None:
    """Opens it in a modal. Raises Denied for a number that does not exist."""
    story = await desk.database.read(story_of, request.user_id, number, now=desk.calendar())
    await answers.open_modal(desk, request, drawing.view(story))
    await request.ack()


def story_of(session: Session, user_id: str, number: int, *, now: datetime) -> Story:
    """Everything that happened to it, oldest first. Raises Denied or Stranger."""
    person = access.insider(session, user_id)
    snap = snapshot(session, number)
    if snap is None:
        raise Denied("no_such_post")
    events = history.of_submission(session, number, MOST_EVENTS + 1)
    actors = people.people(session, {one.actor_id for one, _ in events})
    entries = [_entry(event, reason) for event, reason in events[-MOST_EVENTS:]]
    return Story(
        snap=snap,
        reader=home_view.reader(person, now),
        entries=entries,
        names={**snap.names, **{user_id: found.name for user_id, found in actors.items()}},
        contents=_contents(session, number, entries),
        is_cut=len(events) > MOST_EVENTS,
    )


def _entry(event: Event, reason: str) -> Entry:
    return Entry(event.kind, event.actor_id, event.at, dict(event.data), reason)


def _contents(session: Session, number: int, entries: list[Entry]) -> dict[int, Content]:
    """Revisions that the entries speak of, and those before them, so that what changed can be told."""
    submission = session.get(Submission, number)
    if submission is None:
        return {}
    told = {int(one.data.get("revision") or 0) for one in entries if one.kind == "submission.revised"}
    wanted = {revision for one in told for revision in (one - 1, one) if revision > 0}
    found = {one: submissions.revision_numbered(session, number, one) for one in sorted(wanted)[-MOST_EVENTS:]}
    return {one: submissions.content_of(session, row) for one, row in found.items() if row is not None}
