"""A person lets it go out after all: once more after doubt or failure, or now or later after its time was missed.

Accounts that have it are never touched, and the gate decides as for any other: approved, and exactly that content.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import publication_forms
from handlers.composing import times
from handlers.composing.times import BadTime
from handlers.desk import Desk
from handlers.pausing.stopping import refuse_while_paused
from handlers.permissions import Action
from handlers.publication import at_publication, endings
from handlers.publication.endings import Aftermath
from handlers.request import Request
from handlers.showing import home_view, passed_over
from handlers.snapshot import Snapshot, snapshot
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import brands, connections, publications
from storage.lifecycle import Delivery
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Submission, content_of, current_revision

HOLDS_FOR = timedelta(days=7)
"""How much later than first wanted it may go out without a new approval."""


@dataclass(frozen=True)
class Missed:
    """What missed its time, with the person who acts, both checked and locked."""

    person: Person
    submission: Submission
    rows: tuple[Publication, ...]


async def send_again(desk: Desk, request: Request) -> None:
    """After a person has looked, or the account was mended."""
    language = await desk.database.write(
        again, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    await _say(desk, request, language, "publication.answer_again")


async def publish_now(desk: Desk, request: Request) -> None:
    """It missed its time and is approved: it goes out without a second round."""
    language = await desk.database.write(
        now_after_all, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    await _say(desk, request, language, "publication.answer_now")


async def _say(desk: Desk, request: Request, language: str, key: str) -> None:
    desk.wake.publish()
    desk.wake.deliver()
    assert request.target is not None, "the transaction has refused every other value"
    await answers.tell(desk, request, words(language), words(language)(key, number=request.target.submission_id))
    await home_view.redraw_if_on_home(desk, request)
    await passed_over.redraw_if_shown(desk, request)


async def ask_for_time(desk: Desk, request: Request) -> None:
    """A date and a time, in the brand's zone."""
    now, target = desk.calendar(), request.target
    snap, until, language = await desk.database.read(
        may_choose_time, request.user_id, target, now=now, practice=desk.practice
    )
    assert target is not None, "may_choose_time has refused every other value"
    form = publication_forms.time_form(target, snap, until, now, words(language))
    await answers.open_modal(desk, request, form)
    await request.ack()


async def choose_time(desk: Desk, request: Request) -> None:
    """The form was sent; a time that cannot be is asked about at its field."""
    date = request.field(publication_forms.DATE).get("selected_date")
    time = request.field(publication_forms.TIME).get("selected_time")
    try:
        await desk.database.write(
            at_a_new_time, request.user_id, request.target, date, time, now=desk.calendar(), practice=desk.practice
        )
    except BadTime as trouble:
        language = await desk.database.read(at_publication.language_of, request.user_id)
        await request.refuse_fields(publication_forms.bad_time(trouble, words(language)))
        return
    except TooLate:
        language = await desk.database.read(at_publication.language_of, request.user_id)
        await request.refuse_fields({publication_forms.DATE: words(language)("publication.time_beyond")})
        return
    await request.ack()
    desk.wake.publish()
    desk.wake.deliver()


class TooLate(Exception):
    """So far from the approved time that it must be approved anew."""


def again(session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]) -> str:
    """Scheduled for this moment; the person's language."""
    place = at_publication.enter(session, user_id, target, practice=practice)
    publication = place.publication
    if publication.state != Delivery.FAILED and not at_publication.is_put_to_people(publication):
        raise at_publication.not_any_more(place)
    at_publication.check_may_go_out(place.submission, [publication])
    refuse_while_paused(session, place.submission.brand_id, [publication.account_id], now)
    # Whoever sends it takes the account to be mended; if it is not, the admins hear of it anew.
    connections.mends(session, [publication.account_id])
    with place.case(session, now) as case:
        endings.rescheduled(case, due_at=now, kind="publication.retried")
    return place.person.language


def now_after_all(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> str:
    """Scheduled for this moment; the person's language."""
    missed = _missed(session, user_id, target, practice)
    at_publication.check_may_go_out(missed.submission, missed.rows)
    refuse_while_paused(session, missed.submission.brand_id, [row.account_id for row in missed.rows], now)
    connections.mends(session, [row.account_id for row in missed.rows])
    _move(session, missed, now, due_at=now)
    return missed.person.language


def may_choose_time(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> tuple[Snapshot, datetime, str]:
    """The submission, until when its approval holds, and the person's language."""
    missed = _missed(session, user_id, target, practice)
    snap, until = snapshot(session, missed.submission.number), _holds_until(session, missed)
    assert snap is not None, "it was just locked"
    if until <= now:
        raise Denied("needs_new_version", submission=snap.number)
    return snap, until, missed.person.language


def at_a_new_time(
    session: Session,
    user_id: str,
    target: Target | None,
    date: str | None,
    time: str | None,
    *,
    now: datetime,
    practice: frozenset[int],
) -> None:
    """Scheduled anew; what is not approved yet waits for that. Raises BadTime or TooLate."""
    missed = _missed(session, user_id, target, practice)
    chosen = times.chosen(date, time, brands.brand(session, missed.submission.brand_id).zone, now)
    if chosen.at > _holds_until(session, missed):
        raise TooLate
    _move(session, missed, now, due_at=chosen.at)


def _missed(session: Session, user_id: str, target: Target | None, practice: frozenset[int]) -> Missed:
    """One publication, or, with 0 in the place of its id, everything of the submission that missed its time."""
    if target is not None and target.part:
        place = at_publication.enter(session, user_id, target, practice=practice)
        if place.publication.state != Delivery.MISSED:
            raise at_publication.not_any_more(place)
        return Missed(place.person, place.submission, (place.publication,))
    entry = access.enter(session, user_id, target, Action.SETTLE, practice=practice)
    rows = publications.of_submission(session, entry.submission.number)
    missed = tuple(row for row in rows if row.state == Delivery.MISSED)
    if not missed:
        raise Denied("nothing_missed", submission=entry.submission.number)
    return Missed(entry.person, entry.submission, missed)


def _holds_until(session: Session, missed: Missed) -> datetime:
    content = content_of(session, current_revision(session, missed.submission))
    first = [content.wanted_for(row.account_id) or row.meant_for for row in missed.rows]
    return min(when for when in first if when is not None) + HOLDS_FOR


def _move(session: Session, missed: Missed, now: datetime, *, due_at: datetime) -> None:
    after = Aftermath(now, missed.person.user_id)
    for case in endings.cases_of(session, [(missed.submission, row) for row in missed.rows], after):
        endings.rescheduled(case, due_at=due_at, kind="publication.moved")
    after.write(session)
