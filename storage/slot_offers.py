"""Slots that became free, each offered to one author whose submission waits for a later one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select


class SlotOffer(SQLModel, table=True):
    """A freed slot of one account. It is never taken by itself: somebody presses, or it lapses."""

    __tablename__ = "slot_offer"
    __table_args__ = (UniqueConstraint("account_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    at: datetime
    freed_at: datetime
    freed_by: int = Field(foreign_key="submission.id")
    """The submission that left it."""
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    """The one that it was offered to; nothing: to nobody yet."""
    offered_to: str | None = None
    """A user id."""
    answered_at: datetime | None = None
    is_taken: bool = False

    @property
    def number(self) -> int:
        """The id of a stored offer."""
        assert self.id is not None, "a stored offer has its id"
        return self.id


def free(session: Session, account_id: int, at: datetime, *, by: int, now: datetime) -> SlotOffer:
    """The slot can be offered, also one that was offered and taken before. Its account is held by the caller."""
    query = select(SlotOffer).where(SlotOffer.account_id == account_id, SlotOffer.at == at)
    found = session.exec(query).one_or_none() or SlotOffer(account_id=account_id, at=at, freed_at=now, freed_by=by)
    found.freed_at, found.freed_by, found.submission_id, found.offered_to = now, by, None, None
    found.answered_at, found.is_taken = None, False
    session.add(found)
    return found


def open_ids(session: Session, limit: int = 100) -> Sequence[int]:
    """Those that nobody has taken and that have not lapsed, by their time."""
    query = select(SlotOffer.id).where(col(SlotOffer.answered_at).is_(None)).order_by(col(SlotOffer.at)).limit(limit)
    return [number for number in session.exec(query).all() if number is not None]


def locked(session: Session, offer_id: int) -> SlotOffer | None:
    query = select(SlotOffer).where(SlotOffer.id == offer_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()
