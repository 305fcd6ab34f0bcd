"""Records to begin with: one brand, two accounts, and submissions as the composer leaves them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from storage import cards, publications, submissions
from storage.brands import Account, Brand
from storage.content import Content
from storage.lifecycle import Editorial
from storage.publications import Publication
from storage.submissions import Submission

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AUTHOR, APPROVER, SECOND = "U0MINA", "U0JONAS", "U0PRIYA"


def brand(name: str = "Acorn Foods") -> Brand:
    """With half an hour of grace."""
    return Brand(
        name=name,
        team_id="T0GREEN",
        review_channel="C0REVIEW",
        timezone="Europe/Berlin",
        language="en",
        approvals_needed=1,
        digest_at="09:00",
        nudge_after=86400,
        escalate_after=172800,
        late_grace=1800,
    )


def furnish(session: Session) -> None:
    """One brand, number 1, with two accounts, 1 and 2."""
    session.add(brand())
    session.flush()
    for name in ("news", "toots"):
        session.add(Account(brand_id=1, name=name, network="practice", address=""))
        session.flush()


def put_up(
    session: Session,
    text: str = "Our oat cookies are back.",
    *,
    accounts: Sequence[int] = (1,),
    wanted_at: datetime | None = None,
    author_id: str = AUTHOR,
    now: datetime = NOW,
    brand_id: int = 1,
) -> int:
    """In review, with its publications and its card; the number."""
    content = Content(text=text, accounts=tuple(accounts), wanted_at=wanted_at)
    submission = submissions.create(session, brand_id=brand_id, author_id=author_id, draft_id=None, now=now)
    revision = submissions.add_revision(session, submission, content, created_by=author_id, now=now)
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    cards.place(session, submission, cards.Surface.CARD, "C0REVIEW")
    return submission.number


def take(session: Session, number: int) -> Submission:
    """The submission, locked."""
    submission = submissions.lock(session, number)
    assert submission is not None
    return submission


def approve(session: Session, number: int, *, due_at: datetime | None = None) -> None:
    """As enough approvers leave it; without a wanted time it is due at `due_at`."""
    submission = take(session, number)
    submissions.move(submission, Editorial.APPROVED)
    submission.approved_fingerprint = submissions.current_revision(session, submission).fingerprint
    for publication in publications.of_submission(session, number):
        publication.due_at = publication.due_at or due_at
    cards.advance(session, submission)


def approved(session: Session, *, due_at: datetime = NOW) -> int:
    """Put up and approved; the number."""
    number = put_up(session)
    approve(session, number, due_at=due_at)
    return number


def only(session: Session, number: int) -> Publication:
    """The one publication of this submission."""
    (found,) = publications.of_submission(session, number)
    return found
