"""What follows from an answer: one pure policy. docs/retry.md shows it as a table, and a test holds the two together.

Only what certainly never reached a network is tried again by itself. What is in doubt is looked up, and repeated only
where the network itself prevents doubles; otherwise a person decides.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, Finding, HandedOver, NotSent, Outcome, Published, Refused

TRY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 45, 120, 300))
"""Waits before the second, third … attempt; the last one holds for all that follow."""

LOOK_AFTER = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 45, 120, 300))
"""Waits before each look at the network while in doubt: eight minutes in all."""

LOOKS_BEFORE_REPEATING = 2
"""A slow network may still be at work on the first call when the first look finds nothing."""

MOST_REPEATS = 3
"""Attempts after which doubt is no longer answered with another attempt, even where that is safe."""


class Step(StrEnum):
    """What happens to the publication next."""

    LIVE = "live"
    """Published; the receipt is kept."""
    FAIL = "fail"
    """Refused for certain; people are told."""
    TRY_AGAIN = "try_again"
    """Scheduled again after the wait."""
    LOOK = "look"
    """In doubt; looked up after the wait."""
    ASK = "ask"
    """In doubt, and a person decides."""
    HAND_OVER = "hand_over"
    """A person posts it by hand."""


@dataclass(frozen=True)
class Next:
    """The step, with the wait before it where it has one, and the problem where it failed."""

    step: Step
    after: timedelta = timedelta(0)
    problem: Problem | None = None


def after_answer(outcome: Outcome, *, attempt: int, age: timedelta, grace: timedelta) -> Next:
    """`attempt` counts from 1; `age` is how long ago the publication was meant to go out."""
    match outcome:
        case Published():
            return Next(Step.LIVE)
        case Refused():
            return Next(Step.FAIL, problem=outcome.problem)
        case HandedOver():
            return Next(Step.HAND_OVER)
        case Doubtful():
            return Next(Step.LOOK, LOOK_AFTER[0])
        case NotSent():
            return _after_not_sent(outcome, attempt, age, grace)


def _after_not_sent(outcome: NotSent, attempt: int, age: timedelta, grace: timedelta) -> Next:
    """Again while that is within the grace; the network's own wish to wait is kept."""
    usual = TRY_AFTER[min(attempt, len(TRY_AFTER)) - 1]
    wait = max(usual, outcome.retry_after or usual)
    if age + wait > grace:
        return Next(Step.FAIL, problem=Problem.LIMITED if wait > usual else Problem.UNREACHABLE)
    return Next(Step.TRY_AGAIN, wait)


def after_look(finding: Finding, *, looks: int, attempts: int, age: timedelta, repeatable_for: timedelta) -> Next:
    """`looks` counts this one; `age` is how long ago the first attempt began, by the machine's clock."""
    if isinstance(finding, Published):
        return Next(Step.LIVE)
    if _may_repeat(finding, looks, attempts, age < repeatable_for):
        return Next(Step.TRY_AGAIN)
    return Next(Step.LOOK, LOOK_AFTER[looks]) if looks < len(LOOK_AFTER) else Next(Step.ASK)


def _may_repeat(finding: Absent | CannotTell, looks: int, attempts: int, is_recent: bool) -> bool:
    """At once where the network vouches for it; else while it remembers our key, and not at the first look."""
    is_known_absent = isinstance(finding, Absent) and is_recent and looks >= LOOKS_BEFORE_REPEATING
    return (finding.may_repeat or is_known_absent) and attempts < MOST_REPEATS
