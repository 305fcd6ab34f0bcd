"""What checks found in revisions, and what became of it: heeded, or overruled."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, Index, bindparam
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.values import by_value


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    """Nothing is sent with it."""
    WARN = "warn"
    """People are told, and decide."""


class Fate(StrEnum):
    """What people did about it."""

    HEEDED = "heeded"
    """The next revision no longer had it."""
    OVERRULED = "overruled"
    """The revision was approved as it was."""


class Finding(SQLModel, table=True):
    """One thing that one check said of one revision."""

    __table_args__ = (
        Index("finding_of", "submission_id", "revision"),
        Index("finding_by_check", "brand_id", "code", "rule_id", "fate"),
    )

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    submission_id: int = Field(foreign_key="submission.id")
    revision: int
    code: str
    """One of the checks' codes."""
    account_id: int | None = Field(default=None, foreign_key="account.id")
    """In whose own text it is; nothing: in the common one, or in the whole."""
    rule_id: int | None = None
    """Which rule of the style guide."""
    severity: Severity = Field(default=Severity.WARN, sa_type=by_value(Severity))
    values: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """What its sentence names."""
    is_late: bool = False
    """Found by the second check, shortly before publishing."""
    found_at: datetime
    fate: Fate | None = Field(default=None, sa_type=by_value(Fate))
    settled_at: datetime | None = None


def of_revision(session: Session, submission_id: int, revision: int) -> Sequence[Finding]:
    """In the order in which they were found."""
    return session.exec(_OF_REVISION, params={"submission": submission_id, "revision": revision}).all()


_OF_REVISION = (
    select(Finding)
    .where(Finding.submission_id == bindparam("submission"), Finding.revision == bindparam("revision"))
    .order_by(col(Finding.id))
)


def open_before(session: Session, submission_id: int, revision: int) -> Sequence[Finding]:
    """Those of earlier revisions about which nothing was decided."""
    query = select(Finding).where(
        Finding.submission_id == submission_id, Finding.revision < revision, col(Finding.fate).is_(None)
    )
    return session.exec(query).all()


class Overruled(NamedTuple):
    """One check, and how often people overruled it."""

    code: str
    rule_id: int | None
    overruled: int
    decided: int


def overruled_most(session: Session, brand_id: int, *, since: datetime, at_least: int, share: float) -> list[Overruled]:
    """Checks that were overruled at this share of the times that something was decided about them, or more often."""
    overruled = func.count().filter(col(Finding.fate) == Fate.OVERRULED)
    query = (
        select(Finding.code, Finding.rule_id, overruled, func.count())
        .where(
            Finding.brand_id == brand_id,
            col(Finding.fate).is_not(None),
            col(Finding.settled_at) >= since,
        )
        .group_by(col(Finding.code), col(Finding.rule_id))
        .having(func.count() >= at_least)
        .order_by(col(Finding.code), col(Finding.rule_id))
    )
    rows = [Overruled(*row) for row in session.exec(query).all()]
    return [one for one in rows if one.overruled >= share * one.decided]
