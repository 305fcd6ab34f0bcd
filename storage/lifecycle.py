"""Both state machines, as tables of allowed moves, and the one status that people read.

Editorial state belongs to a submission, delivery state to each of its publications. They are never one enumeration:
a submission can be approved while one publication is live and another has failed.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum


class Editorial(StrEnum):
    """Where a submission stands with the people who decide."""

    IN_REVIEW = "in_review"
    """Approvers owe decisions on the current revision."""
    CHANGES_REQUESTED = "changes_requested"
    """An approver asked for changes; the author owes a new revision."""
    APPROVED = "approved"
    """Enough approvers said yes to exactly this revision."""
    REJECTED = "rejected"
    """An approver said no; this is final, unless they take it back."""
    WITHDRAWN = "withdrawn"
    """The author, or an admin, took it back; this is final."""


class Delivery(StrEnum):
    """Where one publication stands with its network."""

    SCHEDULED = "scheduled"
    """Nothing has been sent; it goes out when it is due and approved."""
    PUBLISHING = "publishing"
    """Claimed: a publisher, or a person for accounts served by hand, is at work."""
    PUBLISHED = "published"
    """The network has it, and we have the receipt."""
    FAILED = "failed"
    """The network refused for certain; nothing is live."""
    UNKNOWN = "unknown"
    """Sent, but no answer that can be trusted."""
    MISSED = "missed"
    """Its time passed before it could go out."""
    CANCELLED = "cancelled"
    """It will not go out: withdrawn, rejected, taken off, or left by a person."""


EDITORIAL_MOVES: dict[Editorial, frozenset[Editorial]] = {
    Editorial.IN_REVIEW: frozenset(
        {
            Editorial.IN_REVIEW,
            Editorial.CHANGES_REQUESTED,
            Editorial.APPROVED,
            Editorial.REJECTED,
            Editorial.WITHDRAWN,
        }
    ),
    Editorial.CHANGES_REQUESTED: frozenset({Editorial.IN_REVIEW, Editorial.WITHDRAWN}),
    Editorial.APPROVED: frozenset({Editorial.IN_REVIEW, Editorial.WITHDRAWN}),
    Editorial.REJECTED: frozenset({Editorial.IN_REVIEW}),
    Editorial.WITHDRAWN: frozenset(),
}

DELIVERY_MOVES: dict[Delivery, frozenset[Delivery]] = {
    Delivery.SCHEDULED: frozenset({Delivery.PUBLISHING, Delivery.MISSED, Delivery.CANCELLED}),
    Delivery.PUBLISHING: frozenset(
        {
            Delivery.PUBLISHED,
            Delivery.FAILED,
            Delivery.UNKNOWN,
            Delivery.SCHEDULED,
            Delivery.MISSED,
        }
    ),
    Delivery.UNKNOWN: frozenset({Delivery.PUBLISHED, Delivery.FAILED, Delivery.SCHEDULED, Delivery.CANCELLED}),
    Delivery.FAILED: frozenset({Delivery.SCHEDULED, Delivery.CANCELLED}),
    Delivery.MISSED: frozenset({Delivery.SCHEDULED, Delivery.CANCELLED}),
    Delivery.PUBLISHED: frozenset(),
    Delivery.CANCELLED: frozenset({Delivery.SCHEDULED}),
}

OPEN = frozenset({Editorial.IN_REVIEW, Editorial.CHANGES_REQUESTED, Editorial.APPROVED})
"""Editorial states in which the author may still change or take back something that has not gone out."""

UNSENT = frozenset({Delivery.SCHEDULED, Delivery.MISSED, Delivery.FAILED, Delivery.CANCELLED})
"""Delivery states in which it is certain that the network has nothing."""


class IllegalMove(Exception):
    """A move that the tables above do not allow; a bug in the caller, never a person's mistake."""

    def __init__(self, source: StrEnum, target: StrEnum) -> None:
        super().__init__(f"{source.value} may not become {target.value}")
        self.source, self.target = source, target


def check_editorial(source: Editorial, target: Editorial) -> None:
    """Raises IllegalMove unless a submission may go from source to target."""
    if target not in EDITORIAL_MOVES[source]:
        raise IllegalMove(source, target)


def check_delivery(source: Delivery, target: Delivery) -> None:
    """Raises IllegalMove unless a publication may go from source to target."""
    if target not in DELIVERY_MOVES[source]:
        raise IllegalMove(source, target)


class Status(StrEnum):
    """The one word about a submission that people read, computed from both machines."""

    WAITING = "waiting"
    """Approvers owe a decision."""
    CHANGES_REQUESTED = "changes_requested"
    """The author owes a new version."""
    REJECTED = "rejected"
    """An approver said no."""
    TAKEN_BACK = "taken_back"
    """Withdrawn by its author or an admin."""
    SCHEDULED = "scheduled"
    """Approved, and its time has not come."""
    PUBLISHING = "publishing"
    """Going out at this moment."""
    PUBLISHED = "published"
    """Live everywhere it should be."""
    PARTLY_PUBLISHED = "partly_published"
    """Live on some accounts and certainly not on others."""
    NOT_SURE = "not_sure"
    """At least one account may or may not have it."""
    FAILED = "failed"
    """A network refused it, and it is live nowhere."""
    MISSED = "missed"
    """Its time passed."""
    LEFT = "left"
    """Approved, but every account was taken off or left by a person."""
    TAKEN_DOWN = "taken_down"
    """It was live, and an admin deleted it everywhere."""


_BEFORE_APPROVAL = {
    Editorial.CHANGES_REQUESTED: Status.CHANGES_REQUESTED,
    Editorial.REJECTED: Status.REJECTED,
}


def status_of(editorial: Editorial, deliveries: Iterable[Delivery], *, was_taken_down: bool = False) -> Status:
    """What people read. The most worrying delivery wins, so that nothing bad hides behind something good.

    `was_taken_down`: something was live and is deleted; it is not among the deliveries.
    """
    counted = [state for state in deliveries if state != Delivery.CANCELLED]
    if editorial == Editorial.WITHDRAWN:
        return _status_after_taking_back(counted)
    if editorial in _BEFORE_APPROVAL:
        return _BEFORE_APPROVAL[editorial]
    if editorial == Editorial.IN_REVIEW:
        return Status.MISSED if Delivery.MISSED in counted else Status.WAITING
    status = _delivery_status(counted)
    return Status.TAKEN_DOWN if was_taken_down and status == Status.LEFT else status


def _status_after_taking_back(counted: Sequence[Delivery]) -> Status:
    """What was on its way already cannot be taken back, and must not hide behind those words."""
    if Delivery.UNKNOWN in counted:
        return Status.NOT_SURE
    if Delivery.PUBLISHING in counted:
        return Status.PUBLISHING
    return Status.PARTLY_PUBLISHED if Delivery.PUBLISHED in counted else Status.TAKEN_BACK


def _delivery_status(counted: Sequence[Delivery]) -> Status:
    live = Delivery.PUBLISHED in counted
    if Delivery.UNKNOWN in counted:
        return Status.NOT_SURE
    if Delivery.PUBLISHING in counted:
        return Status.PUBLISHING
    if Delivery.FAILED in counted:
        return Status.PARTLY_PUBLISHED if live else Status.FAILED
    if Delivery.MISSED in counted:
        return Status.PARTLY_PUBLISHED if live else Status.MISSED
    if Delivery.SCHEDULED in counted:
        return Status.SCHEDULED
    return Status.PUBLISHED if live else Status.LEFT
