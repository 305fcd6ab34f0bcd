"""What is written under the card that people from outside read: theirs comes to the team, the team's own is refused.

An internal remark is refused when it is written, rather than hidden when it is shown: there everybody reads it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.permissions import Why
from handlers.steps.matters import matter_of
from handlers.steps.shared import named_outside
from storage import brands, cards, submissions
from storage.cards import Surface


@dataclass(frozen=True)
class Refusal:
    """Somebody of the team wrote where people from outside read along."""

    number: int
    review_channel: str
    language: str


def refusal(session: Session, channel_id: str, thread_ts: str, user_id: str) -> Refusal | None:
    """Nothing where it may stand. Raises Stranger."""
    card = cards.at(session, channel_id, thread_ts)
    if card is None or card.surface != Surface.CLIENT:
        return None
    person = access.known(session, user_id)
    brand = brands.brand(session, session.get_one(submissions.Submission, card.submission_id).brand_id)
    if not access.is_insider(person, brand):
        return None
    return Refusal(card.submission_id, brand.review_channel, person.language)


def enter(session: Session, user_id: str, number: int, *, practice: frozenset[int], now: datetime) -> Entry:
    """Somebody from outside whom the step names, whether or not it is their turn. Raises Stranger or Denied."""
    person = access.known(session, user_id)
    submission = submissions.lock(session, number)
    if submission is None:
        raise Denied("no_such_post")
    matter = matter_of(session, submission, practice=practice)
    if user_id not in named_outside(matter.progress) or person.is_bot or person.is_deactivated:
        raise Denied(f"not_yours_{Why.OUTSIDER}")
    standing = access.standing_in(session, matter, person, stands_in=False)
    return Entry(**vars(matter), person=person, standing=standing)
