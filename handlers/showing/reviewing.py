"""One whole submission at a time in a modal: text, accounts, time, warnings, difference, and the three answers.

Its private_metadata is the reviewer's place: the submission on show, then the numbers that wait behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers, wire
from handlers.blocks import reviewer
from handlers.blocks.card import Look
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


@dataclass(frozen=True)
class Reading:
    """A submission before somebody who may see it."""

    snap: Snapshot
    language: str
    is_outside: bool
    """They are from outside: what the team notes among itself stays away."""


async def open_in_full(desk: Desk, request: Request) -> None:
    """The full text, with Approve below it."""
    found = await read(desk, request)
    await answers.open_modal(desk, request, reviewer.in_full(*_drawn(desk, found)))
    await request.ack()


async def read(desk: Desk, request: Request) -> Reading:
    """The submission of the button. Raises Denied or Stranger."""
    now, practice = desk.calendar(), desk.practice
    return await desk.database.read(for_reader, request.user_id, request.target, now=now, practice=practice)


def _drawn(desk: Desk, found: Reading) -> tuple[Snapshot, Words, Look]:
    """What every drawing of it begins with."""
    snap, look = found.snap, look_at(desk, found.snap, found.language)
    if found.is_outside:
        snap, look = for_outsiders(snap, look)
    return snap, words(found.language), look


async def open_queue(desk: Desk, request: Request, numbers: list[int]) -> None:
    """The first of these, the others behind it."""
    view = await _view(desk, request, numbers, "")
    await answers.open_modal(desk, request, view)
    await request.ack()


async def open_to_read(desk: Desk, request: Request, found: Reading) -> None:
    """For somebody who owes no decision on it, or whose decision is made: the same without the three answers."""
    await answers.open_modal(desk, request, reviewer.to_read(*_drawn(desk, found)))
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
    now, practice = desk.calendar(), desk.practice
    found, rest, language = await desk.database.read(
        first_waiting, request.user_id, numbers, now=now, practice=practice
    )
    if found is None:
        return reviewer.all_done(words(language), notice)
    snap, said_in, look = _drawn(desk, found)
    return reviewer.one(snap, rest, said_in, look, notice)


def for_reader(
    session: Session, user_id: str, target: wire.Target | None, *, now: datetime, practice: frozenset[int]
) -> Reading:
    """A submission for whoever may see it. Raises Denied or Stranger."""
    entry = access.enter(session, user_id, target, Action.SEE, now=now, practice=practice)
    found = snapshot(session, entry.submission.number)
    assert found is not None, "it was just entered"
    return Reading(found, entry.person.language, not entry.standing.is_insider)


def first_waiting(
    session: Session, user_id: str, numbers: list[int], *, now: datetime, practice: frozenset[int]
) -> tuple[Reading | None, list[int], str]:
    """The first of these that still waits for a decision; what is left behind it; the person's language.

    Somebody from outside is shown only what waits for them.
    """
    person = access.known(session, user_id)
    is_outside = not access.is_insider(person, brands.the_brand(session))
    for place, number in enumerate(numbers):
        found = snapshot(session, number)
        if found is None or found.state != Editorial.IN_REVIEW or user_id in found.approved_by:
            continue
        if not is_outside or is_owed(session, user_id, number, now=now, practice=practice):
            return Reading(found, person.language, is_outside), numbers[place + 1 :], person.language
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
