"""A submission with everything that decides who may do what to it. Transactions only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from handlers.steps.progress import Circumstances, Progress, Vote, progress
from storage import brands, co_authors, decisions, people, publications, stages, submissions
from storage.brands import Brand
from storage.decisions import Decision, Verdict
from storage.lifecycle import Delivery
from storage.publications import Publication
from storage.submissions import Revision, Submission


@dataclass(frozen=True)
class Matter:
    """A submission with everything that decides who may do what to it, read once."""

    brand: Brand
    submission: Submission
    revision: Revision
    """The current one."""
    publications: Sequence[Publication]
    counting: Sequence[Decision]
    """Decisions that count now, before what this transaction adds."""
    progress: Progress
    authors: frozenset[str]
    """Whose work it is: the author, who writes with them, and who wrote the current revision."""
    about: Circumstances
    """What its progress was worked out from."""

    @property
    def votes(self) -> tuple[Vote, ...]:
        return votes_of(self.counting)

    @property
    def in_practice(self) -> bool:
        """Every account of it is a practice account."""
        return bool(self.about.practising)


def matter_of(session: Session, submission: Submission, *, practice: frozenset[int]) -> Matter:
    """The submission, with how far it has come and whose work it is."""
    brand = brands.brand(session, submission.brand_id)
    revision = submissions.current_revision(session, submission)
    rows = publications.of_submission(session, submission.number)
    counting = decisions.counting(session, submission, revision)
    accounts = frozenset(row.account_id for row in rows if row.state != Delivery.CANCELLED)
    is_practised = bool(accounts) and accounts <= practice
    authors = authors_of(session, submission, revision)
    about = Circumstances(
        accounts=accounts,
        campaign=revision.campaign,
        authors=frozenset() if brand.allows_own_work else authors,
        gone=people.gone(session),
        practising=authors if is_practised else frozenset(),
    )
    found = progress(stages.steps_of(session, brand), about, votes_of(counting))
    return Matter(brand, submission, revision, rows, counting, found, authors, about)


def votes_of(counting: Iterable[Decision]) -> tuple[Vote, ...]:
    """The approvals among them."""
    yes = (one for one in counting if one.verdict == Verdict.APPROVE)
    return tuple(Vote(one.on_behalf_of or one.approver_id, tuple(one.stages), one.approver_id) for one in yes)


def authors_of(session: Session, submission: Submission, revision: Revision) -> frozenset[str]:
    """Whose work it is."""
    return frozenset({submission.author_id, revision.created_by, *co_authors.of_submission(session, submission.number)})
