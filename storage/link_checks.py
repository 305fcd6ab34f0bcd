"""What was found at web addresses, for as long as it is worth believing."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.inserting import insert_into
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


def known(session: Session, addresses: Iterable[str], *, since: datetime) -> dict[str, LinkCheck]:
    """What was found at these since then (machine time), by address."""
    query = select(LinkCheck).where(col(LinkCheck.address).in_(list(addresses)), col(LinkCheck.checked_at) >= since)
    return {one.address: one for one in session.exec(query).all()}


def note(session: Session, found: Iterable[LinkCheck]) -> None:
    """In place of what was known before."""
    new = insert_into(session.get_bind().dialect.name, LinkCheck)
    changed = {name: new.excluded[name] for name in ("verdict", "status", "final", "detail", "checked_at")}
    rows = [one.model_dump() for one in found]
    if rows:
        session.connection().execute(new.on_conflict_do_update(index_elements=["address"], set_=changed), rows)


def forget(session: Session, *, before: datetime) -> None:
    """What nobody would believe any more; machine time."""
    session.exec(delete(LinkCheck).where(col(LinkCheck.checked_at) < before))
