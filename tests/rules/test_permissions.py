"""Who may do what: the whole table, written here a second time, by hand, each no with its reason."""

from dataclasses import replace

import pytest

from handlers.permissions import FITS, FOR_THE_INVITED, RULES, Action, No, Standing, Turn, Why, fits, may
from storage.lifecycle import Editorial

PEOPLE = {
    "author": Standing(is_author=True),
    "co-author": Standing(is_co_author=True),
    "asked": Standing(turn=Turn.NOW),
    "asked later": Standing(turn=Turn.LATER),
    "asked before": Standing(turn=Turn.PAST),
    "decided": Standing(turn=Turn.PAST, has_decided=True),
    "admin": Standing(is_admin=True),
    "editor": Standing(is_editor=True),
    "member": Standing(),
    "no reader": Standing(may_read=False, may_write=False),
    "client": Standing(is_insider=False, is_invited=True, turn=Turn.NOW),
    "outsider": Standing(is_insider=False),
}

DECIDE = """own_work own_work yes not_yet step_done step_done not_approver not_approver not_approver not_approver yes
outsider"""
CHARGE = "yes yes not_author not_author not_author not_author yes not_author not_author not_author outsider outsider"
ADMIN = """not_admin not_admin not_admin not_admin not_admin not_admin yes not_admin not_admin not_admin outsider
outsider"""
READ = "yes yes yes yes yes yes yes yes yes not_reader {client} outsider"

TABLE = {
    Action.APPROVE: DECIDE,
    Action.REQUEST_CHANGES: DECIDE,
    Action.REJECT: DECIDE,
    Action.UNDO: """not_the_decider not_the_decider not_the_decider not_the_decider not_the_decider yes not_the_decider
    not_the_decider not_the_decider not_the_decider not_the_decider outsider""",
    Action.EDIT: "yes yes yes yes yes yes yes yes not_writer not_writer outsider outsider",
    Action.WITHDRAW: CHARGE,
    Action.SETTLE: "yes yes yes yes yes yes yes not_involved not_involved not_involved outsider outsider",
    Action.TAKE_DOWN: ADMIN,
    Action.CONFIRM: """own_work own_work yes yes yes yes not_approver not_approver not_approver not_approver outsider
    outsider""",
    Action.OVERRULE: "own_work own_work yes yes yes yes yes not_approver not_approver not_approver outsider outsider",
    Action.DISCUSS: READ.format(client="outsider"),
    Action.ADD_CO_AUTHOR: CHARGE,
    Action.HAND_OVER: ADMIN,
    Action.SEE: READ.format(client="yes"),
    Action.SUBMIT: "yes yes yes yes yes yes yes yes yes not_named_author outsider outsider",
    Action.PAUSE: """not_approver not_approver yes yes yes yes yes not_approver not_approver not_approver outsider
    outsider""",
    Action.RESUME: """not_the_pauser not_the_pauser not_the_pauser not_the_pauser not_the_pauser not_the_pauser yes
    not_the_pauser not_the_pauser not_the_pauser outsider outsider""",
    Action.CONFIGURE: ADMIN,
}


def said(action: Action, standing: Standing) -> str:
    no = may(action, standing)
    return "yes" if no is None else str(no.why)


@pytest.mark.parametrize("action", Action)
def test_the_table(action: Action) -> None:
    assert [said(action, one) for one in PEOPLE.values()] == TABLE[action].split()


DECISIONS = (Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT)


@pytest.mark.parametrize("action", [*DECISIONS, Action.CONFIRM, Action.OVERRULE])
@pytest.mark.parametrize("wrote", [Standing(is_author=True), Standing(is_co_author=True)])
def test_nobody_decides_on_what_they_wrote_although_they_are_asked(action: Action, wrote: Standing) -> None:
    asked = replace(wrote, turn=Turn.NOW)
    assert may(action, asked) == No(Why.OWN_WORK)
    assert may(action, replace(asked, allows_own_work=True)) is None, "the brand allows it"
    assert may(action, replace(asked, in_practice=True)) is None


@pytest.mark.parametrize("action", DECISIONS)
def test_own_work_still_needs_a_turn_but_for_the_author_in_practice(action: Action) -> None:
    assert may(action, Standing(is_author=True, allows_own_work=True)) == No(Why.NOT_APPROVER)
    assert may(action, Standing(is_author=True, in_practice=True)) is None
    assert may(action, Standing(is_co_author=True, in_practice=True)) == No(Why.NOT_APPROVER)
    assert may(action, Standing(is_admin=True, in_practice=True)) == No(Why.NOT_APPROVER)


def test_an_author_confirms_their_own_only_where_they_may_approve_it() -> None:
    assert may(Action.CONFIRM, Standing(is_author=True, in_practice=True)) is None
    assert may(Action.CONFIRM, Standing(is_co_author=True, in_practice=True)) == No(Why.NOT_APPROVER)


def test_who_is_near_reads_although_readers_are_named() -> None:
    near = [
        Standing(may_read=False, is_author=True),
        Standing(may_read=False, is_co_author=True),
        Standing(may_read=False, is_admin=True),
        Standing(may_read=False, is_editor=True),
        Standing(may_read=False, turn=Turn.LATER),
    ]
    assert {may(action, one) for action in (Action.SEE, Action.DISCUSS) for one in near} == {None}


def test_a_client_reads_although_readers_are_named() -> None:
    assert may(Action.SEE, Standing(is_insider=False, is_invited=True, may_read=False)) is None


def test_an_admin_writes_although_authors_are_named() -> None:
    assert may(Action.SUBMIT, Standing(may_write=False, is_admin=True)) is None


def test_whoever_paused_resumes_unless_a_second_person_must() -> None:
    pauser = Standing(turn=Turn.NOW, has_paused=True)
    assert may(Action.RESUME, pauser) is None
    assert may(Action.RESUME, replace(pauser, second_resumes=True)) == No(Why.SECOND_NEEDED)
    assert may(Action.RESUME, replace(pauser, second_resumes=True, is_admin=True)) == No(Why.SECOND_NEEDED)
    assert may(Action.RESUME, Standing(turn=Turn.PAST, second_resumes=True)) is None
    assert may(Action.RESUME, Standing(is_admin=True, second_resumes=True)) is None
    assert may(Action.RESUME, Standing(second_resumes=True)) == No(Why.NOT_APPROVER)


@pytest.mark.parametrize("action", sorted(set(Action) - FOR_THE_INVITED))
def test_an_invited_client_does_nothing_else(action: Action) -> None:
    everything = Standing(is_insider=False, is_invited=True, is_admin=True, turn=Turn.NOW, has_decided=True)
    assert may(action, everything) == No(Why.OUTSIDER)


def test_an_invited_client_takes_their_own_decision_back_and_reads() -> None:
    client = Standing(is_insider=False, is_invited=True, turn=Turn.NOW, has_decided=True)
    assert {may(action, client) for action in FOR_THE_INVITED} == {None}
    assert {may(action, Standing(is_insider=False, has_decided=True)) for action in Action} == {No(Why.OUTSIDER)}


def test_every_action_has_its_rule_and_its_states() -> None:
    assert set(RULES) == set(FITS) == set(Action)


R, C, A, J, W = (
    Editorial.IN_REVIEW,
    Editorial.CHANGES_REQUESTED,
    Editorial.APPROVED,
    Editorial.REJECTED,
    Editorial.WITHDRAWN,
)

STATES = {
    **{key: {R} for key in DECISIONS},
    Action.UNDO: {R, C, A, J},
    **{key: {R, C, A} for key in (Action.EDIT, Action.WITHDRAW, Action.ADD_CO_AUTHOR, Action.HAND_OVER)},
    **{key: {A} for key in (Action.CONFIRM, Action.OVERRULE)},
    **{key: {R, C, A, J, W} for key in (Action.SETTLE, Action.DISCUSS, Action.SEE, Action.SUBMIT)},
    **{key: {R, C, A, J, W} for key in (Action.PAUSE, Action.RESUME, Action.CONFIGURE, Action.TAKE_DOWN)},
}


@pytest.mark.parametrize("action", Action)
def test_in_which_states_it_makes_sense(action: Action) -> None:
    assert {state for state in Editorial if fits(action, state)} == STATES[action]
