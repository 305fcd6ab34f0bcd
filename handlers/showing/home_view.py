"""One person's App Home: read in one transaction, drawn, published. Redrawn for whoever opens it or acts on it.

Every list is bounded and read by an index, so that Home costs the same while the tables grow.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.blocks import home
from handlers.blocks.home import Home, Rows
from handlers.blocks.home_rows import DraftRow, Trouble
from handlers.blocks.saying import Reader
from handlers.desk import Desk, go_on
from handlers.pausing import showing, standing
from handlers.request import Request
from handlers.showing import passed_over, setup_gaps, welcoming
from handlers.showing.nearest import nearest
from handlers.showing.readers import reader as reader
from handlers.snapshot import Snapshot, snapshots
from handlers.words.catalogue import words
from storage import absences, brands, decisions, drafts, people, submissions, under_way
from storage.brands import Brand
from storage.lifecycle import Editorial
from storage.people import Person

log = logging.getLogger(__name__)

WAITING, TROUBLE, MINE, DRAFTS, NEXT = 10, 5, 10, 5, 10
"""Rows of each list; together they stay below Slack's 100 blocks."""

CANDIDATES = 200
"""Waiting submissions of a brand that are looked at, oldest first, for those that wait for one person."""

EXPLAINS_FOR = timedelta(days=1)
"""How long after its first opening Home explains itself."""

LOOKS_FOR = timedelta(hours=1)
"""How long after opening Home somebody is taken to have it in front of them still."""

LONG_AGO = datetime.min.replace(tzinfo=ZoneInfo("UTC"))


async def redraw(desk: Desk, user_id: str) -> None:
    """Shows this person their Home as it is now. Raises Stranger for somebody whom we do not know yet."""
    now = desk.calendar()
    try:
        shown = await desk.database.read(home_of, user_id, now=now, practice=desk.practice, scopes=desk.scopes)
        view = home.view(shown)
    except Denied:
        view = home.closed_door(await desk.database.read(_reader_of, user_id, now))
    try:
        await desk.client.views_publish(user_id=user_id, view=view)
    except (SlackClientError, OSError, TimeoutError) as trouble:
        # It is drawn anew at the next opening, so nothing is lost but a moment.
        log.warning("Home was not drawn: %s", trouble)


async def redraw_if_on_home(desk: Desk, request: Request) -> None:
    """For a story to call after its act: redraws when the button stood on Home."""
    if request.view.get("type") == "home":
        await redraw(desk, request.user_id)


def redraw_behind_a_modal(desk: Desk, request: Request) -> None:
    """After any act in a modal: Home may lie behind it, and Slack does not tell us when it is seen again."""
    opened_at = desk.visitors.get(request.user_id)
    is_typing = request.action_id.startswith("composer_")
    if request.view.get("type") != "modal" or is_typing or opened_at is None:
        return
    if desk.machine() - opened_at < LOOKS_FOR:
        go_on(desk, _redraw_quietly(desk, request.user_id))


async def _redraw_quietly(desk: Desk, user_id: str) -> None:
    try:
        await redraw(desk, user_id)
    except Exception:
        # The act itself was answered already; Home is drawn anew at its next opening.
        log.exception("Home could not be redrawn behind a modal")


def home_of(
    session: Session,
    user_id: str,
    *,
    now: datetime,
    practice: frozenset[int],
    scopes: frozenset[str] = frozenset(),
) -> Home:
    """Everything that this person's Home shows. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    shown = nearest(session, every, user_id)
    in_charge = [
        one for one in every if access.is_admin(session, one, user_id) or access.is_approver(session, one, user_id)
    ]
    state = people.channel(session, shown.review_channel)
    return Home(
        reader=reader(person, now),
        channel_id=shown.review_channel,
        is_first=person.welcomed_at is None or now - person.welcomed_at < EXPLAINS_FOR,
        channel_trouble=state.trouble if state else None,
        waiting=_waiting(session, every, person, now=now, practice=practice),
        trouble=_trouble(session, every, in_charge, user_id),
        mine=mine_of(session, user_id),
        drafts=_drafts(session, user_id),
        next_out=_next_out(session, [one for one in every if access.may_read(session, one, user_id)], now),
        brands=setup_gaps.rows(session, user_id),
        away=absences.standing(session).get(user_id),
        paused=standing.every(session),
        passed_over=len(passed_over.rows_of(session, user_id)[0]),
        may_pause=showing.may_pause(session, person),
        greeting=welcoming.due(session, person, shown, now=now),
        gaps=setup_gaps.all_gaps(session, every, user_id, practice=practice, scopes=scopes),
    )


def _reader_of(session: Session, user_id: str, now: datetime) -> Reader:
    person = people.person(session, user_id)
    return reader(person, now) if person else Reader(words("en"), ZoneInfo("UTC"), now, user_id)


def _waiting(
    session: Session, every: Sequence[Brand], person: Person, *, now: datetime, practice: frozenset[int]
) -> Rows[Snapshot]:
    """What this person owes a decision, oldest first."""
    found = [one for brand in every for one in decisions.awaiting(session, brand.number, person.user_id, CANDIDATES)]
    found.sort(key=lambda one: (one.review_since, one.number))
    owed = (one.number for one in found if access.owes(session, one, person, now=now, practice=practice))
    return _rows(session, islice(owed, WAITING + 1), WAITING)


def _trouble(session: Session, every: Sequence[Brand], in_charge: Sequence[Brand], user_id: str) -> Rows[Trouble]:
    """Only what this person may settle: all of it for approvers and admins of the brand, else their own."""
    found = [
        one
        for brand in every
        for one in under_way.in_trouble(
            session, brand.number, TROUBLE + 1, author_id=None if brand in in_charge else user_id
        )
    ]
    found.sort(key=lambda one: (one.changed_at, one.number))
    known = snapshots(session, dict.fromkeys(one.submission_id for one in found))
    rows = [
        (known[one.submission_id], on)
        for one in found
        for on in known[one.submission_id].on
        if on.publication_id == one.number
    ]
    return Rows(rows[:TROUBLE], len(rows) > TROUBLE)


def mine_of(session: Session, user_id: str) -> Rows[Snapshot]:
    """An author's own that are not over: new versions owed first, then those in review, then those on their way."""
    numbers: list[int] = []
    for state in (Editorial.CHANGES_REQUESTED, Editorial.IN_REVIEW):
        numbers += [one.number for one in submissions.by_author(session, user_id, [state], MINE + 1)]
    numbers += under_way.being_sent_of(session, user_id, MINE + 1)
    numbers += under_way.going_out_of(session, user_id, since=LONG_AGO, limit=MINE + 1)
    return _rows(session, numbers, MINE)


def _drafts(session: Session, user_id: str) -> Rows[DraftRow]:
    found = drafts.of_person(session, user_id, DRAFTS + 1)
    rows = [DraftRow(one.id, one.text, one.saved_at, one.submission_id) for one in found]
    return Rows(rows[:DRAFTS], len(rows) > DRAFTS)


def _next_out(session: Session, every: Sequence[Brand], now: datetime) -> Rows[Snapshot]:
    """The next to go out, each submission once however many accounts it has."""
    far, most = now + timedelta(days=3650), 3 * (NEXT + 1)
    found = [
        one
        for brand in every
        for one in under_way.going_out(session, brand.number, since=now - brand.grace, until=far, limit=most)
    ]
    found.sort(key=lambda one: (one.due_at or far, one.number))
    return _rows(session, dict.fromkeys(one.submission_id for one in found), NEXT)


def _rows(session: Session, numbers: Iterable[int], most: int) -> Rows[Snapshot]:
    wanted = list(dict.fromkeys(numbers))
    return Rows(list(snapshots(session, wanted[:most]).values()), len(wanted) > most)
