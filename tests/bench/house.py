"""A bot without Slack, and a publisher that does nothing: what is left is our own path."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import insert
from sqlmodel import Session

from bot.clock import machine_now
from bot.furnish import furnish
from bot.publishers.modest import Modest
from bot.settings import load
from handlers.allowance import Allowance
from handlers.desk import Desk
from handlers.publisher import Absent, Finding, Health, Manner, Outcome, Outgoing, Published
from storage import migrate
from storage.content import Content
from storage.database import Database
from storage.lifecycle import Delivery, Editorial
from storage.publications import Publication
from storage.submissions import Revision, RevisionAccount, Submission

SETTINGS = load(
    {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "REVIEW_CHANNEL": "C0REVIEW",
        "ADMINS": "U0ADA",
        "APPROVERS": "U0JONAS",
        "TIMEZONE": "Europe/Berlin",
        "ACCOUNTS": "news=slack:C0PUB",
    }
)
TEXT = "Our oat cookies are back. Baked this morning, gone by noon."


class Nothing(Modest):
    """Publishes at once, nowhere, and remembers when."""

    network = "slack"
    manner = Manner()

    def __init__(self) -> None:
        self.went_out_at: list[datetime] = []
        self._wanted, self._enough = 0, asyncio.Event()

    async def reached(self, count: int) -> None:
        """Waits until so many went out."""
        self._wanted = count
        if len(self.went_out_at) < count:
            await self._enough.wait()

    def allowance(self) -> Allowance:
        return Allowance(4000, len, 0)

    async def learn(self) -> Allowance:
        return self.allowance()

    async def publish(self, outgoing: Outgoing) -> Outcome:
        self.went_out_at.append(machine_now())
        if len(self.went_out_at) == self._wanted:
            self._enough.set()
        return Published(str(outgoing.publication_id), "https://example.test/1")

    async def look_up(self, _outgoing: Outgoing) -> Finding:
        return Absent()

    async def check(self) -> Health:
        return Health(True)

    async def close(self) -> None:
        return None


def open_database(url: str, journal: str | None = None) -> Database:
    migrate.upgrade(url)
    database = Database(url, journal=journal)
    database.write_sync(furnish, SETTINGS, team_id="T0GREEN", channel_id="C0REVIEW")
    return database


def desk(database: Database, publisher: Nothing) -> Desk:
    return Desk(
        database=database,
        client=cast(Any, None),
        slack=cast(Any, None),
        publishers={1: publisher},
        team_id="T0GREEN",
        bot_user_id="U0BOT",
        calendar=machine_now,
        machine=machine_now,
        new_id=lambda: "id",
        owner="bench",
        download=cast(Any, None),
    )


def fill(session: Session, first: int, count: int, state: Editorial, due_at: datetime | None, account: int = 1) -> None:
    """So many submissions at once, one publication each on `account`, numbered from `first`."""
    now = machine_now() - timedelta(days=1)
    content = Content(TEXT, (account,), wanted_at=due_at)
    numbers, print_ = range(first, first + count), content.fingerprint
    approved = print_ if state == Editorial.APPROVED else None
    delivery = Delivery.SCHEDULED if state in (Editorial.APPROVED, Editorial.IN_REVIEW) else Delivery.CANCELLED
    common = {"brand_id": 1, "author_id": "U0MINA", "state": state, "version": 1, "revision": 1}
    times = {"submitted_at": now, "review_since": now, "approved_fingerprint": approved}
    _insert(session, Submission, [{"id": one, **common, **times} for one in numbers])
    revision = {"number": 1, "text": TEXT, "note": "", "wanted_at": due_at, "fingerprint": print_}
    made = {"created_by": "U0MINA", "created_at": now}
    _insert(session, Revision, [{"id": one, "submission_id": one, **revision, **made} for one in numbers])
    _insert(
        session, RevisionAccount, [{"revision_id": one, "account_id": account, "first_comment": ""} for one in numbers]
    )
    goes = {"account_id": account, "state": delivery, "fingerprint": print_, "due_at": due_at, "attempt": 0, "looks": 0}
    keys = [{"idempotency_key": f"bench-{one}", "submission_id": one, "changed_at": now, **goes} for one in numbers]
    _insert(session, Publication, keys)


def _insert(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    session.connection().execute(insert(table), rows)
