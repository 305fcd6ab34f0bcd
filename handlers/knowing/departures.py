"""Somebody's account was deactivated, or is back: what that means for what waits. Transactions only.

Cards stay. They say that the author is gone; the admins hear, once, of what nobody can decide any more.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.knowing import admins
from handlers.publication import in_hand
from storage import brands, cards, decisions, people, submissions, under_way
from storage.brands import Brand, Role
from storage.decisions import Verdict
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
    brand = brands.the_brand(session)
    own = _open_of(session, user_id, now)
    stuck = _stuck(session, brand) if access.is_approver(session, brand, user_id) else []
    if own or stuck:
        key = f"person_gone:{user_id}:{now.isoformat()}"
        admins.tell(session, key, "person_gone", now=now, user=user_id, own=own, stuck=stuck)
    _redraw(session, [*own, *stuck])
    in_hand.give_back(session, user_id, now=now)


def _open_of(session: Session, author_id: str, now: datetime) -> list[int]:
    waiting = [one.number for one in submissions.by_author(session, author_id, WITH_PEOPLE, MOST)]
    return [*waiting, *under_way.going_out_of(session, author_id, since=now, limit=MOST)]


def left_channel(session: Session, channel_id: str, user_id: str, *, now: datetime) -> None:
    """Out of the review channel: where nobody is named, that is the end of their right to decide."""
    brand = brands.the_brand(session)
    could_decide = people.is_member(session, brand.review_channel, user_id) and channel_id == brand.review_channel
    people.leave(session, channel_id, user_id)
    session.flush()
    if could_decide and not brands.named(session, access.brand_id(brand), Role.APPROVER):
        stuck = _stuck(session, brand)
        if stuck:
            key = f"person_left:{user_id}:{now.isoformat()}"
            admins.tell(session, key, "person_left", now=now, user=user_id, channel=channel_id, stuck=stuck)


def _stuck(session: Session, brand: Brand) -> list[int]:
    """Numbers of what waits for more decisions than people are left to make."""
    waiting = submissions.in_state(session, access.brand_id(brand), [Editorial.IN_REVIEW], MOST)
    left = _still_here(session, brand)
    return [one.number for one in waiting if _is_stuck(session, brand, one, left)]


def _still_here(session: Session, brand: Brand) -> tuple[str, ...]:
    if brands.named(session, access.brand_id(brand), Role.APPROVER):
        return admins.here(session, brand, Role.APPROVER)
    members = people.members(session, brand.review_channel)
    known = people.people(session, members)
    # Somebody whom we never met is a person until proven otherwise; the bot itself is met at every start.
    return tuple(one for one in members if one not in known or access.is_insider(known[one], brand))


def _is_stuck(session: Session, brand: Brand, submission: Submission, left: Iterable[str]) -> bool:
    counting = decisions.counting(session, submission)
    said_yes = {one.approver_id for one in counting if one.verdict == Verdict.APPROVE}
    possible = access.who_can_decide(session, brand, submission)
    needed = min(brand.approvals_needed, len(possible)) if possible else brand.approvals_needed
    could = {one for one in left if one != submission.author_id} - said_yes
    return len(could) < needed - len(said_yes)


def _redraw(session: Session, numbers: Iterable[int]) -> None:
    for number in dict.fromkeys(numbers):
        submission = submissions.lock(session, number)
        if submission is not None:
            cards.advance(session, submission)
