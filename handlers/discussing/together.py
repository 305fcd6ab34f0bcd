"""Asking somebody for advice, writing together, and handing a submission over. Transactions only."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.discussing import asking
from handlers.permissions import Action, fits, may
from handlers.steps.progress import StepState
from handlers.wire import Target
from storage import cards, co_authors, history, outbox
from storage.cards import Surface
from storage.decisions import Verdict
from storage.outbox import Place, Urgency
from storage.people import Person


class Wish(StrEnum):
    """What somebody may want of another person."""

    ADVICE = "advice"
    """One question; the answer moves nothing."""
    CO_AUTHOR = "co_author"
    """They write with the author from here on."""
    HAND_OVER = "hand_over"
    """They are the author from here on."""


ASKS = {Wish.ADVICE: Action.DISCUSS, Wish.CO_AUTHOR: Action.ADD_CO_AUTHOR, Wish.HAND_OVER: Action.HAND_OVER}
"""What a person must be allowed to do for it."""


@dataclass(frozen=True)
class Ways:
    """What this person may wish for."""

    target: Target
    wishes: tuple[Wish, ...]
    language: str


@dataclass(frozen=True)
class Done:
    """What became of a wish."""

    wish: Wish
    number: int
    name: str
    """Of the other person."""
    language: str


def ways(session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]) -> Ways:
    """Raises Stranger or Denied."""
    entry = access.enter(session, user_id, target, Action.DISCUSS, practice=practice, now=now)
    state = entry.submission.state
    possible = (one for one, action in ASKS.items() if may(action, entry.standing) is None and fits(action, state))
    return Ways(Target(entry.submission.number, entry.submission.revision), tuple(possible), entry.person.language)


def fulfil(
    session: Session,
    user_id: str,
    target: Target | None,
    wish: Wish,
    other_id: str,
    question: str,
    *,
    now: datetime,
    practice: frozenset[int],
) -> Done:
    """Raises Stranger, of either person, or Denied."""
    entry = access.enter(session, user_id, target, ASKS[wish], practice=practice, now=now)
    other = _colleague(session, entry, other_id)
    if wish == Wish.ADVICE:
        asking.ask(session, entry, other, question, now)
    elif wish == Wish.CO_AUTHOR:
        _add_co_author(session, entry, other, now)
    else:
        _hand_over(session, entry, other, now)
    return Done(wish, entry.submission.number, other.name, entry.person.language)


def _colleague(session: Session, entry: Entry, user_id: str) -> Person:
    """Somebody of the team, other than oneself, who may read it."""
    other = access.known(session, user_id)
    if not access.is_insider(other, entry.brand) or not access.may_read(session, entry.brand, user_id):
        raise Denied("not_a_colleague", name=other.name)
    if user_id == entry.person.user_id and user_id in entry.authors:
        raise Denied("choose_somebody_else", submission=entry.submission.number)
    return other


def _add_co_author(session: Session, entry: Entry, other: Person, now: datetime) -> None:
    number = entry.submission.number
    _refuse_approver(entry, other)
    if other.user_id in entry.authors or not co_authors.add(session, number, other.user_id, now=now):
        raise Denied("co_author_already", submission=number, name=other.name)
    _tell(session, entry, "co_author_added", other.user_id, now, other.name)
    cards.advance(session, entry.submission)
    history.add(
        session,
        "submission.co_author_added",
        actor_id=entry.person.user_id,
        at=now,
        submission_id=number,
        co_author=other.user_id,
    )


def _refuse_approver(entry: Entry, other: Person) -> None:
    """Whoever has approved what stands there does not write along: it would be their own then. Nor does whoever is
    needed to decide: an author would choose who may say no. Raises Denied.
    """
    if entry.brand.allows_own_work:
        return
    about = {"submission": entry.submission.number, "name": other.name}
    yes = [one for one in entry.counting if one.verdict == Verdict.APPROVE]
    if any(other.user_id in (one.approver_id, one.on_behalf_of) for one in yes):
        raise Denied("approved_it_already", **about)
    if any(_is_needed(state, other.user_id) for state in entry.progress.steps):
        raise Denied("needed_to_decide", **about)


def _is_needed(state: StepState, user_id: str) -> bool:
    """Without them fewer would have to say yes, or nobody would be left who could."""
    if state.is_met or user_id not in state.possible:
        return False
    left = replace(state, possible=tuple(one for one in state.possible if one != user_id))
    return left.needed < state.needed or left.is_stuck


def _hand_over(session: Session, entry: Entry, other: Person, now: datetime) -> None:
    """Who wrote it stays a co-author; the quiet picture of it moves to the new author's messages."""
    submission, before = entry.submission, entry.submission.author_id
    if other.user_id == before:
        raise Denied("author_already", submission=submission.number, name=other.name)
    if not access.may_write(session, entry.brand, other.user_id):
        raise Denied("may_not_write", name=other.name)
    _refuse_approver(entry, other)
    co_authors.remove(session, submission.number, other.user_id)
    co_authors.add(session, submission.number, before, now=now)
    submission.author_id = other.user_id
    picture = cards.card_of(session, submission.number, Surface.STATUS)
    if picture is not None:
        cards.move(picture, other.user_id)
    for user_id in dict.fromkeys((other.user_id, before)):
        if user_id != entry.person.user_id:
            _tell(session, entry, "handed_over", user_id, now, other.name)
    cards.advance(session, submission)
    history.add(
        session,
        "submission.handed_over",
        actor_id=entry.person.user_id,
        at=now,
        submission_id=submission.number,
        to=other.user_id,
        before=before,
    )


def _tell(session: Session, entry: Entry, kind: str, recipient: str, now: datetime, name: str) -> None:
    """One message to whom it concerns."""
    outbox.say(
        session,
        f"{kind}:{entry.submission.number}:{entry.submission.version}:{recipient}",
        kind,
        place=Place.DIRECT,
        recipient=recipient,
        urgency=Urgency.NEWS,
        now=now,
        submission_id=entry.submission.number,
        by=entry.person.name,
        to=name,
        is_you=recipient == entry.submission.author_id,
    )
