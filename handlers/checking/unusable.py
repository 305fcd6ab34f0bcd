"""What of the library may not be used, and where it would be. Lookups only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage import library, publications, submissions
from storage.content import Content
from storage.library import TO_COME, Unusable
from storage.submissions import Submission


@dataclass(frozen=True)
class Barred:
    """Something of the library that may not be used then."""

    asset_id: int
    name: str
    why: Unusable


class NotToBeUsed(Exception):
    """It was to be put up with something that may not be used."""

    def __init__(self, barred: Sequence[Barred]) -> None:
        super().__init__(", ".join(one.name for one in barred))
        self.barred = barred


def barred(session: Session, brand_id: int, hashes: Iterable[str], at: datetime) -> list[Barred]:
    """What of these bytes may not be used then, however they came along."""
    wanted = list(dict.fromkeys(hashes))
    known = library.of_hashes(session, brand_id, wanted) if wanted else {}
    there = [known[one] for one in wanted if one in known]
    return [Barred(one.id or 0, one.name, why) for one in there if (why := library.why_not(one, at)) is not None]


def check(session: Session, brand_id: int, content: Content, *, now: datetime, before: Content | None = None) -> None:
    """Nothing may be newly used that may not be used by the time it goes out. Raises NotToBeUsed."""
    had = {image.sha256 for image in before.images} if before else set()
    new = [image.sha256 for image in content.images if image.sha256 not in had]
    wanted = [when for account in content.accounts if (when := content.wanted_for(account)) is not None]
    found = barred(session, brand_id, new, max([now, *wanted]))
    if found:
        raise NotToBeUsed(found)


def in_the_way(session: Session, submission: Submission) -> list[Barred]:
    """What in it may not be used by the time it goes out; nothing where it goes nowhere any more."""
    content = submissions.content_of(session, submissions.current_revision(session, submission))
    rows = publications.of_submission(session, submission.number) if content.images else ()
    due = [row.due_at for row in rows if row.state in TO_COME and row.due_at is not None]
    return barred(session, submission.brand_id, [image.sha256 for image in content.images], max(due)) if due else []
