"""Accounts and the credentials that they go by: which are connected, which are broken, which are mended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.brands import Account


def connected(session: Session) -> list[Account]:
    """Every row that goes by a credential: those in use first, so that the name in use is the one that counts."""
    query = select(Account).where(col(Account.credential_id).is_not(None))
    return list(session.exec(query.order_by(col(Account.is_active).desc(), col(Account.id))).all())


def at(session: Session, network: str, address: str) -> list[Account]:
    """Every row of one place, those in use first."""
    query = select(Account).where(Account.network == network, Account.address == address)
    return list(session.exec(query.order_by(col(Account.is_active).desc(), col(Account.id))).all())


def breaks(session: Session, account_ids: Iterable[int], detail: str, *, now: datetime) -> list[Account]:
    """Nothing goes out on them until they are mended. Returns those that were not broken already."""
    query = (
        update(Account)
        .where(col(Account.id).in_(list(account_ids)), col(Account.broken_since).is_(None))
        .values(broken_since=now, broken_detail=detail)
        .returning(col(Account.id))
        .execution_options(synchronize_session=False)
    )
    return _afresh(session, session.exec(query).all())


def mends(session: Session, account_ids: Iterable[int]) -> list[Account]:
    """They are as good as new. Returns those that were broken."""
    query = (
        update(Account)
        .where(col(Account.id).in_(list(account_ids)), col(Account.broken_since).is_not(None))
        .values(broken_since=None, broken_detail=None)
        .returning(col(Account.id))
        .execution_options(synchronize_session=False)
    )
    return _afresh(session, session.exec(query).all())


def _afresh(session: Session, rows: Iterable[Any]) -> list[Account]:
    ids = [row[0] for row in rows]
    if not ids:
        return []
    query = select(Account).where(col(Account.id).in_(ids)).order_by(col(Account.id))
    return list(session.exec(query.execution_options(populate_existing=True)).all())


def is_broken(account_id: Any) -> Any:
    """The condition, for a column of a query, that the account does not let us in."""
    return select(Account.id).where(Account.id == account_id, col(Account.broken_since).is_not(None)).exists()
