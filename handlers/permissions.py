"""Who may do what, and why not: one pure table. The README's table is tested against it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from storage.lifecycle import Editorial


class Action(StrEnum):
    """What a person may want to do."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    UNDO = "undo"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    SETTLE = "settle"
    """Say what became of a publication that is in doubt, failed or missed its time."""
    TAKE_DOWN = "take_down"
    """Delete what is live."""
    CONFIRM = "confirm"
    """Say that what was approved long ago is still right."""
    OVERRULE = "overrule"
    """Send something as it is although the second check held it."""
    DISCUSS = "discuss"
    """Comment, suggest an edit, ask somebody."""
    ADD_CO_AUTHOR = "add_co_author"
    HAND_OVER = "hand_over"
    """Make somebody else the author."""
    SEE = "see"
    """Read it, its history, and copy it as new."""
    SUBMIT = "submit"
    PAUSE = "pause"
    """Stop what would go out."""
    RESUME = "resume"
    CONFIGURE = "configure"
    """Set the brand up."""


class Why(StrEnum):
    """The reason for a no."""

    OUTSIDER = "outsider"
    """A guest, a bot, somebody deactivated or of another workspace."""
    OWN_WORK = "own_work"
    """Nobody decides on what they wrote."""
    NOT_APPROVER = "not_approver"
    NOT_YET = "not_yet"
    """They decide at a later step."""
    STEP_DONE = "step_done"
    """They decide at a step that is met already."""
    NOT_AUTHOR = "not_author"
    """Only the author, who writes with them, or an admin may."""
    NOT_WRITER = "not_writer"
    """Only the author, an approver, somebody who may edit, or an admin may."""
    NOT_INVOLVED = "not_involved"
    """Only the author, an approver or an admin may."""
    NOT_THE_DECIDER = "not_the_decider"
    """Only who decided may take the decision back."""
    NOT_NAMED_AUTHOR = "not_named_author"
    """The brand names its authors, and this person is none of them."""
    NOT_READER = "not_reader"
    """The brand names who may read, and this person is none of them."""
    NOT_ADMIN = "not_admin"
    NOT_THE_PAUSER = "not_the_pauser"
    """Only who paused, or an admin, resumes."""
    SECOND_NEEDED = "second_needed"
    """Somebody else than who paused must resume."""


class Turn(StrEnum):
    """When it is an approver's turn to decide."""

    NONE = "none"
    """Never: they are no approver."""
    NOW = "now"
    """They are asked at the current step, by name, as a member of the channel, or standing in for somebody."""
    LATER = "later"
    PAST = "past"


@dataclass(frozen=True)
class Standing:
    """What a person is to one submission, and to its brand, at this moment."""

    is_insider: bool = True
    is_invited: bool = False
    """From outside, and named by the brand for a step that the submission has come to."""
    is_author: bool = False
    is_co_author: bool = False
    """They write with the author, or wrote the version at hand."""
    turn: Turn = Turn.NONE
    is_admin: bool = False
    is_editor: bool = False
    may_write: bool = True
    """Every insider, where the brand names no authors."""
    may_read: bool = True
    """Every insider, where the brand names no readers."""
    has_decided: bool = False
    """A decision of theirs counts."""
    in_practice: bool = False
    """Every account of the submission is a practice account: only there an author may approve their own…"""
    allows_own_work: bool = False
    """…and where the brand says so."""
    has_paused: bool = False
    """They made the pause that is to be resumed."""
    second_resumes: bool = False
    """The brand wants a second person to resume."""

    @property
    def is_approver(self) -> bool:
        """At any step."""
        return self.turn != Turn.NONE

    @property
    def is_own_work(self) -> bool:
        return self.is_author or self.is_co_author

    @property
    def is_in_charge(self) -> bool:
        """Of the submission."""
        return self.is_own_work or self.is_admin


@dataclass(frozen=True)
class No:
    """Refused, with the reason."""

    why: Why


def may(action: Action, standing: Standing) -> No | None:
    """Nothing when allowed. What state the submission is in is not asked here, but by `fits`."""
    if not standing.is_insider and not (standing.is_invited and action in FOR_THE_INVITED):
        return No(Why.OUTSIDER)
    why = RULES[action](standing)
    return No(why) if why else None


FOR_THE_INVITED = frozenset({Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT, Action.UNDO, Action.SEE})
"""What somebody from outside may do with what the brand shows them."""


def _decide(standing: Standing) -> Why | None:
    if standing.is_own_work and not (standing.in_practice or standing.allows_own_work):
        return Why.OWN_WORK
    if standing.is_author and standing.in_practice:
        return None
    return {Turn.NOW: None, Turn.LATER: Why.NOT_YET, Turn.PAST: Why.STEP_DONE, Turn.NONE: Why.NOT_APPROVER}[
        standing.turn
    ]


def _undo(standing: Standing) -> Why | None:
    return None if standing.has_decided else Why.NOT_THE_DECIDER


def _edit(standing: Standing) -> Why | None:
    return None if standing.is_in_charge or standing.is_approver or standing.is_editor else Why.NOT_WRITER


def _in_charge(standing: Standing) -> Why | None:
    return None if standing.is_in_charge else Why.NOT_AUTHOR


def _settle(standing: Standing) -> Why | None:
    return None if standing.is_in_charge or standing.is_approver else Why.NOT_INVOLVED


def _confirm(standing: Standing) -> Why | None:
    if standing.is_own_work and not (standing.in_practice or standing.allows_own_work):
        return Why.OWN_WORK
    return None if standing.is_approver or standing.is_author else Why.NOT_APPROVER


def _overrule(standing: Standing) -> Why | None:
    if standing.is_own_work and not (standing.in_practice or standing.allows_own_work):
        return Why.OWN_WORK
    return None if standing.is_approver or standing.is_admin or standing.is_author else Why.NOT_APPROVER


def _admin(standing: Standing) -> Why | None:
    return None if standing.is_admin else Why.NOT_ADMIN


def _read(standing: Standing) -> Why | None:
    is_near = standing.is_in_charge or standing.is_approver or standing.is_editor or standing.is_invited
    return None if standing.may_read or is_near else Why.NOT_READER


def _submit(standing: Standing) -> Why | None:
    return None if standing.may_write or standing.is_admin else Why.NOT_NAMED_AUTHOR


def _pause(standing: Standing) -> Why | None:
    return None if standing.is_approver or standing.is_admin else Why.NOT_APPROVER


def _resume(standing: Standing) -> Why | None:
    if standing.second_resumes:
        if standing.has_paused:
            return Why.SECOND_NEEDED
        return None if standing.is_approver or standing.is_admin else Why.NOT_APPROVER
    return None if standing.has_paused or standing.is_admin else Why.NOT_THE_PAUSER


RULES: dict[Action, Callable[[Standing], Why | None]] = {
    Action.APPROVE: _decide,
    Action.REQUEST_CHANGES: _decide,
    Action.REJECT: _decide,
    Action.UNDO: _undo,
    Action.EDIT: _edit,
    Action.WITHDRAW: _in_charge,
    Action.SETTLE: _settle,
    Action.TAKE_DOWN: _admin,
    Action.CONFIRM: _confirm,
    Action.OVERRULE: _overrule,
    Action.DISCUSS: _read,
    Action.ADD_CO_AUTHOR: _in_charge,
    Action.HAND_OVER: _admin,
    Action.SEE: _read,
    Action.SUBMIT: _submit,
    Action.PAUSE: _pause,
    Action.RESUME: _resume,
    Action.CONFIGURE: _admin,
}

OPEN = frozenset({Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED, Editorial.APPROVED})
ANY = frozenset(Editorial)

FITS: dict[Action, frozenset[Editorial]] = {
    Action.APPROVE: frozenset({Editorial.IN_REVIEW}),
    Action.REQUEST_CHANGES: frozenset({Editorial.IN_REVIEW}),
    Action.REJECT: frozenset({Editorial.IN_REVIEW}),
    Action.UNDO: OPEN | {Editorial.REJECTED},
    Action.EDIT: OPEN,
    Action.WITHDRAW: OPEN,
    # Doubt outlives everything: what was taken back may still be live. Sending again asks for the approval by itself.
    Action.SETTLE: ANY,
    Action.TAKE_DOWN: ANY,
    Action.CONFIRM: frozenset({Editorial.APPROVED}),
    Action.OVERRULE: frozenset({Editorial.APPROVED}),
    Action.DISCUSS: ANY,
    Action.ADD_CO_AUTHOR: OPEN,
    Action.HAND_OVER: OPEN,
    Action.SEE: ANY,
    Action.SUBMIT: ANY,
    Action.PAUSE: ANY,
    Action.RESUME: ANY,
    Action.CONFIGURE: ANY,
}


def fits(action: Action, state: Editorial) -> bool:
    """Whether the action makes sense in this editorial state, whoever asks."""
    return state in FITS[action]
