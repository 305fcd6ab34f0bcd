"""A freed slot is offered to one author whose submission waits for a later one; it is never taken by itself.

It lapses when its time comes near, when somebody else has it, or when its account is paused. Transactions only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.rhythm.freeing import NEAR
from handlers.rhythm.giving import free_slots, is_slot
from storage import booked, brands, history, outbox, people, slot_offers
from storage.brands import Account, Brand
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.slot_offers import SlotOffer
from storage.submissions import Submission

AFTER = timedelta(minutes=5)
"""Between a slot that was freed and its offer: whoever rejected or moved it may think again."""

LOOKS_AHEAD = timedelta(days=60)
"""How much later the slot may be for which somebody waits."""

WAITING = frozenset({Editorial.IN_REVIEW, Editorial.APPROVED})
"""Whoever owes changes has other things to do first."""


@dataclass(frozen=True)
class Waiting:
    """Whose submission waits for a later slot, and for which."""

    submission: Submission
    at: datetime


@dataclass(frozen=True)
class Becomes:
    """What is to become of an open slot: it is offered to whoever waits; nobody: it lapses."""

    waiting: Waiting | None = None


def due(session: Session, *, now: datetime) -> list[int]:
    """Ids of open slots of which something is to become now. Asked every minute, so it is asked without a lock."""
    found = (session.get_one(SlotOffer, number) for number in slot_offers.open_ids(session))
    return [one.number for one in found if _becomes(session, one, now) is not None]


def look(session: Session, offer_id: int, *, now: datetime) -> bool:
    """Offers an open slot, or lets it lapse; whether something was said."""
    offer = slot_offers.locked(session, offer_id)
    if offer is None or offer.answered_at is not None:
        return False
    account = brands.lock_account(session, offer.account_id)
    found = _becomes(session, offer, now)
    if found is None:
        return False
    if found.waiting is None:
        offer.answered_at = now
        return False
    _offer(session, account, offer, found.waiting, now)
    return True


def _becomes(session: Session, offer: SlotOffer, now: datetime) -> Becomes | None:
    """Nothing yet; or it lapses; or it is offered."""
    if now < offer.freed_at + AFTER:
        return None
    account = session.get_one(Account, offer.account_id)
    brand = brands.brand(session, account.brand_id)
    if not is_open(session, brand, account, offer, now):
        return Becomes()
    waiting = None if offer.offered_to else _longest_waiting(session, brand, account, offer)
    return Becomes(waiting) if waiting else None


def is_open(
    session: Session, brand: Brand, account: Account, offer: SlotOffer, now: datetime, *, besides: int = 0
) -> bool:
    """Still a slot of the account, free, and far enough ahead."""
    moment = is_slot(account, offer.at, brand.zone)
    if not account.is_active or moment is None or offer.at < now + NEAR:
        return False
    open_ = free_slots(session, brand, account, moment.queue, now, besides=besides)
    return any(one.at == offer.at for one in open_)


def _longest_waiting(session: Session, brand: Brand, account: Account, offer: SlotOffer) -> Waiting | None:
    """Whoever has the next later slot of the same queue, and may still come forward."""
    freed = is_slot(account, offer.at, brand.zone)
    until = offer.at + LOOKS_AHEAD
    for row in booked.booked(session, offer.account_id, since=offer.at, until=until, besides=offer.freed_by):
        slot = is_slot(account, row.at, brand.zone)
        if slot is None or freed is None or slot.queue != freed.queue or row.state != Delivery.SCHEDULED:
            continue
        submission = session.get_one(Submission, row.submission_id)
        if row.editorial in WAITING and submission.holds is None and _is_there(session, submission):
            return Waiting(submission, row.at)
    return None


def _is_there(session: Session, submission: Submission) -> bool:
    author = people.person(session, submission.author_id)
    return author is not None and not author.is_deactivated


def _offer(session: Session, account: Account, offer: SlotOffer, waiting: Waiting, now: datetime) -> None:
    number, author = waiting.submission.number, waiting.submission.author_id
    offer.submission_id, offer.offered_to = number, author
    outbox.say(
        session,
        f"slot_offered:{offer.number}:{offer.freed_at.isoformat()}",
        "slot_offered",
        place=Place.DIRECT,
        recipient=author,
        urgency=Urgency.NEWS,
        now=now,
        submission_id=number,
        offer=offer.number,
        account=account.name,
        at=offer.at.isoformat(),
        instead_of=waiting.at.isoformat(),
    )
    history.add(
        session,
        "slot.offered",
        actor_id=history.BOT,
        at=now,
        submission_id=number,
        account=offer.account_id,
        due_at=offer.at.isoformat(),
        to=author,
    )
