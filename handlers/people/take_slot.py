"""An author takes a slot that became free and was offered to them.

An earlier time than the one that approvers saw is another version: taking the slot makes one, and it is in review
again. Nothing that was approved goes out at a time that nobody approved.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied, Entry
from handlers.blocks import slot_offer
from handlers.composing import moving
from handlers.composing.as_it_stands import as_it_stands
from handlers.desk import Desk
from handlers.permissions import Action
from handlers.request import Request
from handlers.rhythm import offering
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import brands, history, slot_offers
from storage.brands import Brand
from storage.slot_offers import SlotOffer


@dataclass(frozen=True)
class Taken:
    """What became of it."""

    number: int
    account: str
    at: datetime
    brand: Brand
    language: str


async def take(desk: Desk, request: Request) -> None:
    """The button in the direct message."""
    done: Taken = await desk.database.write(
        take_it, request.user_id, request.target, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.deliver()
    language = words(done.language)
    said = slot_offer.taken(done.number, done.account, done.at, done.brand.zone, language)
    await answers.tell(desk, request, language, said)


def take_it(session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]) -> Taken:
    """Raises Stranger or Denied."""
    entry = access.enter(session, user_id, target, Action.EDIT, now=now, practice=practice)
    offer = _offered(session, entry, target, user_id)
    account = brands.lock_account(session, offer.account_id)
    number = entry.submission.number
    is_waiting = entry.submission.state in offering.WAITING and entry.submission.holds is None
    if not is_waiting or not offering.is_open(session, entry.brand, account, offer, now, besides=number):
        raise Denied("slot_gone")
    _move(session, entry, offer, now)
    offer.answered_at, offer.is_taken = now, True
    history.add(
        session,
        "slot.taken",
        actor_id=user_id,
        at=now,
        submission_id=entry.submission.number,
        account=offer.account_id,
        due_at=offer.at.isoformat(),
    )
    return Taken(entry.submission.number, account.name, offer.at, entry.brand, entry.person.language)


def _offered(session: Session, entry: Entry, target: Target | None, user_id: str) -> SlotOffer:
    """An offer to this very person for this very submission, that still stands. Raises Denied."""
    offer = slot_offers.locked(session, target.part) if target else None
    if offer is None or (offer.submission_id, offer.offered_to) != (entry.submission.number, user_id):
        raise Denied("slot_gone")
    if offer.answered_at is not None:
        raise Denied("slot_gone")
    return offer


def _move(session: Session, entry: Entry, offer: SlotOffer, now: datetime) -> None:
    """Only to an earlier time, and so as a new version."""
    wanted = as_it_stands(session, entry.submission, now).wanted_for(offer.account_id)
    if wanted is None or wanted <= offer.at:
        raise Denied("slot_gone")
    moving.move(session, entry, offer.account_id, offer.at, now=now)
