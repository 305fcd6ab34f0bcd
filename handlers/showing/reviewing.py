"""One whole submission at a time in a modal: text, accounts, time, warnings, difference, and the three answers.

Its private_metadata is the reviewer's place: the submission on show, then the numbers that wait behind it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers, wire
from handlers.access import Denied
from handlers.blocks import reviewer
from handlers.blocks.client_card import for_outsiders
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.request import Request
from handlers.showing.looking import look_at
from handlers.snapshot import Snapshot, snapshot
from handlers.words.catalogue import Words, words
from storage import brands, submissions
from storage.lifecycle import Editorial

CALLBACK = wire.REVIEWER


async def open_in_full(desk: Desk, request: Request) -> None:
    """The full text, with Approve below it."""
    now, practice = desk.calendar(), desk.practice
    snap, language, is_outside = await desk.database.read(
        for_decider, request.user_id, request.target, now=now, practice=practice
    )
    look = look_at(desk, snap, language)
    if is_outside:
        snap, look = for_outsiders(snap, look)
    await answers.open_modal(desk, request, reviewer.in_full(snap, words(language), look))
    await request.ack()


async def open_queue(desk: Desk, request: Request, numbers: list[int]) -> None:
    """The first of these, the others behind it."""
    view = await _view(desk, request, numbers, "")
    await answers.open_modal(desk, request, view)
    await request.ack()


async def open_to_read(desk: Desk, request: Request, snap: Snapshot, language: Words) -> None:
    """For somebody who owes no decision on it, or whose decision is made: the same without the three answers."""
    view = reviewer.to_read(snap, language, look_at(desk, snap, language.language))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def go_on(desk: Desk, request: Request, queue: str, *, notice: str) -> None:
    """Shows the next one in the modal that is open, with what became of the last on top."""
    _, rest = reviewer.read_place(queue)
    view = await _view(desk, request, rest, notice)
    try:
        await desk.client.views_update(view_id=_reviewer_view(request), view=dict(view))
    except SlackClientError:
        # The modal was closed meanwhile; the person still gets the answer.
        await answers.privately(desk, request, notice)


def _reviewer_view(request: Request) -> str:
    """The reviewer itself, or the modal below when the reason was asked for on top of it."""
    if request.view.get("callback_id") == CALLBACK:
        return request.view_id
    return str(request.view.get("previous_view_id") or request.view.get("root_view_id") or "")


async def _view(desk: Desk, request: Request, numbers: list[int], notice: str) -> Mapping[str, Any]:
    found, rest, language = await desk.database.read(first_waiting, request.user_id, numbers)
    if found is None:
        return reviewer.all_done(words(language), notice)
    return reviewer.one(found, rest, words(language), look_at(desk, found, language), notice)


def for_decider(
    session: Session, user_id: str, target: wire.Target | None, *, now: datetime, practice: frozenset[int]
) -> tuple[Snapshot, str, bool]:
    """A submission for whoever may see it, their language, and whether they are from outside.

    Raises Denied or Stranger.
    """
    entry = access.enter(session, user_id, target, Action.SEE, now=now, practice=practice)
    found = snapshot(session, entry.submission.number)
    assert found is not None, "it was just entered"
    return found, entry.person.language, not entry.standing.is_insider


def for_reader(session: Session, user_id: str, target: wire.Target | None) -> tuple[Snapshot, str]:
    """A submission for anybody of the team. Raises Denied or Stranger."""
    person = access.insider(session, user_id)
    found = snapshot(session, target.submission_id) if target else None
    if found is None:
        raise Denied("no_such_post")
    return found, person.language


def first_waiting(session: Session, user_id: str, numbers: list[int]) -> tuple[Snapshot | None, list[int], str]:
    """The first of these that still waits for this person; what is left behind it; their language."""
    person = access.insider(session, user_id)
    for place, number in enumerate(numbers):
        found = snapshot(session, number)
        if found and found.state == Editorial.IN_REVIEW and user_id not in found.approved_by:
            return found, numbers[place + 1 :], person.language
    return None, [], person.language


def waiting_for(
    session: Session, user_id: str, *, now: datetime, practice: frozenset[int], limit: int = 50
) -> list[int]:
    """Numbers of the submissions that this person owes a decision, in all brands, oldest first."""
    person = access.known(session, user_id)
    waiting = [
        one
        for brand in brands.all_active(session)
        for one in submissions.in_state(session, brand.number, [Editorial.IN_REVIEW], limit)
    ]
    waiting.sort(key=lambda one: (one.review_since, one.number))
    return [one.number for one in waiting if access.owes(session, one, person, now=now, practice=practice)]


def is_owed(session: Session, user_id: str, number: int, *, now: datetime, practice: frozenset[int]) -> bool:
    """Whether this very submission waits for this person, however many wait before it."""
    person = access.known(session, user_id)
    submission = session.get(submissions.Submission, number)
    return submission is not None and access.owes(session, submission, person, now=now, practice=practice)
