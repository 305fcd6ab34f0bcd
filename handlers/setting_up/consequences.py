"""A brand's rules are different now: what that means for what is on its way. Transactions only."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlmodel import Session

from handlers.deciding.settling import settle
from storage import cards, outbox, submissions, under_way
from storage.brands import Brand
from storage.cards import Surface
from storage.lifecycle import Editorial
from storage.outbox import Place, Urgency

Stuck = tuple[int, ...]

MOST = 2000
"""Submissions of a brand that are looked at; nobody has more of them open."""

EVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


DECIDES = frozenset({"approvers", "approvals_needed", "allows_own_work", "stage", "stages"})
"""Rules on which it depends who may say yes, and what is enough."""

SHOWN = frozenset({"name", "review_channel", "timezone", "language", "questions"})
"""Rules that a card shows."""


def draw(session: Session, brand: Brand, changed: Collection[str], *, moved_from: str | None, now: datetime) -> Stuck:
    """Posts that are not over are looked at again, as far as these rules concern them.

    Numbers of those in review that nobody is left to decide.
    """
    if DECIDES.isdisjoint(changed) and SHOWN.isdisjoint(changed):
        return ()
    numbers = on_the_way(session, brand.number)
    if moved_from is not None:
        _move_cards(session, brand, numbers, moved_from, now)
    if not SHOWN.isdisjoint(changed):
        cards.advance_all(session, list(submissions.lock_all(session, numbers).values()))
    return () if DECIDES.isdisjoint(changed) else settle_all(session, brand, now=now)


def on_the_way(session: Session, brand_id: int) -> list[int]:
    """Numbers of the brand's submissions that wait for somebody, or for their time."""
    waiting = (Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED)
    found = [one.number for one in submissions.in_state(session, brand_id, waiting, MOST)]
    since, until = EVER
    found += [one.submission_id for one in under_way.going_out(session, brand_id, since=since, until=until, limit=MOST)]
    found += [one.submission_id for one in under_way.in_trouble(session, brand_id, MOST)]
    return sorted(set(found))


def in_review(session: Session, brand_id: int) -> list[int]:
    """Numbers of its submissions that wait for a decision."""
    return [one.number for one in submissions.in_state(session, brand_id, [Editorial.IN_REVIEW], MOST)]


def settle_all(session: Session, brand: Brand, *, now: datetime) -> Stuck:
    """Who decides for the brand is somebody else now. Numbers of those in review that nobody is left to decide."""
    return tuple(number for number in in_review(session, brand.number) if _is_stuck(session, number, now))


def _is_stuck(session: Session, number: int, now: datetime) -> bool:
    submission = submissions.lock(session, number)
    assert submission is not None, "it was just found"
    current = settle(session, submission, now=now).current
    return current is not None and current.is_stuck


def _move_cards(session: Session, brand: Brand, numbers: list[int], moved_from: str, now: datetime) -> None:
    """Each open card is posted anew where the brand is reviewed now; the old channel is told once."""
    for number in numbers:
        card = cards.card_of(session, number, Surface.CARD)
        if card is not None and card.recipient != brand.review_channel:
            cards.move(card, brand.review_channel)
    if numbers:
        outbox.say(
            session,
            f"review_moved:{brand.number}:{brand.edition}",
            "review_moved",
            place=Place.CHANNEL,
            recipient=moved_from,
            urgency=Urgency.NEWS,
            now=now,
            name=brand.name,
            channel=brand.review_channel,
        )
