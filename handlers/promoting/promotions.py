"""Promotions of a brand: everybody sees them, its admins change them. Transactions only."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from handlers.access import Denied
from handlers.blocks.promotions_shown import Mistake, Said, Shown, Wrong
from handlers.promoting.standing import in_charge, standing
from storage import history, promotions
from storage.promotions import Promotion

MOST = 40
"""Shown at once; a modal holds 100 blocks (docs.slack.dev/surfaces/modals)."""


def shown(session: Session, user_id: str, brand_id: int, *, now: datetime) -> Shown:
    """Those in use first, the last to end on top. Raises Stranger or Denied."""
    found, brand = standing(session, user_id, brand_id)
    rows = promotions.newest_of(session, brand.number, MOST)
    return Shown(found, tuple(_said(one) for one in rows), now.astimezone(brand.zone).date().isoformat())


def one(session: Session, user_id: str, brand_id: int, number: int) -> tuple[Said, str]:
    """To be changed; and the person's language. Raises Stranger or Denied."""
    person, brand = in_charge(session, user_id, brand_id)
    return (_said(_of(session, brand.number, number)) if number else Said()), person.language


def _of(session: Session, brand_id: int, number: int) -> Promotion:
    found = session.get(Promotion, number)
    if found is None or found.brand_id != brand_id:
        raise Denied("no_such_promotion")
    return found


def _said(one: Promotion) -> Said:
    return Said(
        one.code, one.terms, one.address, one.first_day, one.last_day, one.is_active, one.id or 0, one.changed_by
    )


def save(session: Session, user_id: str, brand_id: int, said: Said, *, now: datetime) -> None:
    """Raises Stranger, Denied or Wrong."""
    _, brand = in_charge(session, user_id, brand_id)
    clean = checked(said)
    named = promotions.called(session, brand.number, clean.code)
    if named is not None and named.id != said.number:
        raise Wrong(Mistake.CODE_TAKEN)
    row = _of(session, brand.number, said.number) if said.number else None
    kind = "promotion.changed" if row else "promotion.added"
    row = row or Promotion(brand_id=brand.number, code="", first_day="", last_day="", changed_by="", changed_at=now)
    for name in ("code", "terms", "address", "first_day", "last_day", "is_active"):
        setattr(row, name, getattr(clean, name))
    row.changed_by, row.changed_at = user_id, now
    session.add(row)
    session.flush()
    history.add(session, kind, actor_id=user_id, at=now, brand_id=brand.number, code=clean.code)


def checked(said: Said) -> Said:
    """Without blanks around it. Raises Wrong."""
    code, address = " ".join(said.code.split()), said.address.strip()
    if not re.search(r"\w", code):
        raise Wrong(Mistake.NO_CODE)
    if not (_is_day(said.first_day) and _is_day(said.last_day) and said.first_day <= said.last_day):
        raise Wrong(Mistake.DAYS)
    if address and not _is_address(address):
        raise Wrong(Mistake.ADDRESS)
    return Said(code, said.terms.strip(), address, said.first_day, said.last_day, said.is_active, said.number)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in text
