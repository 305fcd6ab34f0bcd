"""A page of what was found, for whoever may read it. Transactions only."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.blocks.saying import Reader
from handlers.finding.query import number_in, understood
from handlers.showing import home_view
from handlers.snapshot import Snapshot, snapshots
from storage import brands, finding
from storage.submissions import Submission


@dataclass(frozen=True)
class Page:
    """What the view is drawn from."""

    reader: Reader
    asked: str
    snaps: tuple[Snapshot, ...]
    further: int | None
    """Where the next page begins."""
    is_first: bool


def page_of(session: Session, user_id: str, asked: str, before: int | None, *, now: datetime) -> Page:
    """Newest first, of the brands that this person may read. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    readable = [one.number for one in brands.all_active(session) if access.may_read(session, one, user_id)]
    found = _found(session, asked, before, readable)
    snaps = tuple(snapshots(session, found.numbers).values())
    return Page(home_view.reader(person, now), asked, snaps, found.further, before is None)


def _found(session: Session, asked: str, before: int | None, readable: list[int]) -> finding.Found:
    number, wanted = number_in(asked), understood(asked)
    if number is not None:
        submission = session.get(Submission, number)
        if submission is not None and submission.brand_id in readable:
            return finding.Found((number,), None)
    if wanted.is_nothing:
        return finding.Found((), None)
    return finding.matching(session, wanted, brand_ids=readable, before=before)
