"""Pauses: a stop of everything, of a brand or of an account. The claim that publishes asks here, so nothing slips."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel, and_, col, or_, select


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
    resume_asked_by: str | None = None
    """Where a second person is needed: who was the first to want it resumed."""
    resumed_by: str | None = None


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
