"""Whether an account says nearly the same again within the days that its brand wants between. Transactions only."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.checking.pieces import Due, Piece
from handlers.checks.similar import NEARLY, likeness, runs
from handlers.checks.warnings import Code, Warned
from storage import brands, nearby
from storage.brands import Brand
from storage.nearby import Nearby

MOST = 200
"""Texts of one account that are compared; more than that in a month nobody writes."""
WAITING = 30
LONGEST = 3000
"""Characters of a text that are compared."""


def found(session: Session, brand: Brand, number: int, texts: list[Piece], due: Due, now: datetime) -> Iterator[Warned]:
    """The most alike, each submission once, with the accounts on which it would be read twice."""
    alike: dict[int, set[int]] = {}
    for piece in texts:
        own = runs(piece.text[:LONGEST])
        for account in piece.accounts:
            other = _most_alike(session, account, number, own, brand, due.get(account) or now)
            if other is not None:
                alike.setdefault(other, set()).add(account)
    names = brands.accounts_by_id(session, {account for accounts in alike.values() for account in accounts})
    for other, accounts in alike.items():
        where = ", ".join(sorted(names[account].name for account in accounts))
        yield Warned(Code.NEAR_TEXT, {"post": other, "accounts": where})


def _most_alike(
    session: Session, account: int, number: int, own: frozenset[str], brand: Brand, due_at: datetime
) -> int | None:
    between = timedelta(days=brand.repeat_days)
    others: list[Nearby] = [
        *nearby.texts_on(session, account, besides=number, since=due_at - between, until=due_at + between, limit=MOST),
        *nearby.texts_waiting_on(session, account, besides=number, limit=WAITING),
    ]
    judged = [(likeness(own, runs(other.text[:LONGEST])), other.submission_id) for other in others]
    best, which = max(judged, default=(0.0, 0))
    return which if best >= NEARLY else None
