"""When figures are read: a table."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.problem import Problem
from handlers.publication import ages
from handlers.publisher import Figures, NotSent, Reading, Refused

BORN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NO_ROUTE = NotSent("no route")


@pytest.mark.parametrize(
    ("hours", "counts_for", "next_hours"),
    [(1, 1, 24), (23.9, 1, 24), (24, 24, 72), (71, 24, 72), (80, 72, 168), (168, 168, None), (1000, 168, None)],
)
def test_a_reading_counts_for_the_age_that_was_reached(hours: float, counts_for: int, next_hours: int | None) -> None:
    now = BORN + timedelta(hours=hours)
    assert ages.reached(BORN, now) == counts_for
    expected = None if next_hours is None else BORN + timedelta(hours=next_hours)
    assert ages.after(Figures(likes=1), BORN, now) == ages.following(BORN, now) == expected


@pytest.mark.parametrize(
    ("answer", "hours", "next_hours"),
    [
        (NO_ROUTE, 1, 1.25),
        (NO_ROUTE, 191.75, 192),
        (NO_ROUTE, 191.8, None),
        (NotSent("429", timedelta(hours=3)), 1, 4),
        (NotSent("429", timedelta(minutes=1)), 1, 1.25),
        (Refused(Problem.CANT), 1, None),
        (Refused(Problem.GONE), 24, None),
        (Refused(Problem.NOT_ALLOWED), 1, 24),
        (Refused(Problem.NO_PUBLISHER), 168, None),
    ],
)
def test_what_cannot_be_read_now_is_read_later_or_never(
    answer: Reading, hours: float, next_hours: float | None
) -> None:
    expected = None if next_hours is None else BORN + timedelta(hours=next_hours)
    assert ages.after(answer, BORN, BORN + timedelta(hours=hours)) == expected
