"""Deleting what is live: asked for by an admin, then tried until the network has answered. Transactions only.

The call may be repeated, so doubt is answered with another try; what stays doubtful after the last is told.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.publication import endings
from handlers.publication.endings import Aftermath, Case
from handlers.publisher import Gone, NotSent, Refused
from handlers.publisher import Removal as Answer
from storage import publications, removals, submissions
from storage.lifecycle import Delivery
from storage.outbox import Place, Urgency
from storage.publications import Publication
from storage.removals import Removal, ToRemove
from storage.submissions import Submission

TRY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 45, 120, 300))
"""Waits before the second, third … try; after the last of them it is left to people."""


def may_go(row: Publication, able: Collection[int]) -> bool:
    """Live, known to its network, which lets us delete. `able` are the ids of the accounts where that is so."""
    return _is_live(row) and bool(row.remote_id) and row.account_id in able


def may_be_gone(row: Publication, able: Collection[int]) -> bool:
    """Live, and only a person can delete it."""
    return _is_live(row) and not may_go(row, able)


def _is_live(row: Publication) -> bool:
    return row.state == Delivery.PUBLISHED and row.taken_down_at is None


def note(session: Session, submission: Submission, rows: Sequence[Publication], *, by: str, now: datetime) -> None:
    """A person has deleted these, locked, at their networks."""
    if not rows:
        return
    after = Aftermath(now, by)
    cases = endings.cases_of(session, [(submission, row) for row in rows], after)
    for case in cases:
        _gone(case, by, how="said")
    session.flush()
    _tell_author(session, cases[0], by)
    after.write(session)


def ask(
    session: Session,
    submission: Submission,
    rows: Sequence[Publication],
    *,
    by: str,
    now: datetime,
    machine_now: datetime,
) -> None:
    """The rows, locked, are to be deleted at their networks."""
    if not rows:
        return
    after = Aftermath(now, by)
    for case in endings.cases_of(session, [(submission, row) for row in rows], after):
        removals.ask(session, case.publication.number, by=by, now=now, machine_now=machine_now)
        endings.record(case, "publication.removal_asked")
    after.write(session)


def conclude(session: Session, one: ToRemove, answer: Answer, *, now: datetime, machine_now: datetime) -> bool:
    """What the answer means; False when somebody else has it in hand, or asked anew, meanwhile."""
    submission = submissions.lock(session, one.submission_id)
    publication = publications.locked(session, one.publication_id)
    removal = removals.of_publication(session, one.publication_id)
    if submission is None or publication is None or removal is None or not _is_the_same(removal, one):
        return False
    wait = wait_after(answer, one.tries)
    if wait is not None:
        removal.try_at = machine_now + wait
        return True
    with endings.case_of(session, submission, publication, now=now) as case:
        removal.try_at = None
        if isinstance(answer, Gone):
            _gone(case, removal.asked_by, how="answered")
        else:
            _failed(case, removal, answer)
        session.flush()
        _tell_author(session, case, removal.asked_by)
    return True


def _is_the_same(removal: Removal, one: ToRemove) -> bool:
    return removal.try_at is not None and removal.tries == one.tries


def wait_after(answer: Answer, tries: int) -> timedelta | None:
    """How long until the next try; nothing: it has come to an end. `tries` counts this one.

    Networks count deletions apart, so a wish to wait holds up this deletion alone, and not what is to go out.
    """
    if isinstance(answer, Gone | Refused) or tries > len(TRY_AFTER):
        return None
    usual = TRY_AFTER[tries - 1]
    return max(usual, answer.retry_after or usual) if isinstance(answer, NotSent) else usual


def _gone(case: Case, by: str, *, how: str) -> None:
    """`how` we know: answered by the network, or said by the person."""
    case.publication.taken_down_at, case.publication.read_next_at = case.now, None
    endings.record(case, "publication.taken_down", by=by, how=how)


def _failed(case: Case, removal: Removal, answer: Refused | NotSent | Answer) -> None:
    """The admin who asked hears of it: it is still live, as far as anybody knows."""
    removal.problem = answer.problem.value if isinstance(answer, Refused) else None
    removal.problem_detail = "" if isinstance(answer, Gone) else answer.detail[: endings.MOST_DETAIL]
    publication, when = case.publication, removal.asked_at.isoformat()
    about = {
        "publication": publication.number,
        "problem": removal.problem,
        "detail": removal.problem_detail,
        "is_certain": isinstance(answer, Refused | NotSent),
    }
    key = f"removal_failed:{publication.number}:{when}"
    endings.say_to(case, removal.asked_by, key, "removal_failed", Urgency.TROUBLE, about)
    endings.record(
        case, "publication.removal_failed", problem=removal.problem, detail=removal.problem_detail, by=removal.asked_by
    )


def _tell_author(session: Session, case: Case, by: str) -> None:
    """One message when nothing is being deleted any more; none to somebody who asked for it themselves."""
    numbers = [row.number for row in case.all_of_it]
    gone = [row.number for row in case.all_of_it if row.taken_down_at is not None]
    if not gone or removals.under_way(session, numbers) or by == case.submission.author_id:
        return
    key = f"taken_down:{case.submission.number}:{','.join(map(str, gone))}"
    about = {"publications": gone, "by": by}
    endings.say(case, key, "taken_down", Place.DIRECT, Urgency.NEWS, about)
