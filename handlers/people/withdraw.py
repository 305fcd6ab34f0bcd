"""Taking a submission back. What a network has, or may have, cannot be taken back and is named.

Nobody is pinged: the card and the status message show it. Only an author, when an admin took it back, is told, and
whoever has it in hand to post it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied, Entry
from handlers.blocks import withdrawal
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.publication import at_publication
from handlers.request import Request
from handlers.rhythm import freeing
from handlers.showing import home_view
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import brands, cards, history, outbox, publications, submissions
from storage.lifecycle import Editorial
from storage.outbox import Place, Urgency
from storage.publications import Publication


@dataclass(frozen=True)
class TakenBack:
    """What became of it."""

    number: int
    language: str
    left: tuple[str, ...]
    """Names of the accounts on which it is live, or going out at this moment."""


async def withdraw(desk: Desk, request: Request) -> None:
    """A Take back button has asked already; a menu's option cannot, so a modal asks."""
    if request.action.get("type") == "overflow":
        await _ask(desk, request)
        return
    done = await _take_back(desk, request)
    language = words(done.language)
    if request.view.get("type") == "home" and not done.left:
        # The row is gone from the page under the finger that pressed: that is the answer.
        await request.ack()
    else:
        await answers.tell(desk, request, language, withdrawal.done(done.number, done.left, language))
    await home_view.redraw_if_on_home(desk, request)


async def confirm(desk: Desk, request: Request) -> None:
    """The modal's Take back."""
    done = await _take_back(desk, request)
    language = words(done.language)
    await request.ack(response_action="update", view=withdrawal.closing(done.number, done.left, language))


async def _ask(desk: Desk, request: Request) -> None:
    language = await desk.database.read(_may_withdraw, request.user_id, request.target, practice=desk.practice)
    assert request.target is not None, "_may_withdraw has refused every other value"
    await answers.open_modal(desk, request, withdrawal.question(request.target, words(language)))
    await request.ack()


def _may_withdraw(session: Session, user_id: str, target: Target | None, *, practice: frozenset[int]) -> str:
    return access.enter(session, user_id, target, Action.WITHDRAW, practice=practice).person.language


async def _take_back(desk: Desk, request: Request) -> TakenBack:
    done = await desk.database.write(
        take_back, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.deliver()
    return done


def take_back(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> TakenBack:
    """Withdraws it and cancels what has not gone out. Raises Denied, also when everything has gone out already."""
    entry = access.enter(session, user_id, target, Action.WITHDRAW, practice=practice)
    submission, before = entry.submission, freeing.times_of(session, entry.submission.number)
    cancelled, left = publications.cancel_unsent(session, submission.number, now=now)
    if submission.state == Editorial.APPROVED and left and not cancelled:
        raise Denied("too_late_to_take_back", submission=submission.number)
    submissions.move(submission, Editorial.WITHDRAWN)
    submission.decided_at = now
    cards.advance(session, submission)
    freeing.freed(session, submission, before, now)
    _tell_author(session, entry, now)
    _tell_holders(session, entry, left, now)
    history.add(
        session,
        "submission.withdrawn",
        actor_id=user_id,
        at=now,
        submission_id=submission.number,
        revision=submission.revision,
        cancelled=[one.number for one in cancelled],
        left=[one.number for one in left],
    )
    return TakenBack(submission.number, entry.person.language, _names(session, left))


def _tell_author(session: Session, entry: Entry, now: datetime) -> None:
    if entry.standing.is_author:
        return
    outbox.say(
        session,
        f"taken_back:{entry.submission.number}",
        "taken_back",
        place=Place.DIRECT,
        recipient=entry.submission.author_id,
        urgency=Urgency.NEWS,
        now=now,
        submission_id=entry.submission.number,
        by=entry.person.user_id,
    )


def _tell_holders(session: Session, entry: Entry, left: list[Publication], now: datetime) -> None:
    """Whoever was to post it by hand may not have done so yet."""
    for publication in filter(at_publication.is_in_hand, left):
        outbox.say(
            session,
            f"taken_back_in_hand:{publication.number}",
            "taken_back_in_hand",
            place=Place.DIRECT,
            recipient=publication.lease_owner or entry.submission.author_id,
            urgency=Urgency.TASK,
            now=now,
            submission_id=entry.submission.number,
            by=entry.person.user_id,
            publication=publication.number,
        )


def _names(session: Session, left: list[Publication]) -> tuple[str, ...]:
    accounts = brands.accounts_by_id(session, [one.account_id for one in left])
    return tuple(sorted(accounts[one.account_id].name for one in left))
