"""Somebody's account was deactivated, or is back: what that means for what waits. Transactions only.

Cards stay. They say that the author is gone; the admins hear, once, of what nobody can decide any more.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.covering import leaving
from handlers.deciding.settling import settle
from handlers.knowing import admins
from handlers.publication import in_hand
from handlers.steps.matters import matter_of
from storage import brands, cards, people, submissions, under_way
from storage.brands import Brand
from storage.lifecycle import Editorial
from storage.people import Person
from storage.submissions import Submission

MOST = 100
"""Submissions looked at in one go; more open ones than that nobody has."""

WITH_PEOPLE = (Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED)


def keep(session: Session, seen: Person, *, now: datetime) -> None:
    """Writes what Slack says of a person, and draws the consequences when they have just gone or come back."""
    before = people.person(session, seen.user_id)
    was_gone = before is not None and before.is_deactivated
    people.keep(session, seen)
    session.flush()
    if seen.is_deactivated == was_gone:
        return
    if seen.is_deactivated:
        _gone(session, seen.user_id, now)
    else:
        _redraw(session, _open_of(session, seen.user_id, now))


def _gone(session: Session, user_id: str, now: datetime) -> None:
    own = _open_of(session, user_id, now)
    for brand in brands.all_active(session):
        waiting = _waiting(session, brand) if access.is_approver(session, brand, user_id) else []
        stuck = [number for number in waiting if _adapted(session, number, now)]
        theirs = [number for number in own if session.get_one(Submission, number).brand_id == brand.number]
        if theirs or stuck:
            key = f"person_gone:{user_id}:{now.isoformat()}:{brand.number}"
            admins.tell(session, brand, key, "person_gone", now=now, user=user_id, own=theirs, stuck=stuck)
    leaving.stand_in_gone(session, user_id, now=now)
    _redraw(session, own)
    in_hand.give_back(session, user_id, now=now)


def _open_of(session: Session, author_id: str, now: datetime) -> list[int]:
    waiting = [one.number for one in submissions.by_author(session, author_id, WITH_PEOPLE, MOST)]
    return [*waiting, *under_way.going_out_of(session, author_id, since=now, limit=MOST)]


def left_channel(session: Session, channel_id: str, user_id: str, *, now: datetime) -> None:
    """Out of a review channel: where nobody is named, that is the end of their right to decide."""
    was_in = people.is_member(session, channel_id, user_id)
    people.leave(session, channel_id, user_id)
    session.flush()
    for brand in brands.of_channel(session, channel_id):
        if was_in and access.is_open(session, brand):
            left = _members_left(session, brand)
            stuck = [number for number in _waiting(session, brand) if _is_short(session, number, left)]
            if stuck:
                key = f"person_left:{user_id}:{now.isoformat()}"
                about = {"user": user_id, "channel": channel_id, "stuck": stuck}
                admins.tell(session, brand, key, "person_left", now=now, **about)


def _waiting(session: Session, brand: Brand) -> list[int]:
    return [one.number for one in submissions.in_state(session, brand.number, [Editorial.IN_REVIEW], MOST)]


def _adapted(session: Session, number: int, now: datetime) -> bool:
    """Draws the consequences for one that waits; true when nobody is left who could give what is missing."""
    submission = submissions.lock(session, number)
    if submission is None:
        return False
    found = settle(session, submission, now=now)
    return found.current is not None and found.current.is_stuck


def _members_left(session: Session, brand: Brand) -> frozenset[str]:
    members = people.members(session, brand.review_channel)
    known = people.people(session, members)
    # Somebody whom we never met is a person until proven otherwise; the bot itself is met at every start.
    return frozenset(one for one in members if one not in known or access.is_insider(known[one], brand))


def _is_short(session: Session, number: int, left: frozenset[str]) -> bool:
    matter = matter_of(session, session.get_one(Submission, number), practice=frozenset())
    current = matter.progress.current
    return current is not None and len(left - matter.authors - {*current.said}) < current.missing


def _redraw(session: Session, numbers: Iterable[int]) -> None:
    for number in dict.fromkeys(numbers):
        submission = submissions.lock(session, number)
        if submission is not None:
            cards.advance(session, submission)
