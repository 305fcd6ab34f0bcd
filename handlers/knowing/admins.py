"""Telling the admins, once, what only they can put right."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from storage import brands, outbox, people
from storage.brands import Brand, Role
from storage.outbox import Place, Urgency


def tell(session: Session, key: str, kind: str, *, now: datetime, **data: Any) -> None:
    """One direct message to each; the same key never says it twice. Without any admin the approvers hear of it."""
    for user_id in to_be_told(session, brands.the_brand(session)):
        outbox.say(
            session,
            f"{key}:{user_id}",
            kind,
            place=Place.DIRECT,
            recipient=user_id,
            urgency=Urgency.TASK,
            now=now,
            **data,
        )


def to_be_told(session: Session, brand: Brand) -> tuple[str, ...]:
    """Admins who are still here, else approvers who are."""
    return here(session, brand, Role.ADMIN) or here(session, brand, Role.APPROVER)


def here(session: Session, brand: Brand, role: Role) -> tuple[str, ...]:
    """Those named for a role, without the deactivated."""
    named = brands.named(session, access.brand_id(brand), role)
    known = people.people(session, named)
    return tuple(one for one in named if one not in known or not known[one].is_deactivated)
