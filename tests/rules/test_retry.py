"""The policy and its page say the same."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.problem import Problem
from handlers.publication import retry
from handlers.publication.retry import Next, Step
from handlers.publisher import Absent, CannotTell, Doubtful, Finding, HandedOver, NotSent, Outcome, Published, Refused

PAGE = Path(__file__).parents[2] / "docs" / "retry.md"
GRACE = timedelta(minutes=30)

OUTCOMES: dict[str, Outcome] = {
    "published": Published("1"),
    "refused": Refused(Problem.TOO_LONG),
    "handed over": HandedOver("U0MINA"),
    "doubtful": Doubtful(),
    "not sent": NotSent(),
}
FINDINGS: dict[str, Finding] = {
    "published": Published("1"),
    "absent": Absent(),
    "absent, may repeat": Absent(may_repeat=True),
    "cannot tell": CannotTell(),
    "cannot tell, may repeat": CannotTell(may_repeat=True),
}


def rows(columns: int) -> list[list[str]]:
    """The cells of every row of the page's table with so many columns, without its head."""
    lines = [line.strip("| ").split("|") for line in PAGE.read_text().splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines]
    return [row for row in cells if len(row) == columns and row[1].isdigit()]


def seconds(cell: str) -> timedelta:
    return timedelta(seconds=int(cell.removesuffix(" s")))


def outcome_of(cell: str) -> Outcome:
    waits = re.fullmatch(r"not sent, wait (\d+) s", cell)
    return NotSent(retry_after=timedelta(seconds=int(waits[1]))) if waits else OUTCOMES[cell]


def as_cells(follows: Next) -> list[str]:
    waits = follows.step in (Step.TRY_AGAIN, Step.LOOK)
    return [follows.step.replace("_", " "), f"{int(follows.after.total_seconds())} s" if waits else "–"]


@pytest.mark.parametrize("row", rows(5), ids=" ".join)
def test_after_an_attempt_the_code_does_what_the_page_says(row: list[str]) -> None:
    answer, attempt, age, *follows = row
    found = retry.after_answer(outcome_of(answer), attempt=int(attempt), age=seconds(age), grace=GRACE)
    assert as_cells(found) == follows


@pytest.mark.parametrize("row", rows(7), ids=" ".join)
def test_after_a_look_the_code_does_what_the_page_says(row: list[str]) -> None:
    found, look, attempts, age, repeatable, *follows = row
    decided = retry.after_look(
        FINDINGS[found],
        looks=int(look),
        attempts=int(attempts),
        age=seconds(age),
        repeatable_for=seconds(repeatable),
    )
    assert as_cells(decided) == follows


def test_the_page_has_a_row_for_every_answer_and_every_step() -> None:
    first, second = rows(5), rows(7)
    assert {row[0].partition(",")[0] for row in first} == set(OUTCOMES)
    assert {row[0] for row in second} == set(FINDINGS)
    assert {row[-2] for row in first + second} == {step.replace("_", " ") for step in Step}


def test_what_was_never_reached_fails_as_unreachable() -> None:
    failed = retry.after_answer(NotSent(), attempt=1, age=GRACE, grace=GRACE)
    assert failed == Next(Step.FAIL, problem=Problem.UNREACHABLE)


def test_a_refusal_keeps_its_problem() -> None:
    failed = retry.after_answer(Refused(Problem.GONE), attempt=1, age=timedelta(0), grace=GRACE)
    assert failed.problem == Problem.GONE


def test_no_look_takes_longer_than_ten_minutes_in_all() -> None:
    assert sum(retry.LOOK_AFTER, timedelta(0)) <= timedelta(minutes=10)
