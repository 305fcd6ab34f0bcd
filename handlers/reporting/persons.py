"""What each person contributed in a span: for that person, and for the brand's admins."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import hours_of
from handlers.reporting.gathering import Middle, middle
from handlers.working_hours import worked
from storage import figures, people
from storage.brands import Brand
from storage.decisions import Verdict
from storage.figures import Said, Span, Times
from storage.lifecycle import Editorial


@dataclass
class Contribution:
    """One person's part."""

    user_id: str
    name: str = ""
    wrote: int = 0
    approved: int = 0
    sent_back: int = 0
    """Of what they wrote, at least once."""
    took: list[timedelta] = field(default_factory=list)
    """Each of their decisions, from when its version came, in working time."""

    @property
    def decided(self) -> int:
        return len(self.took)

    @property
    def middle(self) -> Middle | None:
        return middle(self.took)


def gather(
    session: Session, brand: Brand, since: datetime, until: datetime, campaign: str | None = None
) -> list[Contribution]:
    """Everybody who wrote or decided, by name: nobody is first."""
    span = Span(brand.number, since, until, campaign)
    found: dict[str, Contribution] = {}
    said = figures.said(session, span)
    _wrote(found, figures.times(session, span), {one.submission_id for one in said if _is_back(one)})
    _decided(session, found, said, brand)
    known = people.people(session, found)
    for one in found.values():
        one.name = known[one.user_id].name if one.user_id in known else one.user_id
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.user_id))


def _is_back(one: Said) -> bool:
    return one.verdict == Verdict.REQUEST_CHANGES


def _wrote(found: dict[str, Contribution], rows: Iterable[Times], back: set[int]) -> None:
    for row in rows:
        one = found.setdefault(row.author_id, Contribution(row.author_id))
        one.wrote += 1
        one.approved += row.state == Editorial.APPROVED
        one.sent_back += row.submission_id in back


def _decided(session: Session, found: dict[str, Contribution], rows: Iterable[Said], brand: Brand) -> None:
    """In the working hours of whoever decided."""
    rules = {}
    for row in rows:
        if row.approver_id not in rules:
            rules[row.approver_id] = hours_of.of_person(people.person(session, row.approver_id), brand)
        one = found.setdefault(row.approver_id, Contribution(row.approver_id))
        one.took.append(worked(row.created_at, row.decided_at, rules[row.approver_id]))
