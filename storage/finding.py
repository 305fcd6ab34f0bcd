"""Submissions by what is known of them: words of the text, author, account, campaign, and how they stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from storage.brands import Account
from storage.labels import SubmissionLabel
from storage.lifecycle import Delivery, Editorial
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Revision, RevisionAccount, Submission

LOOKED_THROUGH = 5_000
"""Submissions that one search looks through, so that it costs the same while the table grows; the next goes on."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; all of it must hold."""

    words: tuple[str, ...] = ()
    """Each stands in a text, or in the name of the author, an account or the campaign, or is a label."""
    editorial: Editorial | None = None
    delivery: Delivery | None = None
    """Of at least one of its publications."""
    author_id: str | None = None

    @property
    def is_nothing(self) -> bool:
        return not (self.words or self.editorial or self.delivery or self.author_id)


@dataclass(frozen=True)
class Found:
    """One page, newest first."""

    numbers: tuple[int, ...]
    further: int | None
    """Where the next page begins: it has only smaller numbers. Nothing when all was looked through."""


def matching(
    session: Session, wanted: Wanted, *, brand_ids: Iterable[int], before: int | None = None, page: int = 10
) -> Found:
    """Of these brands, with smaller numbers than `before`."""
    newest = session.exec(select(func.max(Submission.id))).one() or 0
    top = min(before or newest + 1, newest + 1)
    floor = max(1, top - LOOKED_THROUGH)
    query = (
        select(Submission.id)
        .join(Revision, (col(Revision.submission_id) == Submission.id) & (col(Revision.number) == Submission.revision))
        .join(Person, col(Person.user_id) == col(Submission.author_id), isouter=True)
        .where(
            col(Submission.id) >= floor,
            col(Submission.id) < top,
            col(Submission.brand_id).in_(list(brand_ids)),
            *_conditions(wanted),
        )
        .order_by(col(Submission.id).desc())
        .limit(page + 1)
    )
    ids = [number for number in session.exec(query).all() if number is not None]
    if len(ids) > page:
        return Found(tuple(ids[:page]), ids[page - 1])
    return Found(tuple(ids), floor if floor > 1 else None)


def _conditions(wanted: Wanted) -> list[Any]:
    found = [_has(word) for word in wanted.words]
    if wanted.editorial:
        found.append(col(Submission.state) == wanted.editorial)
    if wanted.delivery:
        of_it = col(Publication.submission_id) == col(Submission.id)
        found.append(select(Publication.id).where(of_it, Publication.state == wanted.delivery).exists())
    if wanted.author_id:
        found.append(col(Submission.author_id) == wanted.author_id)
    return found


def _has(word: str) -> Any:
    """Case does not matter, as far as the database can tell: SQLite knows the case of A to Z alone."""
    on_account = (
        select(RevisionAccount.account_id)
        .join(Account, col(Account.id) == col(RevisionAccount.account_id))
        .where(
            col(RevisionAccount.revision_id) == col(Revision.id),
            or_(
                *(
                    named.icontains(word, autoescape=True)
                    for named in (col(Account.name), col(RevisionAccount.text), col(RevisionAccount.first_comment))
                )
            ),
        )
        .exists()
    )
    labelled = (
        select(SubmissionLabel.label)
        .where(
            col(SubmissionLabel.submission_id) == col(Submission.id),
            col(SubmissionLabel.label).icontains(word, autoescape=True),
        )
        .exists()
    )
    return or_(
        labelled,
        col(Revision.text).icontains(word, autoescape=True),
        col(Person.name).icontains(word, autoescape=True),
        col(Revision.campaign).icontains(word, autoescape=True),
        on_account,
    )


LOOKS_BACK = 300
"""Revisions; by their ids, so that the search costs the same while the table grows."""


def with_same_text(session: Session, texts: Collection[str], *, besides: int, since: datetime) -> int | None:
    """Another recent submission with exactly one of these texts, for all or for some account, that is open or went
    out; the newest first.
    """
    newest = session.exec(select(func.max(Revision.id))).one() or 0
    own = select(RevisionAccount.account_id).where(
        col(RevisionAccount.revision_id) == col(Revision.id), col(RevisionAccount.text).in_(texts)
    )
    query = (
        select(Revision.submission_id)
        .join(Submission, col(Submission.id) == col(Revision.submission_id))
        .where(
            col(Revision.id) > newest - LOOKS_BACK,
            col(Revision.created_at) >= since,
            or_(col(Revision.text).in_(texts), own.exists()),
            Revision.submission_id != besides,
            Revision.number == Submission.revision,
            col(Submission.state).not_in([Editorial.REJECTED, Editorial.WITHDRAWN]),
        )
        .order_by(col(Revision.id).desc())
    )
    return session.exec(query).first()
