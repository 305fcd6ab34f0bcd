"""Who is away, until when, and who stands in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import people
from storage.people import Person
from storage.values import by_value


class NoticedBy(StrEnum):
    """How we know that somebody is away."""

    SAID = "said"
    """They said so themselves, or an admin did."""
    STATUS = "status"
    """Their Slack status says so."""
    DO_NOT_DISTURB = "do_not_disturb"
    """Slack holds their notifications back."""


class Absence(SQLModel, table=True):
    """One time away. A person has at most one that is not over."""

    __table_args__ = (Index("absence_of_person", "user_id", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: str
    starts_at: datetime
    ends_at: datetime | None = None
    """Calendar time; empty: until they say that they are back."""
    stand_in: str | None = None
    """The user id of who decides meanwhile; empty: nobody."""
    noticed_by: NoticedBy = Field(default=NoticedBy.SAID, sa_type=by_value(NoticedBy))
    said_by: str | None = None
    """Of one that was only noticed: who said that it is not so, for as long as Slack goes on showing it."""
    is_over: bool = False
    """Its end was written down; until then cards name the stand-in."""

    @property
    def number(self) -> int:
        """The id of a stored absence."""
        assert self.id is not None, "a stored absence has its id"
        return self.id


def covered_by(session: Session, user_id: str, *, now: datetime) -> tuple[str, ...]:
    """User ids of those who are away now and for whom this person stands in."""
    query = select(Absence.user_id).where(
        Absence.stand_in == user_id,
        col(Absence.is_over).is_(False),
        Absence.starts_at <= now,
        or_(col(Absence.ends_at).is_(None), col(Absence.ends_at) > now),
    )
    return tuple(dict.fromkeys(session.exec(query.order_by(col(Absence.id))).all()))


@dataclass(frozen=True)
class Away:
    """An absence that is not over, as plain data."""

    user_id: str
    stand_in: str | None
    until: datetime | None
    noticed_by: NoticedBy


def standing(session: Session) -> dict[str, Away]:
    """Everybody who is away, by user id; there are never many. Read once a transaction."""
    found: dict[str, Away] | None = session.info.get("absences")
    if found is None:
        rows = session.exec(select(Absence).where(col(Absence.is_over).is_(False)).order_by(col(Absence.id))).all()
        found = {row.user_id: Away(row.user_id, row.stand_in, row.ends_at, row.noticed_by) for row in rows}
        session.info["absences"] = found
    return found


def covering(session: Session, user_ids: Collection[str]) -> dict[str, str]:
    """Who stands in for whom of these: away person to stand-in. Nobody who is gone, or away as well, stands in."""
    away, gone = standing(session), people.gone(session)
    found = {one: away[one].stand_in for one in user_ids if one in away}
    return {one: other for one, other in found.items() if other and other not in gone and other not in away}


def lock_of(session: Session, user_id: str) -> Absence | None:
    """This person's absence that is not over. The person's own row is the lock: two commands take their turn."""
    session.exec(select(Person.user_id).where(Person.user_id == user_id).with_for_update()).first()
    query = select(Absence).where(Absence.user_id == user_id, col(Absence.is_over).is_(False))
    return session.exec(query.execution_options(populate_existing=True)).first()


def begin(session: Session, absence: Absence) -> None:
    session.add(absence)
    session.flush()
    session.info.pop("absences", None)


def end(session: Session, absence: Absence, *, now: datetime) -> None:
    """Over, at the time that was said or now, whichever came first."""
    absence.is_over = True
    absence.ends_at = min(absence.ends_at or now, now)
    session.flush()
    session.info.pop("absences", None)


def lapsed(session: Session, *, now: datetime) -> tuple[str, ...]:
    """User ids of those whose time away has ended."""
    return tuple(one.user_id for one in standing(session).values() if one.until is not None and one.until <= now)


def last_stand_in(session: Session, user_id: str) -> str | None:
    """Whom this person named the last time that they named somebody."""
    query = select(Absence.stand_in).where(
        Absence.user_id == user_id, Absence.noticed_by == NoticedBy.SAID, col(Absence.stand_in).is_not(None)
    )
    return session.exec(query.order_by(col(Absence.starts_at).desc(), col(Absence.id).desc())).first()


def move_end(session: Session, absence: Absence, until: datetime | None) -> None:
    """It lasts longer, or less long, than was thought."""
    absence.ends_at = until
    session.flush()
    session.info.pop("absences", None)


def dismissed(session: Session, user_id: str, by: NoticedBy) -> Absence | None:
    """The last one that was noticed in this way, if the person said that it is not so and Slack still shows it."""
    query = select(Absence).where(Absence.user_id == user_id, Absence.noticed_by == by)
    last = session.exec(query.order_by(col(Absence.starts_at).desc(), col(Absence.id).desc())).first()
    return last if last is not None and last.is_over and last.said_by else None
