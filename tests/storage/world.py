"""A small world for random histories: the real transactions, two clocks, a network, and what should be true of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session, select

from handlers.clock import miss, reconcile
from handlers.composing import drafting, submitting, times
from handlers.composing.form import CHOSEN, Place
from handlers.composing.outcome import Outcome
from handlers.publication import publishing
from handlers.publication.publishing import Ended
from handlers.publisher import Absent, Published
from handlers.wire import Target
from storage import brands
from storage.cards import Card
from storage.database import Database
from storage.lifecycle import DELIVERY_MOVES, EDITORIAL_MOVES, Editorial
from storage.people import Person
from storage.publications import Claimed, Publication
from storage.submissions import Submission
from tests.stories.clock.house import MINA, MONDAY

P = ParamSpec("P")
T = TypeVar("T")
NOBODYS: frozenset[int] = frozenset()
"""No account here is for practice."""
GRACE = timedelta(minutes=30)


@dataclass
class Expected:
    """One submission as it should be."""

    texts: list[str]
    """One for each revision."""
    accounts: tuple[int, ...]
    """Where it may go."""
    state: Editorial = Editorial.IN_REVIEW
    said_yes: set[str] = field(default_factory=set)
    stopped_by: str | None = None
    """Whose word has brought it out of review."""
    approved: str | None = None
    """The text that the gate is open for."""

    @property
    def revision(self) -> int:
        return len(self.texts)

    def revise(self, text: str) -> None:
        """No approval survives other words."""
        self.texts.append(text)
        self.state, self.said_yes, self.approved = Editorial.IN_REVIEW, set(), None


@dataclass(frozen=True)
class Going:
    """A call to the network that is about to be made."""

    claimed: Claimed
    text: str

    @property
    def place(self) -> tuple[int, int]:
        return self.claimed.submission_id, self.claimed.account_id


@dataclass(frozen=True)
class Rows:
    """Everything that is looked at after every transaction."""

    submissions: dict[int, Submission]
    publications: dict[tuple[int, int], Publication]
    """By submission and account."""
    cards: dict[int, Card]


def rows(session: Session) -> Rows:
    return Rows(
        {one.number: one for one in session.exec(select(Submission))},
        {(one.submission_id, one.account_id): one for one in session.exec(select(Publication))},
        {one.submission_id: one for one in session.exec(select(Card))},
    )


class World:
    """Keeps what should be so beside what is."""

    def __init__(self, database: Database) -> None:
        self.database, self.now, self.machine = database, MONDAY, MONDAY - timedelta(days=300)
        self.expected: dict[int, Expected] = {}
        self.taken: dict[tuple[int, int], list[str]] = {}
        """What the network took, by submission and account."""
        self.risks: Counter[tuple[int, int]] = Counter()
        """How often a person, asked in doubt, decided that it may go out again, or that it is live."""
        self.drafts = count(1)
        self.seen = database.read_sync(rows)

    def write(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One transaction, and a look at what it did to the records."""
        try:
            return self.database.write_sync(act, *args, **kwargs)
        finally:
            before, self.seen = self.seen, self.database.read_sync(rows)
            check_moves(before, self.seen)

    def put_up(self, text: str, accounts: Sequence[int], wanted_at: datetime | None, target: Target | None) -> Outcome:
        """The author sends a form: a new submission, or an edit of the target."""
        place = Place(f"draft-{next(self.drafts)}", target)
        return self.write(send_form, place, text, accounts, wanted_at, self.now)

    def claim(self, owner: str) -> list[Going]:
        claims = self.write(publishing.take_due, now=self.now, machine_now=self.machine, owner=owner)
        ready = self.database.read_sync(publishing.prepare_all, claims)
        assert all(one.prepared for one in ready), "nothing was altered behind the gate"
        return [Going(one.claimed, one.prepared.outgoing.text) for one in ready if one.prepared]

    def finish(self, ended: Ended) -> bool:
        """False when somebody else had taken it over."""
        return not self.write(publishing.finish, [ended], now=self.now, machine_now=self.machine)

    def strike(self) -> None:
        """What the clock does between two rounds of publishing, with a network that tells the truth."""
        for number in self.database.read_sync(miss.list_late, now=self.now):
            self.write(miss.miss, number, now=self.now)
        for found in self.write(reconcile.list_abandoned, machine_now=self.machine):
            assert self.write(reconcile.take_over, *found, now=self.now, machine_now=self.machine)
        for doubt in self.database.read_sync(reconcile.list_doubts, machine_now=self.machine):
            is_there = self.taken.get((doubt.submission_id, doubt.account_id))
            about: dict[str, Any] = {"now": self.now, "machine_now": self.machine, "repeatable_for": timedelta(0)}
            assert self.write(reconcile.looked, doubt, Published("there") if is_there else Absent(), **about)


def send_form(
    session: Session, place: Place, text: str, accounts: Sequence[int], wanted_at: datetime | None, now: datetime
) -> Outcome:
    draft = drafting.begin(session, session.get_one(Person, MINA), place, now)
    draft.text, draft.accounts = text, list(accounts)
    if wanted_at:
        draft.goes_out, (draft.date, draft.time) = CHOSEN, times.as_picked(wanted_at, brands.the_brand(session).zone)
    session.add(draft)
    session.flush()
    return submitting.submit(session, MINA, place, now=now, practice=NOBODYS)


def check_moves(before: Rows, after: Rows) -> None:
    """One transaction makes one legal move, never a version smaller, and no change of state without a new version."""
    for number, was in before.submissions.items():
        now = after.submissions[number]
        assert now.state == was.state or now.state in EDITORIAL_MOVES[was.state], (was, now)
        is_changed = (was.state, was.revision, was.approved_fingerprint) != (
            now.state,
            now.revision,
            now.approved_fingerprint,
        )
        assert now.version > was.version if is_changed else now.version >= was.version
    for place, row in before.publications.items():
        state = after.publications[place].state
        assert state == row.state or state in DELIVERY_MOVES[row.state], (row.state, state)
        assert after.publications[place].attempt >= row.attempt
