"""Queries about what is under way start at the small index of what is under way, however long the past has grown.

SQLite plans without statistics here, so its plan is the same for ten rows and for a million.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from storage import decisions, first_comments, gate, publications, readings, removals, under_way
from storage.brands import Brand
from storage.tables import metadata

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

BRAND = Brand(
    id=1,
    name="Acorn Foods",
    team_id="T0GREEN",
    review_channel="C0REVIEW",
    timezone="Europe/Berlin",
    language="en",
    approvals_needed=1,
    digest_at="09:00",
    nudge_after=86400,
    escalate_after=172800,
    late_grace=1800,
)

Query = Callable[[Session], Any]

QUERIES: dict[str, tuple[Query, str]] = {
    "claim": (
        lambda s: gate.claim_due(s, [BRAND], now=NOW, machine_now=NOW, owner="one", lease_until=NOW, limit=20),
        "publication_due",
    ),
    "figures": (
        lambda s: readings.take(s, now=NOW, machine_now=NOW, again_at=NOW + DAY),
        "publication_to_read",
    ),
    "comments": (lambda s: first_comments.is_due(s, now=NOW), "first_comment_due"),
    "comments taken": (
        lambda s: first_comments.take(s, now=NOW, machine_now=NOW, owner="one", lease_until=NOW),
        "first_comment_due",
    ),
    "comments lost": (lambda s: first_comments.abandoned(s, machine_now=NOW), "first_comment_leased"),
    "deletions": (lambda s: removals.is_due(s, machine_now=NOW), "removal_due"),
    "deletions taken": (lambda s: removals.take(s, machine_now=NOW, again_at=NOW), "removal_due"),
    "late": (lambda s: gate.past_their_time(s, [BRAND], now=NOW), "publication_due"),
    "next": (lambda s: under_way.going_out(s, 1, since=NOW, until=NOW + DAY, limit=10), "publication_due"),
    "live": (lambda s: under_way.published_between(s, 1, since=NOW, until=NOW + DAY, limit=10), "publication_live"),
    "free": (lambda s: publications.due_times(s, 1, since=NOW, until=NOW + DAY), "publication_due"),
    "growing old": (
        lambda s: under_way.growing_old(s, due_before=NOW, approved_before=NOW - 30 * DAY, limit=10),
        "publication_due",
    ),
    "trouble": (lambda s: under_way.in_trouble(s, 1, 10), "publication_in_trouble"),
    "my trouble": (lambda s: under_way.in_trouble(s, 1, 10, author_id="U0MINA"), "publication_in_trouble"),
    "mine next": (lambda s: under_way.going_out_of(s, "U0MINA", since=NOW, limit=10), "publication_due"),
    "mine now": (lambda s: under_way.being_sent_of(s, "U0MINA", 10), "publication_leased"),
    "by hand": (lambda s: under_way.in_hand(s, 1, 10), "publication_leased"),
    "for me": (lambda s: decisions.awaiting(s, 1, "U0JONAS", 10), "submission_by_state"),
}


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = create_engine("sqlite://")
    metadata.create_all(made)
    yield made
    made.dispose()


def plan_of(engine: Engine, query: Query) -> list[str]:
    """Every step of the plan of the last statement that the query runs."""
    steps: list[list[str]] = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        rows = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps.append([str(row[3]) for row in rows.fetchall()])

    event.listen(engine, "before_cursor_execute", explain)
    with Session(engine) as session:
        query(session)
    event.remove(engine, "before_cursor_execute", explain)
    return steps[-1]


@pytest.mark.parametrize("name", QUERIES)
def test_it_starts_at_its_own_index(engine: Engine, name: str) -> None:
    query, index = QUERIES[name]
    steps = plan_of(engine, query)
    first = next(step for step in steps if "INDEX" in step)
    assert index in first, steps
    # "due" is what the claim itself found, no more than its limit; of pauses there are a few a year.
    small = ("SCAN due", "SCAN pause")
    assert not [one for one in steps if one.startswith("SCAN") and "INDEX" not in one and one not in small], steps
