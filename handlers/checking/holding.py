"""Keeping back what was approved, because something in it does not work or may not be used. Transactions only.

One reason at a time: whoever comes second finds it held already, and looks again once it is free.
"""

from sqlmodel import Session

from handlers.checking.unusable import in_the_way
from storage import cards, findings
from storage.findings import Finding, Severity
from storage.lifecycle import Editorial
from storage.submissions import Hold, Submission


def hold(session: Session, submission: Submission, why: Hold) -> bool:
    """Nothing of it goes out from here on. False when it is not approved, or held already."""
    if submission.state != Editorial.APPROVED or submission.holds is not None:
        return False
    submission.holds = why
    cards.advance(session, submission)
    return True


def release(session: Session, submission: Submission, why: Hold) -> bool:
    """It may go out again, if this was the reason why not, unless there is another one."""
    if submission.holds != why:
        return False
    submission.holds = another_reason(session, submission, besides=why)
    cards.advance(session, submission)
    return True


def another_reason(session: Session, submission: Submission, besides: Hold | None = None) -> Hold | None:
    """What came up while something else held it: what the second check found, or what may not be used any more."""
    if besides != Hold.BROKEN and open_breakage(session, submission):
        return Hold.BROKEN
    return Hold.ASSET if besides != Hold.ASSET and in_the_way(session, submission) else None


def open_breakage(session: Session, submission: Submission) -> list[Finding]:
    """What the second check found to be certainly broken, and nobody has mended or overruled."""
    rows = findings.of_revision(session, submission.number, submission.revision)
    return [row for row in rows if row.is_late and row.severity == Severity.BLOCK and row.fate is None]
