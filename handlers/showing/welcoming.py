"""Whom a brand still has to welcome, and with what. Transactions only."""

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access
from handlers.blocks.card import first_words
from handlers.blocks.welcome import Good, Greeting
from handlers.showing import nearest
from handlers.snapshot import Snapshot, snapshots
from storage import brands, decisions, finding, results, welcomes
from storage.brands import Brand
from storage.finding import Wanted
from storage.lifecycle import Delivery
from storage.people import Person
from storage.welcomes import Welcome

LASTS = timedelta(days=1)
GOOD_WITHIN = timedelta(days=90)
SHOWN = 3


def due(session: Session, person: Person, brand: Brand, *, now: datetime) -> Greeting | None:
    """Nothing for whoever has put it away, or has had it for a day, or was here before there were welcomes."""
    known = welcomes.of_person(session, person.user_id)
    before = known.get(brand.number)
    if before is None:
        is_due = not _was_here_before(person, known, now)
    else:
        is_due = before.dismissed_at is None and now - before.at < LASTS
    return greeting(session, brand, now=now) if is_due else None


def _was_here_before(person: Person, known: dict[int, Welcome], now: datetime) -> bool:
    return not known and person.welcomed_at is not None and now - person.welcomed_at >= LASTS


def greeting(session: Session, brand: Brand, *, now: datetime) -> Greeting:
    """What somebody new should know of it."""
    best = results.best_of(session, brand.number, since=now - GOOD_WITHIN, limit=SHOWN)
    newest = finding.matching(session, Wanted(delivery=Delivery.PUBLISHED), brand_ids=[brand.number], page=SHOWN)
    numbers = list(best or newest.numbers)
    known = snapshots(session, numbers)
    return Greeting(
        brand_id=brand.number,
        name=brand.name,
        channel=brand.review_channel,
        approvers=() if access.is_open(session, brand) else access.approvers(session, brand),
        usual=decisions.usual_time(session, brand.number),
        style_guide=brand.style_guide,
        posts=[_good(known[number]) for number in numbers if number in known],
        are_best=bool(best),
    )


def _good(snap: Snapshot) -> Good:
    link = next((one.link for one in snap.on if one.link), None)
    return Good(snap.number, first_words(snap.content.text), link or "")


def meet(session: Session, person: Person, *, now: datetime) -> None:
    """They opened Home: from now on the welcome of their brand lasts for a day."""
    known = welcomes.of_person(session, person.user_id)
    brand = nearest.nearest(session, brands.all_active(session), person.user_id)
    if brand.number not in known:
        dismissed_at = now if _was_here_before(person, known, now) else None
        session.add(Welcome(person_id=person.user_id, brand_id=brand.number, at=now, dismissed_at=dismissed_at))


def is_to_meet(session: Session, user_id: str) -> bool:
    """Whether there is a brand that this person's Home shows for the first time."""
    brand = nearest.nearest(session, brands.all_active(session), user_id)
    return brand.number not in welcomes.of_person(session, user_id)


def put_away(session: Session, user_id: str, brand_id: int, *, now: datetime) -> None:
    """It has been read. Raises Stranger or Denied."""
    access.insider(session, user_id)
    found = welcomes.of_person(session, user_id).get(brand_id)
    if found is not None and found.dismissed_at is None:
        found.dismissed_at = now


def again(session: Session, user_id: str, *, now: datetime) -> tuple[Greeting, str]:
    """For whoever asks, and in which language. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    brand = nearest.meant(session, brands.all_active(session), user_id)
    return greeting(session, brand, now=now), person.language
