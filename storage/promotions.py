"""Promotions: what may be said of them, where they are found, and on which days they hold."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

MOST = 500
"""Promotions in use that a text is compared with."""


class Promotion(SQLModel, table=True):
    """One promotion of a brand."""

    __table_args__ = (UniqueConstraint("brand_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    code: str
    """What readers type or name."""
    terms: str = ""
    address: str = ""
    """Where it is found; empty: nowhere in particular."""
    first_day: str
    """ISO date in the brand's zone, inclusive…"""
    last_day: str
    """…as is this one."""
    is_active: bool = True
    changed_by: str
    changed_at: datetime


def active_of(session: Session, brand_id: int) -> Sequence[Promotion]:
    """Those that a text may mention, the last to end first; what is over is caught by them as well."""
    query = select(Promotion).where(Promotion.brand_id == brand_id, col(Promotion.is_active).is_(True))
    return session.exec(query.order_by(col(Promotion.last_day).desc(), col(Promotion.id)).limit(MOST)).all()


def newest_of(session: Session, brand_id: int, limit: int) -> Sequence[Promotion]:
    """Those in use first, the last to end on top."""
    query = select(Promotion).where(Promotion.brand_id == brand_id)
    order = (col(Promotion.is_active).desc(), col(Promotion.last_day).desc(), col(Promotion.id))
    return session.exec(query.order_by(*order).limit(limit)).all()


def called(session: Session, brand_id: int, code: str) -> Promotion | None:
    """The one of this code, in whatever case it is written."""
    every = session.exec(select(Promotion).where(Promotion.brand_id == brand_id)).all()
    return next((one for one in every if one.code.casefold() == code.casefold()), None)
