"""What the form shows of what could be paused, as plain data."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access
from handlers.pausing import scopes, stopping
from handlers.pausing.scopes import EVERYTHING, Scope
from handlers.permissions import Action, may
from storage import brands, under_way
from storage.people import Person


@dataclass(frozen=True)
class Offer:
    """What the form needs."""

    choices: tuple[tuple[str, str], ...]
    """Value and name; an empty name is everything."""
    chosen: str
    held: int
    zone: ZoneInfo
    language: str


def offer(session: Session, user_id: str, value: str, *, now: datetime) -> Offer:
    """Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    scope = scopes.parse(session, value)
    stopping.check(session, user_id, Action.PAUSE, EVERYTHING)
    return Offer(
        choices=tuple((str(one), name) for one, name in scopes.choices(session)),
        chosen=str(scope),
        held=len(_held(session, scope)),
        zone=scopes.brands_of(session, scope)[0].zone,
        language=person.language,
    )


def _held(session: Session, scope: Scope) -> list[int]:
    return under_way.approved_in(session, scope.brand_id, scope.account_id, until=None, limit=stopping.MOST)


def may_pause(session: Session, person: Person) -> bool:
    """Whether the button is worth showing to them."""
    return bool(brands_of_pauser(session, person))


def brands_of_pauser(session: Session, person: Person) -> list[int]:
    """Ids of the brands in which this person may pause, and so decide about what was passed over."""
    every = brands.all_active(session)
    return [one.number for one in every if may(Action.PAUSE, access.standing_in_brand(session, one, person)) is None]
