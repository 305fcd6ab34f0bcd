"""What we know about people: zone, language, whether they are still here. Events keep it, age refreshes it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, bindparam
from sqlmodel import Field, Session, SQLModel, col, delete, func, or_, select

from storage.values import by_value


class Reminders(StrEnum):
    """How somebody wants to hear of what waits for them; apart from the right to decide."""

    AT_ONCE = "at_once"
    """When it begins to wait."""
    GATHERED = "gathered"
    """Together, at most once a working day, and once more for what would miss its time."""
    DIGEST_ONLY = "digest_only"
    """Only in the channel's digest."""
    NONE = "none"
    """Not at all."""


class Person(SQLModel, table=True):
    """One Slack user, as last seen."""

    user_id: str = Field(primary_key=True)
    team_id: str
    name: str
    timezone: str = "UTC"
    locale: str = "en-US"
    is_bot: bool = False
    is_deactivated: bool = False
    is_guest: bool = False
    refreshed_at: datetime
    dm_channel: str | None = None
    last_accounts: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    welcomed_at: datetime | None = None
    reminders: Reminders = Field(default=Reminders.GATHERED, sa_type=by_value(Reminders))
    quiet_from: str | None = None
    """HH:MM in their own zone; together with quiet_until, instead of the brand's."""
    quiet_until: str | None = None
    works_on: str | None = None
    """ISO weekdays, instead of the brand's."""
    holidays: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """ISO dates on which this person does not work, beside the brand's."""
    snoozed_until: datetime | None = None
    forgotten_at: datetime | None = None
    """On request their name was erased; see storage/forgetting.py."""

    @property
    def language(self) -> str:
        """The catalogue that this person reads: ko for Korean locales, else en."""
        return "ko" if self.locale.lower().startswith("ko") else "en"


FROM_SLACK = ("team_id", "name", "timezone", "locale", "is_bot", "is_deactivated", "is_guest", "refreshed_at")
"""Columns that Slack knows better than we do."""


class Membership(SQLModel, table=True):
    """Who is in a channel that we care about; kept by member_joined_channel and member_left_channel."""

    channel_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)


class ChannelState(SQLModel, table=True):
    """What keeps us from writing into a channel, if anything: archived, or the bot was removed."""

    __tablename__ = "channel_state"

    channel_id: str = Field(primary_key=True)
    name: str = ""
    is_private: bool = False
    trouble: str | None = None
    """Slack's error code, such as is_archived or not_in_channel; empty when all is well."""
    since: datetime | None = None


def person(session: Session, user_id: str) -> Person | None:
    return session.exec(_PERSON, params={"user_id": user_id}).first()


_PERSON = select(Person).where(Person.user_id == bindparam("user_id"))


def keep(session: Session, seen: Person) -> Person:
    """Writes what Slack told us about somebody; what only we know of them stays."""
    session.info.pop("gone", None)
    known = session.get(Person, seen.user_id)
    if known is None:
        session.add(seen)
        return seen
    for name in FROM_SLACK:
        if name != "name" or known.forgotten_at is None:
            setattr(known, name, getattr(seen, name))
    return known


def gone(session: Session) -> frozenset[str]:
    """User ids of those who cannot decide anything any more: deactivated, or found to be a bot."""
    found: frozenset[str] | None = session.info.get("gone")
    if found is None:
        found = session.info["gone"] = frozenset(session.exec(_GONE).all())
    return found


_GONE = select(Person.user_id).where(or_(col(Person.is_deactivated).is_(True), col(Person.is_bot).is_(True)))


def people(session: Session, user_ids: Iterable[str]) -> dict[str, Person]:
    query = select(Person).where(col(Person.user_id).in_(list(user_ids)))
    return {found.user_id: found for found in session.exec(query)}


def members(session: Session, channel_id: str) -> tuple[str, ...]:
    query = select(Membership.user_id).where(Membership.channel_id == channel_id)
    return tuple(session.exec(query.order_by(Membership.user_id)))


def is_member(session: Session, channel_id: str, user_id: str) -> bool:
    return session.get(Membership, (channel_id, user_id)) is not None


def set_members(session: Session, channel_id: str, user_ids: Iterable[str]) -> None:
    session.exec(delete(Membership).where(col(Membership.channel_id) == channel_id))
    for user_id in dict.fromkeys(user_ids):
        session.add(Membership(channel_id=channel_id, user_id=user_id))


def join(session: Session, channel_id: str, user_id: str) -> None:
    if not is_member(session, channel_id, user_id):
        session.add(Membership(channel_id=channel_id, user_id=user_id))


def leave(session: Session, channel_id: str, user_id: str) -> None:
    session.exec(delete(Membership).where(col(Membership.channel_id) == channel_id, col(Membership.user_id) == user_id))


def channel(session: Session, channel_id: str) -> ChannelState | None:
    return session.get(ChannelState, channel_id)


def old(session: Session, *, before: datetime, limit: int) -> tuple[str, ...]:
    """User ids of people whom we last asked about before this time, the longest ago first."""
    query = select(Person.user_id).where(col(Person.refreshed_at) < before, col(Person.is_deactivated).is_(False))
    return tuple(session.exec(query.order_by(col(Person.refreshed_at)).limit(limit)))


def named_like(session: Session, beginning: str, *, limit: int) -> tuple[Person, ...]:
    """People who are here and whose name begins so, in small letters."""
    query = select(Person).where(
        func.lower(Person.name).startswith(beginning, autoescape=True),
        col(Person.is_deactivated).is_(False),
        col(Person.is_bot).is_(False),
    )
    return tuple(session.exec(query.order_by(Person.user_id).limit(limit)).all())
