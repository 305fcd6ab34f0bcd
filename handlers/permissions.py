"""Who may do what, and why not: one pure table. The README's table is tested against it."""

from dataclasses import dataclass
from enum import StrEnum

from storage.lifecycle import Editorial


class Action(StrEnum):
    """What a person may want to do with a submission."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    UNDO = "undo"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    SETTLE = "settle"
    """Say what became of a publication that is in doubt, failed or missed its time."""
    SEE = "see"
    """Read it, its history, and copy it as new."""
    SUBMIT = "submit"


class Why(StrEnum):
    """The reason for a no."""

    OUTSIDER = "outsider"
    """A guest, a bot, somebody deactivated or of another workspace."""
    OWN_WORK = "own_work"
    """Nobody decides on their own submission."""
    NOT_APPROVER = "not_approver"
    NOT_AUTHOR = "not_author"
    """Only the author or an admin may."""
    NOT_INVOLVED = "not_involved"
    """Only the author, an approver or an admin may."""
    NOT_THE_DECIDER = "not_the_decider"
    """Only who decided may take the decision back."""


@dataclass(frozen=True)
class Standing:
    """What a person is to one submission, at this moment."""

    is_insider: bool = True
    is_author: bool = False
    is_approver: bool = False
    is_admin: bool = False
    has_decided: bool = False
    """Their approval counts on the current revision."""
    in_practice: bool = False
    """Every account of the submission is a practice account: only there an author may approve their own."""


@dataclass(frozen=True)
class No:
    """Refused, with the reason."""

    why: Why


def may(action: Action, standing: Standing) -> No | None:
    """Nothing when allowed. What state the submission is in is not asked here, but by `fits`."""
    if not standing.is_insider:
        return No(Why.OUTSIDER)
    if action in (Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT):
        return _may_decide(standing)
    if action == Action.UNDO:
        return None if standing.has_decided else No(Why.NOT_THE_DECIDER)
    if action in (Action.EDIT, Action.WITHDRAW):
        return None if standing.is_author or standing.is_admin else No(Why.NOT_AUTHOR)
    if action == Action.SETTLE:
        involved = standing.is_author or standing.is_admin or standing.is_approver
        return None if involved else No(Why.NOT_INVOLVED)
    return None


def _may_decide(standing: Standing) -> No | None:
    if standing.is_author and not standing.in_practice:
        return No(Why.OWN_WORK)
    if standing.is_author or standing.is_approver:
        return None
    return No(Why.NOT_APPROVER)


FITS: dict[Action, frozenset[Editorial]] = {
    Action.APPROVE: frozenset({Editorial.IN_REVIEW}),
    Action.REQUEST_CHANGES: frozenset({Editorial.IN_REVIEW}),
    Action.REJECT: frozenset({Editorial.IN_REVIEW}),
    Action.UNDO: frozenset({Editorial.IN_REVIEW, Editorial.APPROVED}),
    Action.EDIT: frozenset({Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED, Editorial.APPROVED}),
    Action.WITHDRAW: frozenset({Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED, Editorial.APPROVED}),
    # Doubt outlives everything: what was taken back may still be live. Sending again asks for the approval by itself.
    Action.SETTLE: frozenset(Editorial),
    Action.SEE: frozenset(Editorial),
    Action.SUBMIT: frozenset(Editorial),
}


def fits(action: Action, state: Editorial) -> bool:
    """Whether the action makes sense in this editorial state, whoever asks."""
    return state in FITS[action]
