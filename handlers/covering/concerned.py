"""What waits for a person who is away, and whom it concerns. Transactions only."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from handlers import access
from handlers.steps.matters import Matter, matter_of
from storage import brands, submissions
from storage.brands import Brand
from storage.lifecycle import Editorial
from storage.people import Person

MOST = 100
"""Submissions of a brand that are looked at, oldest first."""


def deciding_in(session: Session, user_id: str) -> list[Brand]:
    """Brands in which this person decides by name. Where every member of the channel may, nobody is waited for."""
    return [one for one in brands.all_active(session) if user_id in access.approvers(session, one)]


def waiting_for(session: Session, user_id: str) -> list[Matter]:
    """What this person owes a decision by name, locked, oldest first."""
    found = [
        one.number
        for brand in deciding_in(session, user_id)
        for one in submissions.in_state(session, brand.number, [Editorial.IN_REVIEW], MOST)
        if _owes(matter_of(session, one, practice=frozenset()), user_id)
    ]
    locked = submissions.lock_all(session, found)
    matters = (matter_of(session, locked[number], practice=frozenset()) for number in found)
    return [one for one in matters if one.submission.state == Editorial.IN_REVIEW and _owes(one, user_id)]


def _owes(matter: Matter, user_id: str) -> bool:
    current = matter.progress.current
    return current is not None and user_id in current.owing


@dataclass(frozen=True)
class Share:
    """What of it the stand-in may decide, and what nobody takes over."""

    taken_over: tuple[Matter, ...]
    left: tuple[Matter, ...]
    """Without a stand-in, or their own work, and the others are not enough."""


def share_out(matters: Iterable[Matter], stand_in: str | None, away: Iterable[str]) -> Share:
    every, absent = list(matters), set(away)
    taken = [one for one in every if stand_in and stand_in not in one.authors]
    left = [one for one in every if one not in taken and _needs_them(one, absent)]
    return Share(tuple(taken), tuple(left))


def _needs_them(matter: Matter, absent: set[str]) -> bool:
    """Fewer are here than must still say yes."""
    current = matter.progress.current
    return current is not None and len(set(current.owing) - absent) < current.missing


def may_stand_in(person: Person | None, brand: Brand) -> bool:
    """Anybody of the team: deciding for somebody needs a name, not a role."""
    return person is not None and access.is_insider(person, brand)
