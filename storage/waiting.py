"""The one "waiting for you" message of each person, edited while it shrinks and posted afresh when it grows."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class WaitingMessage(SQLModel, table=True):
    """Where it is, and what it shows."""

    __tablename__ = "waiting_message"

    user_id: str = Field(primary_key=True)
    channel_id: str | None = None
    ts: str | None = None
    """Slack's message id; empty until it was posted."""
    message_id: int | None = None
    """The outbox row that it was posted from."""
    shown: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """What it shows, as "142.2", in order."""
    posted_at: datetime | None = None
    redraw_at: datetime | None = None
    """Not before this machine time, after a refusal or a limit."""
