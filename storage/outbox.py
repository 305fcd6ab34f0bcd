"""What is still to be said in Slack, written in the same transaction as the reason for saying it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, Index, text, update
from sqlmodel import Field, Session, SQLModel, col, func, or_, select

from storage.inserting import insert_into
from storage.values import by_value

MOST_ASKED = 20
"""Questions in one person's direct messages that are looked at."""


class Urgency(IntEnum):
    """The order in which things are said; smaller goes first."""

    ANSWER = 0
    """To somebody who pressed something."""
    TROUBLE = 1
    """Doubt and failure."""
    TASK = 2
    """What somebody must do."""
    RECEIPT = 3
    """It is live."""
    NEWS = 4
    """Everything else."""


class Place(StrEnum):
    """Where it is said."""

    DIRECT = "direct"
    """To one person; the recipient is a user id."""
    CHANNEL = "channel"
    """Into a channel; the recipient is its id."""
    THREAD = "thread"
    """Under the submission's card; it waits until the card is there."""
    CLIENT = "client"
    """The same under the card in the channel shared with people from outside."""


class Message(SQLModel, table=True):
    """One thing to say. What it says is drawn from `kind` and `data` when it leaves, in its reader's language."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "outbox_unsent",
            "urgency",
            "id",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
        Index(
            "outbox_asking",
            "channel_id",
            "ts",
            sqlite_where=text("kind IN ('remark_for_author', 'asked_for_advice')"),
            postgresql_where=text("kind IN ('remark_for_author', 'asked_for_advice')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    """Makes it unique: the same reason never says it twice."""
    urgency: int
    """One of Urgency."""
    kind: str
    place: Place = Field(sa_type=by_value(Place))
    recipient: str
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    written_at: datetime
    send_at: datetime | None = None
    """Not before this machine time."""
    attempt: int = 0
    sending_since: datetime | None = None
    """Handed to Slack and not answered yet: looked up by its metadata before it is sent again."""
    lease_owner: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    channel_id: str | None = None
    ts: str | None = None
    trouble: str | None = None
    """Slack's code when it could not be said, and will not be."""


@dataclass(frozen=True)
class ToSay:
    """One thing that is still to be put into the outbox."""

    key: str
    kind: str
    place: Place
    recipient: str
    urgency: Urgency
    submission_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    send_at: datetime | None = None


def say(
    session: Session,
    key: str,
    kind: str,
    *,
    place: Place,
    recipient: str,
    urgency: Urgency,
    now: datetime,
    submission_id: int | None = None,
    send_at: datetime | None = None,
    **data: Any,
) -> bool:
    """Puts one thing into the outbox; False when the same key was there already."""
    one = ToSay(key, kind, place, recipient, urgency, submission_id, data, send_at)
    # Not by rowcount: psycopg's is unknown after such an INSERT.
    new = _insert_one(session.get_bind().dialect.name)
    return session.connection().execute(new, _values(one, now)).first() is not None


def say_all(session: Session, several: Sequence[ToSay], *, now: datetime) -> None:
    """The same for several at once; those whose key is there already are left out."""
    if several:
        new = _insert(session.get_bind().dialect.name)
        session.connection().execute(new, [_values(one, now) for one in several])


def was_said(session: Session, keys: Iterable[str]) -> set[str]:
    """Which of these keys the outbox has."""
    return set(session.exec(select(Message.key).where(col(Message.key).in_(list(keys)))))


@cache
def _insert(dialect: str) -> Any:
    return insert_into(dialect, Message).on_conflict_do_nothing(index_elements=["key"])


@cache
def _insert_one(dialect: str) -> Any:
    return _insert(dialect).returning(Message.key)


def _values(one: ToSay, now: datetime) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind,
        "place": one.place,
        "recipient": one.recipient,
        "urgency": int(one.urgency),
        "submission_id": one.submission_id,
        "data": one.data,
        "written_at": now,
        "send_at": one.send_at,
        "attempt": 0,
    }


def take(
    session: Session, *, machine_now: datetime, owner: str, lease_until: datetime, limit: int = 20
) -> Sequence[Message]:
    """Leases what may be said now, most urgent first; SKIP LOCKED lets replicas share."""
    query = (
        select(Message)
        .where(
            col(Message.sent_at).is_(None),
            or_(col(Message.send_at).is_(None), col(Message.send_at) <= machine_now),
            or_(col(Message.lease_until).is_(None), col(Message.lease_until) < machine_now),
        )
        .order_by(col(Message.urgency), col(Message.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = session.exec(query).all()
    for message in taken:
        message.lease_owner, message.lease_until = owner, lease_until
    session.flush()
    return taken


def message(session: Session, message_id: int) -> Message | None:
    return session.get(Message, message_id)


def asking(session: Session, channel_id: str, ts: str) -> Message | None:
    """The message that put a question to somebody, for a reply below it."""
    query = select(Message).where(
        text("kind IN ('remark_for_author', 'asked_for_advice')"), Message.channel_id == channel_id, Message.ts == ts
    )
    return session.exec(query).first()


def by_key(session: Session, key: str) -> Message | None:
    """What was put there for this reason."""
    return session.exec(select(Message).where(Message.key == key)).first()


def asked_in(session: Session, channel_id: str, *, since: datetime) -> Sequence[Message]:
    """Questions of ours in somebody's direct messages, newest first."""
    query = select(Message).where(
        text("kind IN ('remark_for_author', 'asked_for_advice')"),
        Message.channel_id == channel_id,
        col(Message.sent_at) >= since,
    )
    return session.exec(query.order_by(col(Message.id).desc()).limit(MOST_ASKED)).all()


def unsent(session: Session) -> int:
    query = select(func.count()).where(col(Message.sent_at).is_(None)).select_from(Message)
    return session.exec(query).one()


def try_again(session: Session, channel_id: str) -> None:
    """What waits after a failed try, for this channel or in a thread of it, is said at once: the way is free again."""
    session.exec(
        update(Message)
        .where(
            text("sent_at IS NULL"),
            or_(col(Message.recipient) == channel_id, col(Message.place).in_([Place.THREAD, Place.CLIENT])),
            col(Message.attempt) > 0,
        )
        .values(send_at=None)
        .execution_options(synchronize_session=False)
    )
