"""Slots and suggested times in the composer: what is offered, and which time a submission gets. Transactions only.

What "the next free slot" means is settled when the form is sent, while the accounts are held; from then on it is a
time like any other: approvers see it, and an approval is for exactly that time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from handlers.composing import freezing, times
from handlers.composing.form import SLOT
from handlers.learning.suggesting import Suggestion, suggested
from handlers.rhythm import giving
from handlers.rhythm.giving import NoSlot
from handlers.rhythm.slots import Moment, queues
from storage.brands import Brand
from storage.content import Content, Variant
from storage.drafts import Draft


@dataclass(frozen=True)
class Slotted:
    """What the composer says about slots; accounts without a rhythm have none to offer."""

    next: Mapping[int, Moment] = field(default_factory=dict)
    """Of the chosen accounts, in the chosen queue; accounts that have none free are not in it."""
    queues: tuple[str, ...] = ()
    """To choose from; none where there are none."""
    has_other: bool = False
    """Some slots belong to no queue."""
    has_slots: bool = False

    @property
    def first(self) -> Moment | None:
        return min(self.next.values(), default=None)

    @property
    def differ(self) -> bool:
        """The accounts have different ones."""
        return len({one.at for one in self.next.values()}) > 1

    def at(self, account_id: int) -> datetime | None:
        """When it would go out there."""
        found = self.next.get(account_id, self.first)
        return found.at if found else None


def offered(session: Session, brand: Brand, draft: Draft, now: datetime) -> Slotted:
    """For the draft as it is."""
    accounts = giving.with_slots(session, draft.accounts)
    if not accounts:
        return Slotted()
    named = tuple(dict.fromkeys(name for one in accounts for name in queues(one.slots)))
    found = giving.next_of(session, brand, draft.accounts, draft.queue, now, besides=draft.submission_id or 0)
    has_other = any(not slot["queue"] for one in accounts for slot in one.slots)
    return Slotted(found, named, has_other, has_slots=True)


def suggestion(session: Session, brand: Brand, draft: Draft, now: datetime) -> Suggestion | None:
    """The best hour of the days to come by the chosen accounts' own results; nothing where they speak for none."""
    return suggested(session, brand, draft.accounts, now) if draft.accounts else None


def content_of(session: Session, draft: Draft, brand: Brand, now: datetime, stands: Content | None = None) -> Content:
    """The draft as a revision would hold it, with the slots that it gets. Raises BadTime."""
    content = freezing.content_of(draft, brand, now, stands)
    if draft.goes_out != SLOT:
        return content
    try:
        return _in_slots(session, brand, content, draft, now)
    except NoSlot as none:
        raise times.BadTime(times.Trouble.SLOT_PAUSED if none.is_paused else times.Trouble.NO_SLOT) from None


def _in_slots(session: Session, brand: Brand, content: Content, draft: Draft, now: datetime) -> Content:
    """Each account without a time of its own gets its next slot; one without a rhythm goes with the earliest."""
    asking = [one for one in content.accounts if content.variant(one).wanted_at is None]
    besides = draft.submission_id or 0
    given = {
        number: giving.give(session, brand, number, draft.queue, now, besides=besides)
        for number in (one.id or 0 for one in giving.with_slots(session, asking))
    }
    if not given:
        raise NoSlot(is_paused=False)
    return _timed(content, given, brand)


def _timed(content: Content, given: dict[int, datetime], brand: Brand) -> Content:
    common, zone = min(given.values()), brand.zone
    variants = {one.account_id: one for one in content.variants}
    for number, at in given.items():
        if at != common:
            own = variants.get(number, Variant(number))
            variants[number] = replace(own, wanted_at=at, wanted_wall=times.wall(at, zone))
    return replace(
        content,
        wanted_at=common,
        wanted_wall=times.wall(common, zone),
        wanted_zone=zone.key,
        variants=tuple(variants[number] for number in sorted(variants)),
    )
