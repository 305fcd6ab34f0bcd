"""How far a submission is on its way through the steps of its review. Pure.

A step is met when enough of those who could have said yes. How many are enough follows those who are there: it adapts
when one of them leaves, and never falls below one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.stages import Rule, Step


@dataclass(frozen=True)
class StepState:
    """One step, as it stands for one submission."""

    step: Step
    possible: tuple[str, ...]
    """Who could say yes to it now: named, still here, and not an author. Empty also where every member may."""
    said: tuple[str, ...]
    """Whose yes counts for it; of a stand-in's, that of the person who is away."""
    is_open: bool = False
    """Nobody is named: every member of the review channel may."""
    is_practised: bool = False
    """In practice, and an author has said yes."""

    @property
    def needed(self) -> int:
        """How many must say yes."""
        return needed(self.step.rule, self.step.needed, None if self.is_open else len({*self.possible, *self.said}))

    @property
    def missing(self) -> int:
        """How many more must say yes."""
        return 0 if self.is_practised else max(0, self.needed - len(self.said))

    @property
    def is_met(self) -> bool:
        return self.missing == 0

    @property
    def is_stuck(self) -> bool:
        """Fewer are left who could say yes than it needs."""
        left = [one for one in self.possible if one not in self.said]
        return not self.is_open and len(left) < self.missing

    @property
    def owing(self) -> tuple[str, ...]:
        """Who could still say yes."""
        return tuple(one for one in self.possible if one not in self.said)


def needed(rule: Rule, count: int, people: int | None) -> int:
    """How many of so many people must say yes; `None` is an open number of them."""
    if rule == Rule.ANY:
        return 1
    if people is None:
        return max(1, count)
    of_all = {Rule.ALL: people, Rule.MAJORITY: people // 2 + 1, Rule.COUNT: min(count, people)}
    return max(1, of_all[rule])


@dataclass(frozen=True)
class Progress:
    """All steps that concern one submission, in order."""

    steps: tuple[StepState, ...]

    @property
    def current(self) -> StepState | None:
        """The first that is not met; nothing when all are."""
        return next((one for one in self.steps if not one.is_met), None)

    @property
    def is_complete(self) -> bool:
        return self.current is None

    @property
    def is_single(self) -> bool:
        """A review in one step, as most teams have it."""
        return len(self.steps) == 1

    def place_of(self, state: StepState) -> int:
        """From 1."""
        return self.steps.index(state) + 1

    def waiting_for(self, user_id: str) -> StepState | None:
        """The first later step that this person is to decide."""
        later = self.steps[self.steps.index(self.current) + 1 :] if self.current else ()
        return next((one for one in later if user_id in one.possible), None)


@dataclass(frozen=True)
class Circumstances:
    """What decides who could say yes to a submission."""

    accounts: frozenset[int]
    campaign: str | None
    authors: frozenset[str]
    """Whose work it is: nobody says yes to their own."""
    gone: frozenset[str]
    """Deactivated, or nobody who may decide."""
    practising: frozenset[str] = frozenset()
    """Authors of what goes to practice accounts only: there the yes of one of them is enough."""


@dataclass(frozen=True)
class Vote:
    """A yes that counts."""

    of: str
    """Whose it is; when a stand-in gave it, that of the person who is away."""
    stages: tuple[int, ...]
    by: str = ""
    """Who gave it, when that is somebody else."""


def progress(steps: Sequence[Step], about: Circumstances, votes: Iterable[Vote]) -> Progress:
    """Where the submission stands.

    What no step is meant for passes through all of them: nothing goes out because a rule was forgotten.
    """
    said = _said(vote for vote in votes if _counts(vote, about))
    concerned = [step for step in steps if step.concerns(about.accounts, about.campaign)] or steps
    return Progress(tuple(_state(step, about, said.get(step.id, ())) for step in concerned))


def _state(step: Step, about: Circumstances, said: tuple[str, ...]) -> StepState:
    return StepState(
        step,
        _possible(step, about),
        said,
        is_open=step.is_open,
        is_practised=not about.practising.isdisjoint(said),
    )


def _counts(vote: Vote, about: Circumstances) -> bool:
    """Not any more that of somebody who has come to write with the author since, and whose yes to a step was kept."""
    return about.authors.isdisjoint((vote.of, vote.by)) or vote.of in about.practising


def _said(votes: Iterable[Vote]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for vote in votes:
        for stage in vote.stages:
            found.setdefault(stage, {})[vote.of] = None
    return {stage: tuple(people) for stage, people in found.items()}


def _possible(step: Step, about: Circumstances) -> tuple[str, ...]:
    return tuple(one for one in step.named if one not in about.authors and one not in about.gone)


def stages_for(found: Progress, user_id: str) -> tuple[int, ...]:
    """The steps that a yes of this person is for: the current one, and later ones that they are to decide as well."""
    if found.current is None:
        return ()
    later = found.steps[found.steps.index(found.current) + 1 :]
    return (found.current.step.id, *(one.step.id for one in later if user_id in one.possible))
