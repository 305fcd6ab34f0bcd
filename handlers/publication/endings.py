"""What becomes of a publication: the move, who is told, and the entry in the history. Transactions only.

Stories decide, each for itself; what follows is the same whether the clock found out or a person said so. It is
collected while they decide and written at the end of the transaction, each table once: two hundred publications that
end in the same second share their statements. The history comes last, because it locks the head of the chain.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.problem import Problem
from handlers.publication import ages
from handlers.publisher import Published
from storage import brands, cards, first_comments, history, outbox, publications
from storage.cards import Surface
from storage.history import Entry
from storage.lifecycle import Delivery
from storage.outbox import Place, ToSay, Urgency
from storage.publications import Publication
from storage.submissions import Submission

MOST_DETAIL = 500
"""Characters of a network's own words that are kept."""


@dataclass
class Aftermath:
    """What follows from the moves of one transaction."""

    now: datetime
    """Calendar time."""
    actor_id: str = history.BOT
    to_say: list[ToSay] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    changed: dict[int, Submission] = field(default_factory=dict)
    live: set[int] = field(default_factory=set)
    """Ids of the publications that came to life."""
    with_receipt: set[int] = field(default_factory=set)
    """Numbers of the submissions whose receipt is to be drawn anew."""

    def write(self, session: Session) -> None:
        """The end of the transaction."""
        outbox.say_all(session, self.to_say, now=self.now)
        if self.changed:
            cards.advance_all(session, list(self.changed.values()))
            first_comments.plan(session, self.live, now=self.now)
            self._draw_receipts(session)
        history.add_all(session, self.entries)

    def _draw_receipts(self, session: Session) -> None:
        where = {one: brands.brand(session, self.changed[one].brand_id).review_channel for one in self.with_receipt}
        cards.follow_up(session, Surface.RECEIPT, where)


@dataclass(frozen=True)
class Case:
    """One publication that something becomes of; its submission is locked."""

    submission: Submission
    publication: Publication
    all_of_it: Sequence[Publication]
    """Every publication of the submission, this one among them."""
    was_told: bool
    """Something of the submission went live before, and its author has heard so."""
    after: Aftermath

    @property
    def now(self) -> datetime:
        return self.after.now


@contextmanager
def case_of(
    session: Session,
    submission: Submission,
    publication: Publication,
    *,
    now: datetime,
    actor_id: str = history.BOT,
) -> Iterator[Case]:
    """One case, written at the end of the block."""
    after = Aftermath(now, actor_id)
    [case] = cases_of(session, [(submission, publication)], after)
    yield case
    after.write(session)


def cases_of(session: Session, found: Iterable[tuple[Submission, Publication]], after: Aftermath) -> list[Case]:
    """Several, to be written together: `after.write` comes at the end."""
    pairs = list(found)
    numbers = {submission.number for submission, _ in pairs}
    rows = publications.of_submissions(session, numbers)
    # The only publication of a submission cannot have come alive before.
    several = [number for number in numbers if len(rows[number]) > 1]
    said = outbox.was_said(session, map(_first_news, several)) if several else set()
    return [
        Case(submission, publication, rows[submission.number], _first_news(submission.number) in said, after)
        for submission, publication in pairs
    ]


def _first_news(number: int) -> str:
    return f"receipt:{number}:author"


def live(case: Case, found: Published, *, how: str) -> None:
    """The network has it. `how` we know: answered, looked_up or said."""
    publication = case.publication
    publications.move(publication, Delivery.PUBLISHED, now=case.now)
    publication.remote_id, publication.link = found.remote_id or None, found.link
    publication.published_at, publication.problem, publication.problem_detail = case.now, None, None
    case.after.live.add(publication.number)
    publication.read_next_at = ages.first(case.now) if found.remote_id else None
    _tell_author(case)
    record(case, _event("publication.published", case), how=how, link=found.link)


def failed(case: Case, problem: Problem, detail: str = "", *, words: history.Words | None = None) -> None:
    """Certainly not live; author and thread are told, with what can be done. `words`: a person's own, as the reason."""
    publication = case.publication
    publications.move(publication, Delivery.FAILED, now=case.now)
    publication.problem, publication.problem_detail = problem.value, detail[:MOST_DETAIL] or None
    _tell(case, "publication_failed")
    _tell_author(case)
    said = None if words else publication.problem_detail
    record(case, _event("publication.refused", case), words=words, problem=problem.value, detail=said)


def try_again(case: Case, *, due_at: datetime, detail: str = "") -> None:
    """Scheduled again by the clock; the time that people know is kept, and with it the grace."""
    publication = case.publication
    publication.planned_at = publication.meant_for
    publications.move(publication, Delivery.SCHEDULED, now=case.now)
    publication.due_at = due_at
    record(case, "publication.retried", due_at=due_at.isoformat(), detail=detail[:MOST_DETAIL])


def doubted(case: Case, *, look_at: datetime, detail: str = "") -> None:
    """It may or may not be live. Nobody is told before a first look; `look_at` is machine time."""
    publication = case.publication
    publications.move(publication, Delivery.UNKNOWN, now=case.now)
    publication.look_at, publication.looks = look_at, 0
    publication.problem, publication.problem_detail = None, detail[:MOST_DETAIL] or None
    record(case, "publication.doubted", detail=publication.problem_detail)


def still_in_doubt(case: Case, *, look_at: datetime) -> None:
    """Looked up without an answer; after the first time people are told that we are not sure."""
    case.publication.look_at = look_at
    _tell(case, "publication_doubted")


def ask(case: Case) -> None:
    """Looking up has not helped: a person decides, and nothing is sent until then."""
    case.publication.look_at = None
    _tell(case, "publication_asked")
    _tell_author(case)
    record(case, "publication.doubted", is_asked=True, looks=case.publication.looks)


def handed_over(case: Case, user_id: str) -> None:
    """It stays with this person, without an end to the lease, until they say what became of it."""
    publication = case.publication
    publication.lease_owner, publication.lease_until, publication.changed_at = user_id, None, case.now
    case.after.to_say.append(by_hand(publication, user_id, str(publication.attempt)))
    _tell_author(case)
    record(case, "publication.handed_over", to=user_id)


def by_hand(publication: Publication, user_id: str, occasion: str, *, send_at: datetime | None = None) -> ToSay:
    """The text ready to copy, with its buttons, for the person who posts it. `send_at` is machine time."""
    return ToSay(
        f"by_hand:{publication.number}:{occasion}",
        "by_hand",
        Place.DIRECT,
        user_id,
        Urgency.TASK,
        publication.submission_id,
        {"publication": publication.number, "to": user_id},
        send_at,
    )


def missed(cases: Sequence[Case], *, was_approved: bool, was_paused: bool = False) -> None:
    """All of one submission that missed its time together: one message to the author, one in the thread."""
    for case in cases:
        publications.move(case.publication, Delivery.MISSED, now=case.now)
        case.publication.problem = Problem.PAUSED if was_paused else None
        record(case, "publication.missed", meant_for=_iso(case.publication.meant_for), **_paused(was_paused))
    first = cases[0]
    about = {
        "publications": [case.publication.number for case in cases],
        "meant_for": _iso(first.publication.meant_for),
        "was_approved": was_approved,
        **_paused(was_paused),
    }
    _say_both(first, f"missed:{first.publication.number}:{first.now.isoformat()}", "publication_missed", about)
    _tell_author(first)


def _paused(was_paused: bool) -> dict[str, Any]:
    return {"was_paused": True} if was_paused else {}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def rescheduled(case: Case, *, due_at: datetime, kind: str) -> None:
    """A person sends it again, now or at another time; retries and the grace start afresh."""
    publication = case.publication
    publications.move(publication, Delivery.SCHEDULED, now=case.now)
    publication.due_at, publication.planned_at = due_at, None
    publication.problem = publication.problem_detail = None
    record(case, kind, due_at=due_at.isoformat())


def moved(case: Case, *, due_at: datetime, **why: Any) -> None:
    """It stays scheduled, for another time; the grace starts afresh."""
    publication = case.publication
    publication.due_at, publication.planned_at, publication.changed_at = due_at, None, case.now
    record(case, "publication.moved", due_at=due_at.isoformat(), **why)


def dropped(cases: Sequence[Case]) -> None:
    """Too late, and by the brand's rule it does not go out any more."""
    for case in cases:
        publications.move(case.publication, Delivery.CANCELLED, now=case.now)
        record(case, "publication.dropped", meant_for=_iso(case.publication.meant_for))
    _tell_author(cases[0])


def left(case: Case) -> None:
    """A person leaves it as it is: it will not go out."""
    publications.move(case.publication, Delivery.CANCELLED, now=case.now)
    _tell_author(case)
    record(case, "publication.settled", how="left")


def _tell_author(case: Case) -> None:
    """Once everything has come to an end: one message with all the links. The receipt in the thread is drawn at once.

    What comes to life later (sent again, posted by hand) has a message of its own.
    """
    publication, number = case.publication, case.submission.number
    alive = [row for row in case.all_of_it if row.state == Delivery.PUBLISHED]
    if not alive or not all(_is_at_rest(row) for row in case.all_of_it):
        return
    if not case.was_told:
        _say_live(case, _first_news(number), alive)
    elif publication.state == Delivery.PUBLISHED:
        _say_live(case, f"receipt:{number}.{publication.number}:author", [publication])


def _is_at_rest(row: Publication) -> bool:
    """Nothing more happens to it by itself."""
    if row.state == Delivery.UNKNOWN:
        return row.look_at is None
    if row.state == Delivery.PUBLISHING:
        return row.lease_until is None
    return row.state != Delivery.SCHEDULED


def _say_live(case: Case, key: str, alive: Sequence[Publication]) -> None:
    about = {"publications": [row.number for row in alive], "late": [row.number for row in alive if row.is_late]}
    say(case, key, "published", Place.DIRECT, Urgency.RECEIPT, about)


def _tell(case: Case, kind: str) -> None:
    """Once for each attempt."""
    publication = case.publication
    key, about = f"{kind}:{publication.number}.{publication.attempt}", {"publication": publication.number}
    _say_both(case, key, kind, about)


def _say_both(case: Case, key: str, kind: str, about: dict[str, Any]) -> None:
    """The author in a message of their own, and the thread, where others can help."""
    say(case, f"{key}:author", kind, Place.DIRECT, Urgency.TROUBLE, about)
    say(case, f"{key}:thread", kind, Place.THREAD, Urgency.TROUBLE, about)


def say(case: Case, key: str, kind: str, place: Place, urgency: Urgency, about: dict[str, Any]) -> None:
    """To the author, or into the thread."""
    recipient = case.submission.author_id if place == Place.DIRECT else ""
    case.after.to_say.append(ToSay(key, kind, place, recipient, urgency, case.submission.number, about))


def say_to(case: Case, user_id: str, key: str, kind: str, urgency: Urgency, about: dict[str, Any]) -> None:
    """To one person."""
    case.after.to_say.append(ToSay(key, kind, Place.DIRECT, user_id, urgency, case.submission.number, about))


def _event(kind: str, case: Case) -> str:
    """What a person said about it is their settling, not the network's answer."""
    return kind if case.after.actor_id == history.BOT else "publication.settled"


def record(case: Case, kind: str, *, words: history.Words | None = None, **data: Any) -> None:
    """The entry in the history; cards, and the receipt of what is live, are untrue from now on."""
    publication = case.publication
    about = {"publication": publication.number, "account": publication.account_id, "attempt": publication.attempt}
    case.after.changed[case.submission.number] = case.submission
    if any(row.state == Delivery.PUBLISHED for row in case.all_of_it):
        case.after.with_receipt.add(case.submission.number)
    case.after.entries.append(Entry(kind, case.after.actor_id, case.now, case.submission.number, about | data, words))
