"""How far a campaign is, and what each contributed. Transactions only."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from storage import campaigns, people
from storage.brands import Brand
from storage.campaigns import Campaign, Counts, Share


@dataclass(frozen=True)
class Progress:
    """One campaign as plain data."""

    name: str
    goal: str = ""
    number: int | None = None
    counts: Counts = Counts.POSTS
    ends_on: str | None = None
    owner_id: str | None = None
    owner: str = ""
    advisers: tuple[str, ...] = ()
    is_paid: bool = False
    reached: int = 0
    """In what it counts."""
    by: Sequence[tuple[str, Share]] = ()
    """Names, with what they contributed; by name, so that nobody is first."""


def of_brand(session: Session, brand: Brand) -> list[Progress]:
    """Every campaign of the brand, in the order in which it names them."""
    known = campaigns.of_brand(session, brand.number)
    return [_progress(session, brand, name, known.get(name)) for name in brand.campaigns]


def of_one(session: Session, brand: Brand, name: str) -> Progress:
    """One of them, which may have no details."""
    return _progress(session, brand, name, campaigns.campaign(session, brand.number, name))


def brief(session: Session, brand: Brand, name: str) -> Progress | None:
    """Without how far it is, which takes counting; nothing where nobody wrote any details."""
    details = campaigns.campaign(session, brand.number, name)
    if details is None:
        return None
    owner = people.person(session, details.owner_id) if details.owner_id else None
    return Progress(
        name=name,
        goal=details.goal,
        number=details.number,
        counts=details.counts,
        ends_on=details.ends_on,
        owner_id=details.owner_id,
        owner=owner.name if owner else "",
    )


def _progress(session: Session, brand: Brand, name: str, details: Campaign | None) -> Progress:
    found = campaigns.shares(session, brand.number, name)
    known = people.people(session, {one.author_id for one in found} | ({details.owner_id or ""} if details else set()))
    names = {user_id: person.name for user_id, person in known.items()}
    by = sorted(((names.get(one.author_id, one.author_id), one) for one in found), key=lambda pair: pair[0].casefold())
    if details is None:
        return Progress(name, reached=sum(one.posts for one in found), by=by)
    return Progress(
        name=name,
        goal=details.goal,
        number=details.number,
        counts=details.counts,
        ends_on=details.ends_on,
        owner_id=details.owner_id,
        owner=names.get(details.owner_id or "", ""),
        advisers=tuple(details.advisers),
        is_paid=details.is_paid,
        reached=sum(_counted(one, details.counts) for one in found),
        by=by,
    )


def _counted(share: Share, counts: Counts) -> int:
    return {Counts.POSTS: share.posts, Counts.VIEWS: share.views, Counts.ENGAGEMENT: share.engagement}[counts]
