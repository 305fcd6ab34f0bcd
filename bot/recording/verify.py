"""`history verify`: walks along every chain, names the first bad entry of each, and tells where each ends."""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from storage import anchors, guards, verifying
from storage.anchors import Anchor
from storage.brands import Brand
from storage.chain import Broken, Flaw, Walk
from storage.database import Database
from storage.history import HOUSE

SENTENCES = {
    Flaw.GAP: "is missing",
    Flaw.CHANGED: "is not what was written: somebody changed it, or the file is damaged",
    Flaw.WRONG_PREVIOUS: "does not follow from the entry before it: one of the two was replaced",
    Flaw.CUT_OFF: "should not be the end, or is missing at the end: entries were cut off, or the end was rewritten",
    Flaw.UNKNOWN_KEY: "is signed with a key that is in neither HISTORY_KEY nor HISTORY_OLD_KEYS",
    Flaw.UNSIGNED: "should be signed with the newest key and is not: after a change of HISTORY_KEY start the bot once, "
    "else somebody without the key wrote here",
    Flaw.WORDS: "has other words than were written: a reason or a comment was changed instead of erased",
    Flaw.NO_HEAD: "would be the next, but nothing says where the chain ends: its head was deleted",
}
"""What is said of an entry, after its number."""

Tell = Callable[[str], None]


def verify(database: Database, written: Sequence[Anchor], tell: Tell) -> bool:
    """Whether everything is in order; each finding is told as a line."""
    names = database.read_sync(_names)
    brands = database.read_sync(verifying.chains)
    are_whole = [_is_whole(database, brand_id, names, tell) for brand_id in brands]
    if not brands:
        tell("There are no entries yet.")
    for head in database.read_sync(anchors.heads):
        tell(f"history head {head}")
    are_held = [_is_held(database, anchor, tell) for anchor in written]
    return all((*are_whole, *are_held, _is_guarded(database, tell)))


def _names(session: Session) -> dict[int, str]:
    rows = session.exec(select(Brand.id, Brand.name).order_by(col(Brand.id))).all()
    return {**{number: name for number, name in rows if number is not None}, HOUSE: "what concerns no brand"}


def _is_whole(database: Database, brand_id: int, names: dict[int, str], tell: Tell) -> bool:
    walk = Walk(brand_id, database.keys)
    broken = _walk(database, walk)
    chain = f"brand {brand_id} ({names.get(brand_id, 'deleted')})"
    if broken is None:
        tell(f"{chain}: {walk.seq:,} entries, whole{_how_signed(walk)}.")
    else:
        tell(f"{chain}: entry {broken.seq} {SENTENCES[broken.flaw]}.")
    return broken is None


def _walk(database: Database, walk: Walk) -> Broken | None:
    """A page a transaction, so that a bot which runs beside is not kept waiting, and any length fits in memory."""
    while True:
        is_over, broken = database.read_sync(verifying.next_page, walk)
        if is_over or broken:
            return broken


def _how_signed(walk: Walk) -> str:
    return ", and signed" if walk.rank else ", not signed"


def _is_held(database: Database, anchor: Anchor, tell: Tell) -> bool:
    is_held = database.read_sync(anchors.holds, anchor)
    where = "" if anchor.brand_id is None else f" of brand {anchor.brand_id}"
    state = "is still in the chain" if is_held else "is NOT in the chain any more: it was cut off or rewritten"
    tell(f"anchor {anchor.seq}:{anchor.hash[:12]}…{where} {state}.")
    return is_held


def _is_guarded(database: Database, tell: Tell) -> bool:
    lacking = database.read_sync(lambda session: guards.missing(session.connection()))
    if lacking:
        tell(f"The database would let entries be changed ({', '.join(lacking)} missing): run python -m bot migrate.")
    return not lacking
