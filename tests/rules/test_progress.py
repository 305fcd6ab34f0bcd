"""Steps: who is asked, how many are enough, and how that follows those who are there."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.steps.progress import Circumstances, Progress, Vote, needed, progress, stages_for
from storage.stages import ONLY, Rule, Step

PEOPLE = ["U0A", "U0B", "U0C", "U0D", "U0E"]


def step(number: int = 1, named: Sequence[str] = PEOPLE, rule: Rule = Rule.ANY, count: int = 1, **more: Any) -> Step:
    return Step(number, f"step {number}", rule, count, tuple(named), **more)


def about(**more: Any) -> Circumstances:
    plain: dict[str, Any] = {"accounts": frozenset({1}), "campaign": None, "authors": frozenset({"U0MINA"})}
    return Circumstances(**{**plain, "gone": frozenset(), **more})


def found(*steps: Step, votes: Sequence[Vote] = (), **more: Any) -> Progress:
    return progress(steps, about(**more), votes)


@pytest.mark.parametrize(
    ("rule", "count", "people", "enough"),
    [
        (Rule.ANY, 9, 5, 1),
        (Rule.ANY, 9, None, 1),
        (Rule.ALL, 1, 5, 5),
        (Rule.ALL, 1, 0, 1),
        (Rule.COUNT, 2, 5, 2),
        (Rule.COUNT, 2, 1, 1),
        (Rule.COUNT, 2, None, 2),
        (Rule.COUNT, 0, 5, 1),
        (Rule.MAJORITY, 1, 1, 1),
        (Rule.MAJORITY, 1, 2, 2),
        (Rule.MAJORITY, 1, 3, 2),
        (Rule.MAJORITY, 1, 4, 3),
        (Rule.MAJORITY, 1, 5, 3),
    ],
)
def test_how_many_are_enough(rule: Rule, count: int, people: int | None, enough: int) -> None:
    assert needed(rule, count, people) == enough


def test_a_yes_that_was_kept_counts_no_more_once_its_giver_writes_along() -> None:
    one = step(1, ["U0A", "U0B"])
    yes = [Vote("U0A", (1,))]
    assert found(one, votes=yes).is_complete
    assert not found(one, votes=yes, authors=frozenset({"U0MINA", "U0A"})).is_complete


def test_steps_are_asked_in_order() -> None:
    steps = step(1, ["U0A"]), step(2, ["U0B"])
    before = found(*steps)
    assert before.current is not None and before.current.step.id == 1
    assert before.waiting_for("U0B") is not None and before.waiting_for("U0A") is None
    between = found(*steps, votes=[Vote("U0A", (1,))])
    assert between.current is not None and between.current.step.id == 2
    assert found(*steps, votes=[Vote("U0A", (1,)), Vote("U0B", (2,))]).is_complete


def test_a_later_step_alone_opens_nothing() -> None:
    early = found(step(1, ["U0A"]), step(2, ["U0B"]), votes=[Vote("U0B", (2,))])
    assert not early.is_complete and early.current is not None and early.current.step.id == 1


def test_one_yes_is_for_every_step_that_somebody_decides() -> None:
    steps = found(step(1, ["U0A", "U0B"]), step(2, ["U0B"]), step(3, ["U0A"]))
    assert stages_for(steps, "U0A") == (1, 3)
    assert stages_for(steps, "U0B") == (1, 2)


def test_nobody_counts_who_wrote_it_or_has_left() -> None:
    state = found(step(rule=Rule.ALL), authors=frozenset({"U0A"}), gone=frozenset({"U0B"})).steps[0]
    assert (state.possible, state.needed) == (("U0C", "U0D", "U0E"), 3)


@pytest.mark.parametrize(("rule", "after"), [(Rule.ALL, 4), (Rule.MAJORITY, 3), (Rule.COUNT, 4), (Rule.ANY, 1)])
def test_the_count_adapts_when_somebody_leaves(rule: Rule, after: int) -> None:
    assert found(step(rule=rule, count=5), gone=frozenset({"U0E"})).steps[0].needed == after


def test_a_yes_of_somebody_who_left_still_counts() -> None:
    assert found(
        step(rule=Rule.ALL), gone=frozenset(PEOPLE[1:]), votes=[Vote("U0B", (1,)), Vote("U0A", (1,))]
    ).is_complete
    assert not found(
        step(rule=Rule.ALL), gone=frozenset(PEOPLE[2:]), votes=[Vote("U0C", (1,)), Vote("U0A", (1,))]
    ).is_complete


def test_a_stand_ins_yes_ends_with_their_first_word_in_the_text() -> None:
    behalf = Vote("U0A", (1,), by="U0STANDIN")
    assert found(step(named=["U0A"]), votes=[behalf]).is_complete
    assert not found(step(named=["U0A"]), votes=[behalf], authors=frozenset({"U0STANDIN"})).is_complete


def test_a_step_without_anybody_is_stuck_and_opens_nothing() -> None:
    for named in ([], ["U0MINA"]):
        state = found(step(named=named)).steps[0]
        assert state.is_stuck and not state.is_met
    assert not found(step(ONLY, named=[])).steps[0].is_stuck, "there every member of the channel may"


def test_a_step_may_be_for_some_accounts_or_campaigns() -> None:
    legal, spring = step(2, only_accounts=frozenset({7})), step(3, only_campaigns=frozenset({"spring"}))
    assert [one.step.id for one in found(step(), legal, spring).steps] == [1]
    assert [one.step.id for one in found(step(), legal, spring, accounts=frozenset({1, 7})).steps] == [1, 2]
    assert [one.step.id for one in found(step(), legal, spring, campaign="spring").steps] == [1, 3]


def test_what_no_step_is_meant_for_passes_all_of_them() -> None:
    assert [one.step.id for one in found(step(2, only_accounts=frozenset({7}))).steps] == [2]


def test_in_practice_an_authors_yes_is_enough() -> None:
    author = frozenset({"U0MINA"})
    assert found(step(rule=Rule.ALL), practising=author, votes=[Vote("U0MINA", (1,))]).is_complete
    assert not found(step(rule=Rule.ALL), votes=[Vote("U0MINA", (1,))]).is_complete


RULES = st.builds(
    step, st.just(1), st.sets(st.sampled_from(PEOPLE), min_size=1), st.sampled_from(Rule), st.integers(1, 6)
)


@given(RULES, st.lists(st.sampled_from(PEOPLE), unique=True), st.sets(st.sampled_from(PEOPLE)))
def test_everybody_who_could_is_always_enough_and_nobody_never(rule: Step, order: list[str], gone: set[str]) -> None:
    state = found(rule, gone=frozenset(gone)).steps[0]
    assert not state.is_met and 1 <= state.needed <= max(1, len(state.possible))
    votes = [Vote(one, (1,)) for one in state.possible]
    assert found(rule, gone=frozenset(gone), votes=votes).is_complete == bool(votes)
    met = [found(rule, gone=frozenset(gone), votes=votes[:count]).is_complete for count in range(len(votes) + 1)]
    assert met == sorted(met), "another yes never closes what was open"
