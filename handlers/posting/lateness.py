"""What a brand's late rule makes of approved publications that have missed their time. Transactions only.

Never a blast: whatever goes out by a rule is spread over its account's posting hours. People are asked as always where
the rule says so, where it cannot be kept within a week, after a pause, while a confirmation is awaited, and when a
network has kept failing: no rule tries for ever.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.posting.hours import next_free
from handlers.publication import endings
from handlers.publication.endings import Case
from storage import brands, publications
from storage.brands import Brand, LateRule
from storage.content import Content
from storage.outbox import Place, ToSay, Urgency
from storage.submissions import content_of, current_revision

APART = {LateRule.NOW: timedelta(minutes=5), LateRule.NEXT_FREE: timedelta(hours=1)}
"""Between two that go out on one account."""

HOLDS_FOR = timedelta(days=7)
"""How much later than first wanted it may go out without a new approval."""

ABOUT_NOW = timedelta(minutes=1)
"""What goes out within this time needs no announcement: the receipt says that it is late."""


def missed_approved(session: Session, brand: Brand, cases: Sequence[Case], *, was_paused: bool) -> None:
    """All of one approved submission that is late at this moment."""
    if brand.late_rule == LateRule.DROP and _may_apply(cases, was_paused):
        endings.dropped(cases)
        _say(cases, "late_dropped", None)
        return
    times = _new_times(session, brand, cases) if _may_apply(cases, was_paused) else None
    if times is None:
        endings.missed(cases, was_approved=True, was_paused=was_paused)
    else:
        _move(cases, times, brand.late_rule)


def _may_apply(cases: Sequence[Case], was_paused: bool) -> bool:
    is_retried = any(case.publication.planned_at is not None for case in cases)
    return not was_paused and not is_retried and cases[0].submission.holds is None


def _new_times(session: Session, brand: Brand, cases: Sequence[Case]) -> list[datetime] | None:
    """In the order of the cases; nothing where people are to be asked."""
    apart = APART.get(brand.late_rule)
    if apart is None:
        return None
    times = [_free(session, brand, case, apart) for case in cases]
    content = content_of(session, current_revision(session, cases[0].submission))
    holds = all(at <= _first_wanted(content, case) + HOLDS_FOR for at, case in zip(times, cases, strict=True))
    return times if holds else None


def _free(session: Session, brand: Brand, case: Case, apart: timedelta) -> datetime:
    account = brands.lock_account(session, case.publication.account_id)
    until = case.now + HOLDS_FOR + apart
    taken = publications.due_times(session, account.id or 0, since=case.now, until=until)
    return next_free(account.posting_hours, case.now, brand.zone, taken, apart)


def _first_wanted(content: Content, case: Case) -> datetime:
    return content.wanted_for(case.publication.account_id) or case.submission.approved_at or case.now


def _move(cases: Sequence[Case], times: Sequence[datetime], rule: LateRule) -> None:
    missed_at = cases[0].publication.meant_for
    for case, due_at in zip(cases, times, strict=True):
        endings.moved(case, due_at=due_at, late_rule=rule.value)
    if max(times) > cases[0].now + ABOUT_NOW:
        _say(cases, "late_moved", max(times), missed_at)


def _say(cases: Sequence[Case], kind: str, due_at: datetime | None, missed_at: datetime | None = None) -> None:
    """To the author, who has nothing to do."""
    first = cases[0]
    meant_for = missed_at or first.publication.meant_for
    data = {
        "meant_for": meant_for.isoformat() if meant_for else None,
        "due_at": due_at.isoformat() if due_at else None,
    }
    key = f"{kind}:{first.publication.number}:{first.now.isoformat()}"
    author, number = first.submission.author_id, first.submission.number
    first.after.to_say.append(ToSay(key, kind, Place.DIRECT, author, Urgency.NEWS, number, data))
