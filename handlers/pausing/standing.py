"""Pauses that are not over, as people see them: on cards, on Home, in answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers.pausing import scopes
from handlers.pausing.scopes import Scope
from storage import pauses, people
from storage.pauses import Pause


@dataclass(frozen=True)
class Standing:
    """A pause that lasts."""

    pause_id: int
    by_name: str
    scope: str
    """Empty: everything."""
    until: datetime | None


def every(session: Session) -> tuple[Standing, ...]:
    """The oldest first."""
    return tuple(_shown(session, pause) for pause in pauses.standing(session))


def before(session: Session, brand_id: int, account_ids: Collection[int]) -> tuple[Standing, ...]:
    """Those that keep something of this brand, on one of these accounts, from going out."""
    found = pauses.standing(session) if account_ids else ()
    return tuple(_shown(session, pause) for pause in found if pause.is_for(brand_id, account_ids))


def _shown(session: Session, pause: Pause) -> Standing:
    by = people.person(session, pause.paused_by)
    scope = scopes.name_of(session, Scope(pause.brand_id, pause.account_id))
    return Standing(pause.number, by.name if by else pause.paused_by, scope, pause.ends_at)
