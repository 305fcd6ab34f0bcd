"""Telling the admins, once, what only they can put right."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from storage import brands, outbox, people
from storage.brands import Brand, Role
from storage.outbox import Place, Urgency


def tell(session: Session, brand: Brand, key: str, kind: str, *, now: datetime, **data: Any) -> None:
    """One direct message to each; the same key never says it twice. Without any admin the approvers hear of it."""
    for user_id in to_be_told(session, brand):
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
    admins = brands.named(session, brand.number, Role.ADMIN)
    return here(session, admins) or here(session, access.approvers(session, brand))


def here(session: Session, user_ids: Iterable[str]) -> tuple[str, ...]:
    """Those of them who were not deactivated."""
    gone = people.gone(session)
    return tuple(one for one in user_ids if one not in gone)
