"""Walks along the chains and names the first bad place of each; a page at a time, so that any length fits in memory."""

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from storage.chain import Broken, Walk
from storage.record import Event, HistoryHead, Words
from storage.signing import keys_of

PAGE = 2000
"""Entries read at a time: short enough that nobody who writes meanwhile has to wait."""


def first_broken(session: Session) -> Broken | None:
    """The first bad place of any chain, or nothing when all are whole."""
    for brand_id in chains(session):
        broken = walk_to_end(session, Walk(brand_id, keys_of(session.connection())))
        if broken is not None:
            return broken
    return None


def walk_to_end(session: Session, walk: Walk) -> Broken | None:
    """Along a whole chain in one transaction. For a long one that others write to, call `next_page` in many."""
    while True:
        is_over, broken = next_page(session, walk)
        if is_over or broken:
            return broken


def chains(session: Session) -> list[int]:
    """The brands that have one, in order; HOUSE among them."""
    with_entries = select(Event.brand_id).distinct()
    return sorted({*session.exec(with_entries).all(), *session.exec(select(HistoryHead.brand_id)).all()})


def next_page(session: Session, walk: Walk) -> tuple[bool, Broken | None]:
    """The next entries of a chain: whether they were the last, and what is wrong, if anything."""
    # The head first: what is appended between the two questions is then found by the next page.
    head = session.connection().execute(_HEAD, {"brand": walk.brand_id}).first()
    rows = session.connection().execute(_PAGE, {"brand": walk.brand_id, "after": walk.seq}).mappings().all()
    for row in rows:
        broken = walk.step(row)
        if broken is not None:
            return True, broken
    if rows:
        return False, None
    return True, walk.end((head.seq, head.hash) if head else None)


_HEAD = select(col(HistoryHead.seq), col(HistoryHead.hash)).where(HistoryHead.brand_id == bindparam("brand"))
_PAGE = (
    select_columns(SQLModel.metadata.tables["event"], col(Words.salt), col(Words.text))
    .join(Words, col(Words.id) == col(Event.words_id), isouter=True)
    .where(col(Event.brand_id) == bindparam("brand"), col(Event.seq) > bindparam("after"))
    .order_by(col(Event.seq))
    .limit(PAGE)
)
