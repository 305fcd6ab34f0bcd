"""Findings as they are remembered, and what people did about them: heeded, or overruled. Transactions only."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from handlers.checking.gathering import gather
from handlers.checking.networks import Allowances
from handlers.checks.remembering import OWN_OF, remembered
from handlers.checks.warnings import Warned
from storage import findings
from storage.content import Content
from storage.findings import Fate, Finding, Severity
from storage.submissions import Submission


def at_submission(
    session: Session, submission: Submission, content: Content, *, now: datetime, is_one_of_many: bool = False
) -> None:
    """Checks the revision that was just made, and remembers what was found. `is_one_of_many`: in haste.

    What the revision before had and this one has not was heeded. What accounts take is judged before anything is sent.
    """
    found = gather(session, submission, content, now=now, allowances={}, is_in_haste=is_one_of_many)
    keys = {one.key for one in found}
    for row in findings.open_before(session, submission.number, submission.revision):
        if not keys & {one.key for one in remembered([row])}:
            row.fate, row.settled_at = Fate.HEEDED, now
    keep(session, submission, found, now=now)


def after_a_move(session: Session, submission: Submission, content: Content, *, now: datetime) -> None:
    """Checks the current revision at its new times, and remembers what is new."""
    known = {one.key for one in of_revision(session, submission.number, submission.revision)}
    found = gather(session, submission, content, now=now, allowances={})
    keep(session, submission, [one for one in found if one.key not in known], now=now)


def once_more(
    session: Session, submission: Submission, content: Content, *, now: datetime, allowances: Allowances
) -> tuple[list[Warned], list[Warned]]:
    """Checks the current revision again, and remembers what is new. Returns that, and everything that was found."""
    found = gather(session, submission, content, now=now, allowances=allowances, weight=Severity.BLOCK)
    rows = findings.of_revision(session, submission.number, submission.revision)
    # What was mended and is broken again is news.
    known = {(one.key, one.severity) for one in remembered(row for row in rows if row.fate != Fate.HEEDED)}
    new = [one for one in found if (one.key, one.severity) not in known]
    keep(session, submission, new, now=now, is_late=True)
    return new, found


def keep(
    session: Session, submission: Submission, found: Iterable[Warned], *, now: datetime, is_late: bool = False
) -> None:
    """As findings about the current revision."""
    session.add_all(_row(submission, one, now, is_late=is_late) for one in found)
    session.flush()


def _row(submission: Submission, one: Warned, now: datetime, *, is_late: bool) -> Finding:
    own_of = {OWN_OF: list(one.accounts)} if one.accounts else {}
    return Finding(
        brand_id=submission.brand_id,
        submission_id=submission.number,
        revision=submission.revision,
        code=one.code.value,
        account_id=one.accounts[0] if one.accounts else None,
        rule_id=one.rule_id,
        severity=one.severity,
        values={**one.values, **own_of},
        is_late=is_late,
        found_at=now,
    )


said = remembered
"""Findings of the records as the checks said them."""


def of_revision(session: Session, number: int, revision: int) -> list[Warned]:
    """What was found in it, in the order in which it was found."""
    return remembered(findings.of_revision(session, number, revision))


def overruled(session: Session, submission: Submission, *, now: datetime) -> None:
    """The revision was approved as it stands: what was found in it did not matter to anybody."""
    for row in findings.of_revision(session, submission.number, submission.revision):
        if row.fate is None and not row.is_late:
            row.fate, row.settled_at = Fate.OVERRULED, now
