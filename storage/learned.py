"""What was learned from an account's own results, reckoned once a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.brands import Account
from storage.inserting import insert_into


class Learned(SQLModel, table=True):
    """One account's curve over the week, and how its hashtags did."""

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    learned_at: datetime
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def of_account(session: Session, account_id: int) -> Learned | None:
    return session.get(Learned, account_id)


def due(session: Session, *, before: datetime, limit: int) -> list[int]:
    """Accounts in use from which nothing was learned since then, those never looked at first."""
    query = (
        select(Account.id)
        .join(Learned, col(Learned.account_id) == col(Account.id), isouter=True)
        .where(
            col(Account.is_active).is_(True), or_(col(Learned.learned_at).is_(None), col(Learned.learned_at) < before)
        )
        .order_by(col(Learned.learned_at).is_not(None), col(Learned.learned_at), col(Account.id))
        .limit(limit)
    )
    return [number for number in session.exec(query).all() if number is not None]


def keep(session: Session, account_id: int, data: dict[str, Any], *, now: datetime) -> None:
    """Instead of what was learned before; of two processes, the later stands."""
    new = insert_into(session.get_bind().dialect.name, Learned)
    newer = new.on_conflict_do_update(
        index_elements=["account_id"], set_={"learned_at": new.excluded.learned_at, "data": new.excluded.data}
    )
    session.connection().execute(newer, {"account_id": account_id, "learned_at": now, "data": data})
