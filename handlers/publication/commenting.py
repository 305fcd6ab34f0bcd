"""The records behind the first comment: its text as it was approved, and what became of it. Transactions only.

It is written once. Networks offer no way to look a comment up, so doubt is told at once, and a person looks.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.problem import Problem
from handlers.publication import endings, outgoing
from handlers.publication.endings import Case
from handlers.publisher import Doubtful, HandedOver, NotSent, Outcome, Outgoing, Published, Refused
from storage import brands, first_comments, publications, submissions
from storage.first_comments import FirstComment, ToWrite
from storage.lifecycle import Delivery
from storage.outbox import Place, Urgency

TRY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 45, 120, 300, 900))
"""Waits before the second, third … try at a network that certainly has nothing; after the last people are told."""


def prepare(session: Session, one: ToWrite) -> Outgoing:
    """What is to be written. Raises Altered when the records no longer hold what was approved."""
    fetched = outgoing.fetch(session, [one.publication_id])
    publication = session.get_one(publications.Publication, one.publication_id)
    going = outgoing.prepare(session, publication, fetched).outgoing
    revision = fetched.revisions[publication.submission_id, publication.fingerprint]
    text = fetched.contents[revision.id].variant(publication.account_id).first_comment
    return replace(going, text=text, handle="", idempotency_key=f"{going.idempotency_key}-comment")


def conclude(session: Session, one: ToWrite, outcome: Outcome, *, now: datetime, machine_now: datetime) -> bool:
    """What became of it; False when somebody else has it in hand now."""
    submission = submissions.lock(session, one.submission_id)
    publication = publications.locked(session, one.publication_id)
    comment = first_comments.held(session, one)
    if submission is None or publication is None or comment is None:
        return False
    rest = outcome.retry_after if isinstance(outcome, NotSent) else None
    if rest is not None:
        brands.let_rest(session, {one.account_id: machine_now + rest})
    wait = wait_after(outcome, one.attempt)
    if wait is not None:
        first_comments.move(comment, Delivery.SCHEDULED, now=now)
        comment.due_at = now + wait
        return True
    with endings.case_of(session, submission, publication, now=now) as case:
        _end(case, comment, outcome)
    return True


def wait_after(outcome: Outcome, attempt: int) -> timedelta | None:
    """How long until the next try; nothing: it has come to an end. `attempt` counts from 1."""
    if not isinstance(outcome, NotSent) or attempt > len(TRY_AFTER):
        return None
    usual = TRY_AFTER[attempt - 1]
    return max(usual, outcome.retry_after or usual)


def _end(case: Case, comment: FirstComment, outcome: Outcome) -> None:
    match outcome:
        case Published():
            _written(case, comment, outcome)
        case Doubtful():
            _ended(case, comment, Delivery.UNKNOWN, None, outcome.detail)
        case Refused():
            _ended(case, comment, Delivery.FAILED, outcome.problem, outcome.detail)
        case NotSent():
            problem = Problem.LIMITED if outcome.retry_after else Problem.UNREACHABLE
            _ended(case, comment, Delivery.FAILED, problem, outcome.detail)
        case HandedOver():
            # Whoever posts by hand was given it together with the text.
            first_comments.move(comment, Delivery.FAILED, now=case.now)
            first_comments.move(comment, Delivery.CANCELLED, now=case.now)


def _written(case: Case, comment: FirstComment, found: Published) -> None:
    first_comments.move(comment, Delivery.PUBLISHED, now=case.now)
    comment.remote_id, comment.link, comment.problem, comment.problem_detail = found.remote_id, found.link, None, None
    endings.record(case, "publication.commented", link=found.link)


def _ended(case: Case, comment: FirstComment, state: Delivery, problem: Problem | None, detail: str) -> None:
    """Not written, or nobody can tell: author and thread hear so, with the text, once for each attempt."""
    first_comments.move(comment, state, now=case.now)
    comment.problem = problem.value if problem else None
    comment.problem_detail = detail[: endings.MOST_DETAIL] or None
    number = case.publication.number
    about, key = {"publication": number}, f"comment:{number}.{comment.attempt}"
    endings.say(case, f"{key}:author", "comment_missing", Place.DIRECT, Urgency.TROUBLE, about)
    endings.say(case, f"{key}:thread", "comment_missing", Place.THREAD, Urgency.TROUBLE, about)
    kind = "publication.comment_doubted" if state == Delivery.UNKNOWN else "publication.not_commented"
    endings.record(case, kind, problem=comment.problem, detail=comment.problem_detail)


def again(case: Case, comment: FirstComment) -> None:
    """A person has looked, or mended the account: it is written once more."""
    first_comments.move(comment, Delivery.SCHEDULED, now=case.now)
    comment.due_at, comment.problem, comment.problem_detail = case.now, None, None
    endings.record(case, "publication.comment_retried")
