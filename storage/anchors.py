"""Where each chain ends: what is written down elsewhere, so that a chain which was cut off or replaced is found out."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from storage import history
from storage.chain import UNSIGNED
from storage.history import Entry
from storage.record import Event, HistoryHead
from storage.signing import keys_of


@dataclass(frozen=True)
class Head:
    """The newest entry of a chain."""

    brand_id: int
    seq: int
    hash: str
    key: str

    def __str__(self) -> str:
        return f"brand={self.brand_id} seq={self.seq} hash={self.hash}"


def heads(session: Session) -> list[Head]:
    """Of every chain that has an entry, by brand."""
    query = (
        select(Event.brand_id, Event.seq, Event.hash, Event.key)
        .join(
            HistoryHead,
            (col(HistoryHead.brand_id) == col(Event.brand_id)) & (col(HistoryHead.seq) == col(Event.seq)),
        )
        .order_by(col(Event.brand_id))
    )
    return [Head(*row) for row in session.exec(query).all()]


def seal(session: Session, *, at: datetime) -> list[Head]:
    """Signs the end of every chain that another key signed, or none, with the current one; all heads.

    From there on nobody who holds only the older key can write history that looks like ours.
    """
    current = keys_of(session.connection()).current
    found = heads(session)
    if current == UNSIGNED:
        return found
    for head in found:
        if head.key != current:
            changed = {"from_key": head.key, "to_key": current}
            entry = Entry("history.key_changed", history.BOT, at, data=changed, brand_id=head.brand_id)
            history.add_all(session, [entry])
    return heads(session)


@dataclass(frozen=True)
class Anchor:
    """A head of former days, as somebody wrote it down."""

    seq: int
    hash: str
    """Its beginning is enough."""
    brand_id: int | None = None

    @classmethod
    def parse(cls, written: str) -> "Anchor | None":
        """`123:abcd…`, or `2/123:abcd…` for the chain of brand 2, or the line of the log itself."""
        line = re.search(r"brand=(\d{1,9}) seq=(\d{1,12}) hash=([0-9a-f]{8,64})", written)
        short = re.fullmatch(r"(?:(\d{1,9})/)?(\d{1,12}):([0-9a-f]{8,64})", written.strip())
        found = line or short
        return cls(int(found[2]), found[3], None if found[1] is None else int(found[1])) if found else None


def holds(session: Session, anchor: Anchor) -> bool:
    """Whether the entry is still in its chain; in any of them, where none is named."""
    hashes = session.connection().execute(_HASHES, {"wanted": anchor.seq}).all()
    return any(
        row.hash.startswith(anchor.hash) for row in hashes if anchor.brand_id is None or row.brand_id == anchor.brand_id
    )


_HASHES = select(col(Event.brand_id), col(Event.hash)).where(col(Event.seq) == bindparam("wanted"))
