"""The one "waiting for you" message of each person, edited while it shrinks and posted afresh when it grows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import outbox


class WaitingMessage(SQLModel, table=True):
    """Where it is, and what it shows."""

    __tablename__ = "waiting_message"

    user_id: str = Field(primary_key=True)
    key: str
    """Of the outbox row that it is posted from."""
    channel_id: str | None = None
    ts: str | None = None
    """Slack's message id; empty until that row was said…"""
    old_channel_id: str | None = None
    old_ts: str | None = None
    """…and of the message before it, until that is deleted."""
    seen: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """What it was last drawn for, as "142.2.7": number, revision and version."""
    redraw_at: datetime | None = None
    """Not before this machine time, after a refusal or a limit."""


def begin(session: Session, user_id: str, key: str) -> None:
    """From now on this row of the outbox is the person's waiting message; the one before it goes."""
    found = session.get(WaitingMessage, user_id)
    if found is None:
        session.add(WaitingMessage(user_id=user_id, key=key))
        return
    before = outbox.by_key(session, found.key)
    if found.ts is not None:
        found.old_channel_id, found.old_ts = found.channel_id, found.ts
    elif before is not None and before.ts is not None:
        # It was said, and nobody has looked since.
        found.old_channel_id, found.old_ts = before.channel_id, before.ts
    found.key, found.channel_id, found.ts, found.seen, found.redraw_at = key, None, None, [], None


def every(session: Session, *, machine_now: datetime) -> Sequence[WaitingMessage]:
    """Those that may be looked at now; one a person, so there are never many."""
    query = select(WaitingMessage).where(
        or_(col(WaitingMessage.redraw_at).is_(None), col(WaitingMessage.redraw_at) <= machine_now)
    )
    return session.exec(query.order_by(WaitingMessage.user_id)).all()
