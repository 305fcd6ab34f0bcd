"""The second check of one submission, shortly before it goes out. Transactions only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.checking import holding, keeping
from handlers.checking.networks import Allowances
from handlers.checks.warnings import Code, Warned
from storage import absences, brands, cards, decisions, history, outbox, publications, submissions, under_way
from storage.brands import Brand
from storage.decisions import Verdict
from storage.findings import Fate
from storage.lifecycle import Delivery, Editorial
from storage.outbox import Place, Urgency
from storage.submissions import Hold, Submission

FRESH = timedelta(minutes=30)
"""What was written less than this ago was checked when it was put up."""
LOOKS_AGAIN = timedelta(minutes=10)
"""How often what is held is looked at, in case it was mended elsewhere."""
MOST = 100
MOST_TOLD = 5
"""Approvers; the card says it to everybody."""
QUIET = frozenset({Code.SOON, Code.OUTSIDE, Code.NIGHT, Code.CAPITALS, Code.SPACES, Code.ELSEWHERE})
"""What nobody is rung for shortly before it goes out: matters of taste, and what was decided with open eyes."""


@dataclass(frozen=True)
class Due:
    """What is to be checked again."""

    number: int
    texts: tuple[str, ...]
    accounts: tuple[int, ...]


def list_due(session: Session, *, now: datetime) -> list[Due]:
    """What goes out before long and was not checked since; and what is held, from time to time."""
    found = [number for brand in brands.all_active(session) for number in _numbers(session, brand, now)]
    return [one for number in found if (one := _due(session, number, now)) is not None]


def _numbers(session: Session, brand: Brand, now: datetime) -> list[int]:
    ahead = timedelta(minutes=brand.recheck_minutes)
    soon = under_way.to_recheck(
        session, brand.number, since=now, until=now + ahead, checked_before=now - ahead, limit=MOST
    )
    held = under_way.held_back(
        session, brand.number, Hold.BROKEN, since=now - brand.grace, checked_before=now - LOOKS_AGAIN, limit=MOST
    )
    return list(dict.fromkeys([*soon, *held]))


def _due(session: Session, number: int, now: datetime) -> Due | None:
    submission = session.get_one(Submission, number)
    revision = submissions.current_revision(session, submission)
    if revision.created_at > now - FRESH:
        return None
    content = submissions.content_of(session, revision)
    return Due(number, content.texts, content.accounts)


def check(session: Session, number: int, *, now: datetime, allowances: Allowances) -> bool:
    """Tells what is new, once, and holds what is certainly broken. Whether anybody was told."""
    submission = submissions.lock(session, number)
    if submission is None or submission.state != Editorial.APPROVED:
        return False
    content = submissions.content_of(session, submissions.current_revision(session, submission))
    for row in publications.of_submission(session, number):
        if row.state == Delivery.SCHEDULED:
            row.rechecked_at = now
    new, found = keeping.once_more(session, submission, content, now=now, allowances=allowances)
    _settle_mended(session, submission, found, now)
    is_held = bool(holding.open_breakage(session, submission)) and holding.hold(session, submission, Hold.BROKEN)
    is_free = not holding.open_breakage(session, submission) and holding.release(session, submission, Hold.BROKEN)
    news = [one for one in new if one.code not in QUIET]
    if not (news or is_held or is_free):
        return False
    if not (is_held or is_free):
        cards.advance(session, submission)
    _say(session, submission, is_free=is_free, now=now)
    _remember(session, submission, is_held=is_held, is_free=is_free, now=now)
    return True


def _settle_mended(session: Session, submission: Submission, found: Sequence[Warned], now: datetime) -> None:
    """A page that is there again, say: what does not show any more was heeded."""
    there = {one.key for one in found}
    for row in holding.open_breakage(session, submission):
        if not there & {one.key for one in keeping.said([row])}:
            row.fate, row.settled_at = Fate.HEEDED, now


def _say(session: Session, submission: Submission, *, is_free: bool, now: datetime) -> None:
    """To the author, and to those who said yes: each is rung once. In the thread, everybody who reads it would be."""
    kind = "recheck_mended" if is_free else "recheck_found"
    yes = [] if is_free else _approvers(session, submission)
    for recipient in dict.fromkeys([submission.author_id, *yes]):
        outbox.say(
            session,
            f"recheck:{submission.number}:{submission.version}:{recipient}",
            kind,
            place=Place.DIRECT,
            recipient=recipient,
            urgency=Urgency.NEWS if is_free else Urgency.TASK,
            now=now,
            submission_id=submission.number,
            revision=submission.revision,
        )


def _approvers(session: Session, submission: Submission) -> list[str]:
    """Who said yes, or stands in for them while they are away."""
    revision = submissions.current_revision(session, submission)
    counting = decisions.counting(session, submission, revision)
    yes = [one.approver_id for one in counting if one.verdict == Verdict.APPROVE]
    covered_by = absences.covering(session, yes)
    return [covered_by.get(one, one) for one in yes][:MOST_TOLD]


def _remember(session: Session, submission: Submission, *, is_held: bool, is_free: bool, now: datetime) -> None:
    if is_held or is_free:
        kind = "check.held" if is_held else "check.released"
        history.add(session, kind, actor_id=history.BOT, at=now, submission_id=submission.number)
