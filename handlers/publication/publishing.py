"""The records behind `publish`: what is taken, what goes out, and what became of it. Transactions only, no network."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.problem import Problem
from handlers.publication import endings, outgoing, retry
from handlers.publication.endings import Aftermath, Case
from handlers.publication.outgoing import Altered, Fetched, Prepared
from handlers.publication.retry import Step
from handlers.publisher import Doubtful, HandedOver, NotSent, Outcome, Published, Refused
from storage import brands, gate, history, publications, slots, submissions
from storage.history import Entry
from storage.publications import Claimed, Closing

log = logging.getLogger(__name__)

BATCH = 50
"""Publications claimed in one commit, and calls under way at the same time."""

LEASE = timedelta(seconds=80)
"""Machine time. Renewed while its process lives, so that people hear of a death within two minutes."""


@dataclass(frozen=True)
class Ready:
    """A claimed publication, with what goes out, or the reason why nothing does."""

    claimed: Claimed
    prepared: Prepared | None
    stopped_by: Outcome | None = None


@dataclass(frozen=True)
class Ended:
    """A claimed publication, and what came of it."""

    claimed: Claimed
    outcome: Outcome


def take_due(
    session: Session, *, now: datetime, machine_now: datetime, owner: str, busy: Collection[int] = ()
) -> list[Claimed]:
    """The claims of one batch and their attempt rows, in one commit; the round's heartbeat with them.

    `busy`: accounts of which enough is in hand.
    """
    slots.beat(session, slots.PUBLISHING, now=now)
    claims = gate.claim_due(
        session,
        brands.all_active(session),
        now=now,
        machine_now=machine_now,
        owner=owner,
        lease_until=machine_now + LEASE,
        limit=BATCH,
        besides=busy,
    )
    for claimed in claims:
        publications.open_attempt(session, claimed, started_at=machine_now)
    history.add_all(session, [_started(claimed, now) for claimed in claims])
    return claims


def renew(session: Session, claims: Sequence[Claimed], *, machine_now: datetime) -> None:
    """Those of them that are still their owner's stay so for a while."""
    for publication in publications.held_all(session, claims).values():
        if publication.lease_until is not None:
            publication.lease_until = machine_now + LEASE


def begin(session: Session, claimed: Claimed, handle: str, *, machine_now: datetime) -> bool:
    """Committed right before the one call that publishes; False when somebody else holds it now."""
    return publications.begin(session, claimed, handle or None, machine_now=machine_now)


def _started(claimed: Claimed, now: datetime) -> Entry:
    about = {"publication": claimed.publication_id, "account": claimed.account_id, "attempt": claimed.attempt}
    return Entry("publication.started", history.BOT, now, claimed.submission_id, about)


def prepare_all(session: Session, claims: Sequence[Claimed]) -> list[Ready]:
    """One record that cannot be read stops nobody else's."""
    try:
        fetched = outgoing.fetch(session, [one.publication_id for one in claims])
    except Exception:
        if len(claims) == 1:
            return [_unread(claims[0])]
        # It is not said which of them it was, so each is read by itself.
        return [ready for claimed in claims for ready in prepare_all(session, [claimed])]
    return [_prepare(session, claimed, fetched) for claimed in claims]


def _prepare(session: Session, claimed: Claimed, fetched: Fetched) -> Ready:
    try:
        publication = session.get_one(publications.Publication, claimed.publication_id)
        return Ready(claimed, outgoing.prepare(session, publication, fetched))
    except Altered:
        log.error("Publication %s is not what was approved; nothing is sent", claimed.publication_id)
        return Ready(claimed, None, Refused(Problem.CHANGED))
    except Exception:
        return _unread(claimed)


def _unread(claimed: Claimed) -> Ready:
    log.exception("Publication %s could not be read", claimed.publication_id)
    return Ready(claimed, None, NotSent("its content could not be read"))


def finish(session: Session, ended: Sequence[Ended], *, now: datetime, machine_now: datetime) -> list[Ended]:
    """What became of the attempts. Returned, with nothing written, are those that somebody else holds now."""
    locked = submissions.lock_all(session, [one.claimed.submission_id for one in ended])
    held = publications.held_all(session, [one.claimed for one in ended])
    ours = [one for one in ended if one.claimed.publication_id in held]
    after = Aftermath(now)
    pairs = [(locked[one.claimed.submission_id], held[one.claimed.publication_id]) for one in ours]
    for one, case in zip(ours, endings.cases_of(session, pairs, after), strict=True):
        _conclude(session, case, one, brands.brand(session, case.submission.brand_id).grace, machine_now)
    publications.close_attempts(session, [_closing(one) for one in ours], finished_at=machine_now)
    brands.let_rest(session, _rests(ours, machine_now))
    after.write(session)
    return [one for one in ended if one not in ours]


def _rests(ended: Sequence[Ended], machine_now: datetime) -> dict[int, datetime]:
    """Until when each account is left alone, by all processes."""
    found: dict[int, datetime] = {}
    for one in ended:
        wait, account_id = rest_of(one.outcome), one.claimed.account_id
        if wait is not None:
            found[account_id] = max(machine_now + wait, found.get(account_id, machine_now))
    return found


def rest_of(outcome: Outcome) -> timedelta | None:
    """How long the network wants to be left alone: it said so with a no, or that nothing is left after this one."""
    match outcome:
        case NotSent():
            return outcome.retry_after
        case Published():
            return outcome.rests_for
        case _:
            return None


def _closing(one: Ended) -> Closing:
    return Closing(
        one.claimed.publication_id, one.claimed.attempt, NAMES[type(one.outcome)], _detail(one.outcome) or None
    )


NAMES: dict[type, str] = {
    Published: "published",
    Refused: "refused",
    NotSent: "not_sent",
    Doubtful: "doubtful",
    HandedOver: "handed_over",
}
"""How an attempt's outcome is stored."""


def _conclude(session: Session, case: Case, one: Ended, grace: timedelta, machine_now: datetime) -> None:
    outcome, detail = one.outcome, _detail(one.outcome)
    if isinstance(outcome, Refused) or (isinstance(outcome, NotSent) and outcome.is_spent):
        # The next attempt prepares afresh.
        case.publication.handle = None
    age = case.now - (case.publication.meant_for or case.now)
    follows = retry.after_answer(outcome, attempt=one.claimed.attempt, age=age, grace=grace)
    if isinstance(outcome, Published):
        endings.live(case, outcome, how="answered")
    elif isinstance(outcome, HandedOver):
        endings.handed_over(case, outcome.user_id)
    elif follows.step == Step.LOOK:
        endings.doubted(case, look_at=machine_now + follows.after, detail=detail)
    elif follows.step == Step.TRY_AGAIN:
        endings.try_again(case, due_at=case.now + follows.after, detail=detail)
    elif publications.in_doubt(session, one.claimed.publication_id, besides=one.claimed.attempt):
        # What this attempt met with says nothing of an earlier one that may have got through.
        endings.doubted(case, look_at=machine_now + retry.LOOK_AFTER[0], detail=detail)
    else:
        assert follows.problem is not None, "what failed has a problem"
        endings.failed(case, follows.problem, detail)


def _detail(outcome: Outcome) -> str:
    return "" if isinstance(outcome, Published | HandedOver) else outcome.detail
