"""Pauses: a stop of everything, of a brand or of an account. The claim that publishes asks here, so nothing slips."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, and_, col, or_, select


class Pause(SQLModel, table=True):
    """Nothing in its scope goes out while it lasts; what was due meanwhile is decided by people, one by one."""

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int | None = Field(default=None, foreign_key="brand.id")
    """Empty: every brand."""
    account_id: int | None = Field(default=None, foreign_key="account.id")
    """Empty: every account of the brand."""
    starts_at: datetime
    ends_at: datetime | None = None
    """Calendar time at which it ends, chosen at its start or by whoever resumed; empty: until somebody resumes."""
    paused_by: str
    words_id: int | None = Field(default=None, foreign_key="words.id")
    """Why."""
    resumed_by: str | None = None
    is_over: bool = False
    """Its end was written down and told; until then cards show it."""

    @property
    def number(self) -> int:
        """The id of a stored pause."""
        assert self.id is not None, "a stored pause has its id"
        return self.id

    def is_for(self, brand_id: int, account_ids: Collection[int]) -> bool:
        """Whether something of the brand, on one of these accounts, is in its scope."""
        in_brand = self.brand_id is None or self.brand_id == brand_id
        return in_brand and (self.account_id is None or self.account_id in account_ids)


def keeps_back(due_at: Any, brand_id: Any, account_id: Any, *, now: datetime) -> Any:
    """The condition, for columns of a query, that a pause stands before something: one that lasts now, or one that
    lasted at its due time. The second keeps what was passed over from going out by itself when the pause has ended.
    """
    lasts_now = or_(col(Pause.ends_at).is_(None), col(Pause.ends_at) > now)
    lasted_then = and_(col(Pause.starts_at) <= due_at, col(Pause.ends_at) > due_at)
    return (
        select(Pause.id)
        .where(
            col(Pause.starts_at) <= now,
            or_(col(Pause.brand_id).is_(None), col(Pause.brand_id) == brand_id),
            or_(col(Pause.account_id).is_(None), col(Pause.account_id) == account_id),
            or_(lasts_now, lasted_then),
        )
        .exists()
    )


def standing(session: Session) -> tuple[Pause, ...]:
    """Those that are not over, oldest first; there are never many."""
    query = select(Pause).where(col(Pause.is_over).is_(False)).order_by(col(Pause.id))
    return tuple(session.exec(query).all())


def locked(session: Session, pause_id: int) -> Pause | None:
    query = select(Pause).where(Pause.id == pause_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()
