"""Words that people put on submissions to find them again. They are about the work, not about what goes out."""

from collections.abc import Iterable

from sqlmodel import Field, Session, SQLModel, col, delete, select


class SubmissionLabel(SQLModel, table=True):
    """One word on one submission. Not content: no approval depends on it."""

    __tablename__ = "submission_label"

    submission_id: int = Field(primary_key=True, foreign_key="submission.id")
    label: str = Field(primary_key=True, index=True)


def put_on(session: Session, submission_id: int, labels: Iterable[str]) -> None:
    """Makes exactly these the submission's labels."""
    session.exec(delete(SubmissionLabel).where(col(SubmissionLabel.submission_id) == submission_id))
    for label in dict.fromkeys(labels):
        session.add(SubmissionLabel(submission_id=submission_id, label=label))


def labels_of(session: Session, submission_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """By submission, in alphabetical order; one without labels is left out."""
    query = select(SubmissionLabel).where(col(SubmissionLabel.submission_id).in_(list(submission_ids)))
    found: dict[int, tuple[str, ...]] = {}
    for row in session.exec(query.order_by(SubmissionLabel.label)).all():
        found[row.submission_id] = (*found.get(row.submission_id, ()), row.label)
    return found
