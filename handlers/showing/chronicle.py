"""The story of one submission, read for whoever asks for it: by a menu, by a button or by a command."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import history as drawing
from handlers.blocks.history import PAGE, Story
from handlers.blocks.history_sentences import Entry, Telling
from handlers.desk import Desk
from handlers.request import Request
from handlers.showing import home_view
from handlers.snapshot import snapshot
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import history, people, stages, submissions
from storage.content import Content
from storage.history import Event
from storage.submissions import Submission

_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")


async def show(desk: Desk, request: Request, number: int) -> None:
    """Opens it in a modal, at its newest page. Raises Denied for a number that does not exist."""
    story = await desk.database.read(story_of, request.user_id, number, now=desk.calendar())
    await answers.open_modal(desk, request, drawing.view(story))
    await request.ack()


async def turn(desk: Desk, request: Request, target: Target) -> None:
    """Another page of it, in the modal that is open; the target's second number is the place of its first entry."""
    story = await desk.database.read(story_of, request.user_id, target.submission_id, target.part, now=desk.calendar())
    await request.ack()
    try:
        await desk.client.views_update(view_id=request.view_id, view=drawing.view(story))
    except SlackClientError:
        # The modal was closed meanwhile, or Slack did not answer: nothing is lost, and the person hears of it.
        language = words(story.reader.words.language)
        await answers.privately(desk, request, language("history.not_turned", number=target.submission_id))


def story_of(session: Session, user_id: str, number: int, first: int | None = None, *, now: datetime) -> Story:
    """A page of it, oldest first: the newest, unless another one is asked for. Raises Denied or Stranger."""
    person = access.reader_of(session, user_id, number)
    snap = snapshot(session, number)
    if snap is None:
        raise Denied("no_such_post")
    total = history.count_of(session, number)
    begins = max(1, min(first or total - PAGE + 1, total))
    # With the one before, for what the first of them moved it from.
    told = [_entry(event, reason) for event, reason in _part(session, number, begins)]
    before, entries = (told[0], told[1:]) if begins > 1 else (None, told)
    names = people.people(session, {one for entry in entries for one in _people_in(entry)})
    telling = Telling(
        snap=snap,
        reader=home_view.reader(person, now),
        names={**snap.names, **{one: found.name for one, found in names.items()}},
        contents=_contents(session, number, entries),
        steps=stages.names(session, {one for entry in entries for one in _steps_in(entry)}),
    )
    return Story(telling, entries, begins, total, before)


def _part(session: Session, number: int, begins: int) -> list[tuple[Event, str]]:
    if begins == 1:
        return history.part_of(session, number, 1, PAGE)
    return history.part_of(session, number, begins - 1, PAGE + 1)


def _entry(event: Event, reason: str) -> Entry:
    facts = event.place, event.revision, event.state
    return Entry(event.kind, event.actor_id, event.at, dict(event.data), reason, *facts)


def _people_in(entry: Entry) -> Iterator[str]:
    """Whoever acted, and everybody whom the entry names."""
    yield entry.actor_id
    yield from (one for one in _strings(entry.data.values()) if _PERSON.fullmatch(one))


def _strings(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _strings(value.values())
        elif isinstance(value, list):
            yield from _strings(value)


def _steps_in(entry: Entry) -> list[int]:
    lists = (found for name in ("stages", "keeps") if isinstance(found := entry.data.get(name), list))
    return [one for found in lists for one in found if isinstance(one, int)]


def _contents(session: Session, number: int, entries: list[Entry]) -> dict[int, Content]:
    """Revisions that the entries speak of, and those before them, so that what changed can be told."""
    submission = session.get(Submission, number)
    if submission is None:
        return {}
    told = {int(one.data.get("revision") or 0) for one in entries if one.kind == "submission.revised"}
    wanted = {revision for one in told for revision in (one - 1, one) if revision > 0}
    found = {one: submissions.revision_numbered(session, number, one) for one in sorted(wanted)}
    return {one: submissions.content_of(session, row) for one, row in found.items() if row is not None}
