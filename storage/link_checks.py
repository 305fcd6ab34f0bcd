"""What was found at web addresses, for as long as it is worth believing."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from storage.values import by_value


class Verdict(StrEnum):
    """What a look at an address came to."""

    OK = "ok"
    """It answers."""
    REDIRECTED = "redirected"
    """It leads to another place."""
    BROKEN = "broken"
    """Certainly nobody can open it."""
    UNCERTAIN = "uncertain"
    """It may work for readers; we could not tell."""
    INSIDE = "inside"
    """It leads into a network of somebody's own; nothing was asked there."""


class LinkCheck(SQLModel, table=True):
    """The last look at one address."""

    __tablename__ = "link_check"

    address: str = Field(primary_key=True)
    verdict: Verdict = Field(sa_type=by_value(Verdict))
    status: int | None = None
    """HTTP's, where there was an answer."""
    final: str | None = None
    """Where it led in the end."""
    detail: str | None = None
    checked_at: datetime = Field(index=True)
    """Machine time."""
