"""Submissions that wait for a decision, and what became of them."""

from collections.abc import Mapping
from datetime import timedelta

from sqlmodel import Session, func, select

from bot.clock import machine_now
from bot.demo import cast
from bot.furnish import furnish
from storage import decisions, history, migrate, people, publications, submissions
from storage.content import Content
from storage.database import Database


def put_up(url: str, environ: Mapping[str, str], count: int) -> list[int]:
    """So many, in a new database; their numbers."""
    migrate.upgrade(url)
    database = Database(url)
    settings = cast.told(dict(environ))
    accounts = database.write_sync(furnish, settings, team_id="T0GREEN", channel_id=cast.REVIEW)
    numbers = database.write_sync(_in_review, count, accounts["news"])
    database.close_sync()
    return numbers


def _in_review(session: Session, count: int, account_id: int) -> list[int]:
    """Due in a month, so that nothing but the decision happens; without a card, so that nothing is redrawn."""
    now = machine_now()
    content = Content(text="Our oat cookies are back.", accounts=(account_id,), wanted_at=now + timedelta(days=30))
    session.add(people.Person(user_id=cast.APPROVER, team_id="T0GREEN", name="Jonas", refreshed_at=now))
    numbers = []
    for _ in range(count):
        one = submissions.create(session, brand_id=1, author_id=cast.AUTHOR, draft_id=None, now=now)
        revision = submissions.add_revision(session, one, content, created_by=cast.AUTHOR, now=now)
        publications.plan(session, one, content, revision.fingerprint, now=now)
        numbers.append(one.number)
    return numbers


def count(url: str) -> tuple[int, bool]:
    """How many decisions there are, and whether the chain of the history is whole."""
    database = Database(url)
    try:
        rows = database.read_sync(
            lambda session: session.exec(select(func.count()).select_from(decisions.Decision)).one()
        )
        return rows, database.read_sync(history.first_broken) is None
    finally:
        database.close_sync()
