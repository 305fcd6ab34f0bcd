"""Pauses: a stop of everything, of a brand or of an account. The claim that publishes asks here, so nothing slips."""

from datetime import datetime

from sqlmodel import Field, SQLModel


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
