"""Everything of a brand as rows of a table, which an import understands again. Lookups only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access
from storage import exporting, labels, people, publications, submissions
from storage.brands import Account, Brand
from storage.content import Content
from storage.lifecycle import Delivery, status_of
from storage.publications import Publication
from storage.submissions import Submission

HEADER = (
    *("number", "text", "accounts", "time", "media", "labels", "campaign", "note"),
    *("author", "state", "links"),
)
AT_ONCE = 500
"""Submissions that are read in one go."""


@dataclass(frozen=True)
class Exported:
    """The rows, and whose they are."""

    language: str
    brand: str
    rows: tuple[Sequence[object], ...]


def export(session: Session, user_id: str, brand: Brand, *, weeks: int | None, now: datetime) -> Exported:
    """Of a brand that this person may read, oldest first; `weeks`: back from now, nothing: everything.

    Raises Stranger or Denied.
    """
    person = access.insider(session, user_id)
    since = now - timedelta(weeks=weeks) if weeks else None
    numbers = exporting.numbers_since(session, brand.number, since)
    accounts = {one.id or 0: one for one in exporting.accounts_of(session)}
    found = []
    for place in range(0, len(numbers), AT_ONCE):
        found += list(_rows(session, numbers[place : place + AT_ONCE], accounts, brand))
    return Exported(person.language, brand.name, tuple(found))


def _rows(
    session: Session, numbers: Sequence[int], accounts: dict[int, Account], brand: Brand
) -> Iterator[Sequence[object]]:
    rows = exporting.with_revisions(session, numbers)
    contents = submissions.contents_of(session, [revision for _, revision in rows])
    on, marked = publications.of_submissions(session, numbers), labels.labels_of(session, numbers)
    authors = people.people(session, {submission.author_id for submission, _ in rows})
    for submission, revision in rows:
        content, its = contents[revision.id], on.get(submission.number, [])
        author = authors[submission.author_id].name if submission.author_id in authors else submission.author_id
        for text, time, where in _ways(content, its, accounts, brand):
            state = _state(submission, its)
            links = " ".join(one.link for one in its if one.link and accounts[one.account_id].name in where)
            yield (
                *(submission.number, text, "; ".join(where), time),
                "; ".join(image.name for image in content.images),
                "; ".join(marked.get(submission.number, ())),
                *(content.campaign or "", content.note, author, state, links),
            )


def _state(submission: Submission, its: Sequence[Publication]) -> str:
    return status_of(submission.state, [one.state for one in its]).value


def _ways(
    content: Content, its: Sequence[Publication], accounts: dict[int, Account], brand: Brand
) -> Iterator[tuple[str, str, list[str]]]:
    """A row for each text and time that it has: accounts with the same share one."""
    due = {one.account_id: one.meant_for for one in its if one.state != Delivery.CANCELLED}
    found: dict[tuple[str, str], list[str]] = {}
    for account in content.accounts:
        when = due.get(account) or content.wanted_for(account)
        time = when.astimezone(brand.zone).strftime("%Y-%m-%d %H:%M") if when else ""
        found.setdefault((content.text_for(account), time), []).append(accounts[account].name)
    for (text, time), where in found.items():
        yield text, time, sorted(where)
