"""What becomes of a publication: the move, who is told, and the entry in the history. Transactions only.

Stories decide, each for itself; what follows is the same whether the clock found out or a person said so. The history's
entry comes last in every function here, because it locks the head of the chain.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from handlers.publisher import Problem, Published
from storage import cards, history, outbox, publications
from storage.lifecycle import Delivery
from storage.outbox import Place, Urgency
from storage.publications import Publication
from storage.submissions import Submission

LATE = timedelta(minutes=2)
"""What goes out later than this after its time says so in its receipt."""

MOST_DETAIL = 500
"""Characters of a network's own words that are kept."""


@dataclass(frozen=True)
class Case:
    """A publication with its submission, both locked, at this calendar time."""

    submission: Submission
    publication: Publication
    now: datetime
    actor_id: str = history.BOT


def live(session: Session, case: Case, found: Published, *, how: str) -> None:
    """The network has it. `how` we know: answered, looked_up or said."""
    publication = case.publication
    publications.move(publication, Delivery.PUBLISHED, now=case.now)
    publication.remote_id, publication.link = found.remote_id or None, found.link
    publication.published_at, publication.problem, publication.problem_detail = case.now, None, None
    say_receipt(session, case)
    _record(session, case, _event("publication.published", case), how=how, link=found.link)


def failed(
    session: Session, case: Case, problem: Problem, detail: str = "", *, words: history.Words | None = None
) -> None:
    """Certainly not live; author and thread are told, with what can be done. `words`: a person's own, as the reason."""
    publication = case.publication
    publications.move(publication, Delivery.FAILED, now=case.now)
    publication.problem, publication.problem_detail = problem.value, detail[:MOST_DETAIL] or None
    _tell(session, case, "publication_failed")
    say_receipt(session, case)
    said = None if words else publication.problem_detail
    _record(session, case, _event("publication.refused", case), words=words, problem=problem.value, detail=said)


def try_again(session: Session, case: Case, *, due_at: datetime, detail: str = "") -> None:
    """Scheduled again by the clock; the time that people know is kept, and with it the grace."""
    publication = case.publication
    publication.planned_at = publication.meant_for
    publications.move(publication, Delivery.SCHEDULED, now=case.now)
    publication.due_at = due_at
    _record(session, case, "publication.retried", due_at=due_at.isoformat(), detail=detail[:MOST_DETAIL])


def doubted(session: Session, case: Case, *, look_at: datetime, detail: str = "") -> None:
    """It may or may not be live. Nobody is told before a first look; `look_at` is machine time."""
    publication = case.publication
    publications.move(publication, Delivery.UNKNOWN, now=case.now)
    publication.look_at, publication.looks = look_at, 0
    publication.problem, publication.problem_detail = None, detail[:MOST_DETAIL] or None
    _record(session, case, "publication.doubted", detail=publication.problem_detail)


def still_in_doubt(session: Session, case: Case, *, look_at: datetime) -> None:
    """Looked up without an answer; after the first time people are told that we are not sure."""
    case.publication.look_at = look_at
    _tell(session, case, "publication_doubted")


def ask(session: Session, case: Case) -> None:
    """Looking up has not helped: a person decides, and nothing is sent until then."""
    case.publication.look_at = None
    _tell(session, case, "publication_asked")
    say_receipt(session, case)
    _record(session, case, "publication.doubted", is_asked=True, looks=case.publication.looks)


def handed_over(session: Session, case: Case, user_id: str) -> None:
    """It stays with this person, without an end to the lease, until they say what became of it."""
    publication = case.publication
    publication.lease_owner, publication.lease_until, publication.changed_at = user_id, None, case.now
    hand_over(session, case, user_id, f"by_hand:{publication.number}:{publication.attempt}")
    say_receipt(session, case)
    _record(session, case, "publication.handed_over", to=user_id)


def hand_over(session: Session, case: Case, user_id: str, key: str, *, send_at: datetime | None = None) -> bool:
    """The text ready to copy, with its buttons, for the person who posts it. False when that was said already."""
    return outbox.say(
        session,
        key,
        "by_hand",
        place=Place.DIRECT,
        recipient=user_id,
        urgency=Urgency.TASK,
        now=case.now,
        send_at=send_at,
        submission_id=case.submission.number,
        publication=case.publication.number,
    )


def rescheduled(session: Session, case: Case, *, due_at: datetime, kind: str) -> None:
    """A person sends it again, now or at another time; retries and the grace start afresh."""
    publication = case.publication
    publications.move(publication, Delivery.SCHEDULED, now=case.now)
    publication.due_at, publication.planned_at = due_at, None
    publication.problem = publication.problem_detail = None
    _record(session, case, kind, due_at=due_at.isoformat())


def left(session: Session, case: Case) -> None:
    """A person leaves it as it is: it will not go out."""
    publications.move(case.publication, Delivery.CANCELLED, now=case.now)
    say_receipt(session, case)
    _record(session, case, "publication.settled", how="left")


def say_receipt(session: Session, case: Case) -> None:
    """Once everything has come to an end: one receipt in the thread, one message to the author, all links in it.

    What comes to life later (sent again, posted by hand) has a receipt of its own.
    """
    publication = case.publication
    rows = publications.of_submission(session, case.submission.number)
    if not all(_is_at_rest(row) for row in rows):
        return
    alive = [row for row in rows if row.state == Delivery.PUBLISHED]
    if alive and _say_receipts(session, case, f"receipt:{case.submission.number}", alive):
        return
    if publication.state == Delivery.PUBLISHED:
        _say_receipts(session, case, f"receipt:{publication.number}.{publication.attempt}", [publication])


def _is_at_rest(row: Publication) -> bool:
    """Nothing more happens to it by itself."""
    if row.state == Delivery.UNKNOWN:
        return row.look_at is None
    if row.state == Delivery.PUBLISHING:
        return row.lease_until is None
    return row.state != Delivery.SCHEDULED


def _say_receipts(session: Session, case: Case, key: str, alive: list[Publication]) -> bool:
    late = [row.number for row in alive if _is_late(row)]
    about = {"publications": [row.number for row in alive], "late": late}
    thread = _say(session, case, f"{key}:thread", "receipt", Place.THREAD, Urgency.RECEIPT, **about)
    author = _say(session, case, f"{key}:author", "published", Place.DIRECT, Urgency.RECEIPT, **about)
    return thread or author


def _is_late(row: Publication) -> bool:
    meant_for = row.meant_for
    return bool(meant_for and row.published_at and row.published_at - meant_for > LATE)


def _tell(session: Session, case: Case, kind: str) -> None:
    """The author in a message of their own, and the thread, where others can help. Once for each attempt."""
    publication = case.publication
    key, about = f"{kind}:{publication.number}.{publication.attempt}", {"publication": publication.number}
    _say(session, case, f"{key}:author", kind, Place.DIRECT, Urgency.TROUBLE, **about)
    _say(session, case, f"{key}:thread", kind, Place.THREAD, Urgency.TROUBLE, **about)


def _say(session: Session, case: Case, key: str, kind: str, place: Place, urgency: Urgency, **data: Any) -> bool:
    return outbox.say(
        session,
        key,
        kind,
        place=place,
        recipient=case.submission.author_id if place == Place.DIRECT else "",
        urgency=urgency,
        now=case.now,
        submission_id=case.submission.number,
        **data,
    )


def _event(kind: str, case: Case) -> str:
    """What a person said about it is their settling, not the network's answer."""
    return kind if case.actor_id == history.BOT else "publication.settled"


def _record(session: Session, case: Case, kind: str, *, words: history.Words | None = None, **data: Any) -> None:
    publication = case.publication
    cards.advance(session, case.submission)
    history.add(
        session,
        kind,
        actor_id=case.actor_id,
        at=case.now,
        submission_id=case.submission.number,
        words=words,
        publication=publication.number,
        account=publication.account_id,
        attempt=publication.attempt,
        **data,
    )
