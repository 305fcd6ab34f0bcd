"""A house without Slack: a real database, two clocks that tests turn, and scripted networks."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlmodel import Session, col, select

from handlers.desk import Desk, Wake
from handlers.publisher import Publishers
from storage import brands, cards, decisions, history, publications, submissions
from storage.brands import Account, Brand, Role
from storage.cards import Card, Surface
from storage.content import Content
from storage.database import Database
from storage.decisions import Verdict
from storage.history import Event
from storage.lifecycle import Editorial
from storage.outbox import Message
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Submission
from tests.stories.clock.scripted_publisher import ScriptedPublisher

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Berlin, 18:00 in Seoul
MINA, JONAS, PRIYA, ADA, OLLIE = "U0MINA", "U0JONAS", "U0PRIYA", "U0ADA", "U0OLLIE"
CAST = {
    MINA: ("Mina Seo", "Asia/Seoul", "ko-KR"),
    JONAS: ("Jonas Weber", "Europe/Berlin", "en-US"),
    PRIYA: ("Priya Nair", "Asia/Kolkata", "en-GB"),
    ADA: ("Ada Brooks", "America/New_York", "en-US"),
    OLLIE: ("Ollie Park", "Europe/London", "en-US"),
}


@dataclass
class Clock:
    """Turned by hand."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **length: float) -> datetime:
        self.at += timedelta(**length)
        return self.at


@dataclass
class House:
    """What a story of the clock needs, and what a test looks at afterwards."""

    database: Database
    calendar: Clock = field(default_factory=lambda: Clock(MONDAY))
    machine: Clock = field(default_factory=lambda: Clock(datetime(2026, 1, 1, tzinfo=UTC)))
    publishers: Publishers = field(default_factory=dict)
    woken: list[str] = field(default_factory=list)
    owner: str = "process-1"

    @property
    def desk(self) -> Desk:
        ids = itertools.count(1)
        return Desk(
            database=self.database,
            client=cast(Any, None),
            slack=cast(Any, None),
            publishers=self.publishers,
            team_id="T0GREEN",
            bot_user_id="U0BOT",
            calendar=self.calendar,
            machine=self.machine,
            new_id=lambda: f"id-{next(ids)}",
            owner=self.owner,
            download=cast(Any, None),
            wake=Wake(lambda: self.woken.append("deliver"), lambda: self.woken.append("publish")),
        )

    def account(self, name: str, publisher: ScriptedPublisher | None = None, address: str = "") -> int:
        """An account, and what speaks to it."""
        number: int = self.database.write_sync(_add_account, name, address or name)
        self.publishers[number] = publisher or ScriptedPublisher()
        return number

    def submit(self, *accounts: int, text: str = "Fresh apples from Monday on", **more: Any) -> int:
        """A submission in review; `wanted_at` among the rest."""
        number: int = self.database.write_sync(
            _submit, Content(text=text, accounts=tuple(accounts), **more), self.calendar()
        )
        return number

    def approve(self, number: int, *, due_at: datetime | None = None, by: str = JONAS) -> int:
        """Opens the gate for the submission as it is; due now unless something else was wanted."""
        self.database.write_sync(_approve, number, by, due_at, self.calendar())
        return number

    def publication(self, number: int, account: int | None = None) -> Publication:
        rows = self.publications(number)
        return next(row for row in rows if account in (None, row.account_id))

    def publications(self, number: int) -> list[Publication]:
        return list(self.database.read_sync(publications.of_submission, number))

    def picture(self, number: int, surface: Surface) -> Card | None:
        found: Card | None = self.database.read_sync(cards.card_of, number, surface)
        return found

    def submission(self, number: int) -> Submission:
        found: Submission = self.database.read_sync(Session.get_one, Submission, number)
        return found

    def said(self, *kinds: str) -> list[Message]:
        """The outbox, in the order of writing; only these kinds if any are named."""
        rows = self.database.read_sync(_outbox)
        return [row for row in rows if not kinds or row.kind in kinds]

    def events(self, prefix: str = "") -> list[Event]:
        return [event for event in self.database.read_sync(_events) if event.kind.startswith(prefix)]

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Lets others go on until it is so; never for ever."""
        for _ in range(10_000):
            if is_so():
                return
            await asyncio.sleep(0)
        raise AssertionError("it did not come about")

    def set(self, number: int, **fields: Any) -> None:
        """Puts a publication into a state that a test begins with."""
        self.database.write_sync(_set, number, fields)


def opened(database: Database) -> House:
    """A house with its brand and its cast: Jonas and Priya approve, Ada is admin, Ollie is nobody here."""
    house = House(database)
    house.database.write_sync(_found, house.calendar())
    return house


def _found(session: Session, now: datetime) -> None:
    session.add(
        Brand(
            name="Acorn Foods",
            team_id="T0GREEN",
            review_channel="C0REVIEW",
            timezone="Europe/Berlin",
            language="en",
            approvals_needed=1,
            digest_at="09:00",
            nudge_after=24 * 3600,
            escalate_after=48 * 3600,
            late_grace=1800,
        )
    )
    session.flush()
    brands.name_people(session, 1, Role.APPROVER, [JONAS, PRIYA])
    brands.name_people(session, 1, Role.ADMIN, [ADA])
    for user_id, (name, timezone, locale) in CAST.items():
        session.add(
            Person(user_id=user_id, team_id="T0GREEN", name=name, timezone=timezone, locale=locale, refreshed_at=now)
        )


def _add_account(session: Session, name: str, address: str) -> int:
    account = Account(brand_id=1, name=name, network="scripted", address=address)
    session.add(account)
    session.flush()
    assert account.id is not None
    return account.id


def _submit(session: Session, content: Content, now: datetime) -> int:
    submission = submissions.create(session, brand_id=1, author_id=MINA, draft_id=None, now=now)
    revision = submissions.add_revision(session, submission, content, created_by=MINA, now=now)
    publications.plan(session, submission, content, revision.fingerprint, now=now)
    card = cards.place(session, submission, Surface.CARD, "C0REVIEW")
    card.channel_id, card.ts = "C0REVIEW", f"1700000000.{submission.number:06d}"
    return submission.number


def _approve(session: Session, number: int, by: str, due_at: datetime | None, now: datetime) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    revision = submissions.current_revision(session, submission)
    submissions.move(submission, Editorial.APPROVED)
    submission.approved_fingerprint, submission.decided_at = revision.fingerprint, now
    decisions.record(session, submission, by, Verdict.APPROVE, now=now)
    for row in publications.of_submission(session, number):
        row.due_at = due_at or row.due_at or now
    cards.advance(session, submission)


def _set(session: Session, number: int, fields: dict[str, Any]) -> None:
    for row in publications.of_submission(session, number):
        for name, value in fields.items():
            setattr(row, name, value)


def _outbox(session: Session) -> list[Message]:
    return list(session.exec(select(Message).order_by(col(Message.id))))


def _events(session: Session) -> list[Event]:
    assert history.first_broken(session) is None, "the chain holds"
    return list(session.exec(select(Event).order_by(col(Event.seq))))
