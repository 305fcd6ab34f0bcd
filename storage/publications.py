"""Publications: one submission on one account. This table is the queue; storage/gate.py is the only way out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, bindparam, text, update
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.content import Content
from storage.lifecycle import UNSENT, Delivery, check_delivery
from storage.submissions import Submission
from storage.values import by_value

LATE = timedelta(minutes=2)
"""What went out later than this after its time says so in its receipt."""


class Publication(SQLModel, table=True):
    """Where one submission on one account stands."""

    __table_args__ = (
        UniqueConstraint("submission_id", "account_id"),
        Index(
            "publication_due",
            "due_at",
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
        Index(
            "publication_leased",
            "lease_until",
            sqlite_where=text("state = 'publishing'"),
            postgresql_where=text("state = 'publishing'"),
        ),
        Index(
            "publication_in_doubt",
            "look_at",
            sqlite_where=text("state = 'unknown'"),
            postgresql_where=text("state = 'unknown'"),
        ),
        Index(
            "publication_in_trouble",
            "changed_at",
            sqlite_where=text("state IN ('missed','failed','unknown')"),
            postgresql_where=text("state IN ('missed','failed','unknown')"),
        ),
        Index("publication_live", "published_at"),
        Index("publication_by_time", "account_id", "due_at"),
        Index(
            "publication_to_read",
            "read_next_at",
            sqlite_where=text("read_next_at IS NOT NULL"),
            postgresql_where=text("read_next_at IS NOT NULL"),
        ),
        CheckConstraint(
            "state IN ('scheduled','publishing','published','failed','unknown','missed','cancelled')",
            name="publication_state",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    state: Delivery = Field(default=Delivery.SCHEDULED, sa_type=by_value(Delivery))
    fingerprint: str
    due_at: datetime | None = None
    """Calendar time; empty while it waits for an approval to go out at once."""
    planned_at: datetime | None = None
    """What due_at was before a retry moved it; the grace is counted from here. Empty until the first retry."""
    attempt: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    """Machine time; empty while a person has it in hand."""
    idempotency_key: str
    handle: str | None = None
    """What was prepared at the network for this content, in the publisher's own form."""
    remote_id: str | None = None
    link: str | None = None
    published_at: datetime | None = None
    taken_down_at: datetime | None = None
    """It was live, and an admin deleted it."""
    read_next_at: datetime | None = None
    """While live: when its figures are read next, calendar time. Empty: not any more, or not offered."""
    rechecked_at: datetime | None = None
    """When it was checked again, shortly before its time; nothing: not yet."""
    look_at: datetime | None = None
    """While unknown: when to look it up again, machine time. Empty: a person has been asked."""
    looks: int = 0
    problem: str | None = None
    """A PublisherError code; what people read is made from it."""
    problem_detail: str | None = None
    """What the network itself said."""
    changed_at: datetime

    @property
    def number(self) -> int:
        """The id of a stored publication."""
        assert self.id is not None, "a publication has its id once it is stored"
        return self.id

    @property
    def meant_for(self) -> datetime | None:
        """The time that people know: retries do not change it."""
        return self.planned_at or self.due_at

    @property
    def is_late(self) -> bool:
        """It is live, and was meant to be so earlier."""
        return bool(self.meant_for and self.published_at and self.published_at - self.meant_for > LATE)


class PublishAttempt(SQLModel, table=True):
    """One call to a network, written before its first byte leaves. No outcome: nobody knows what became of it."""

    __tablename__ = "publish_attempt"
    __table_args__ = (UniqueConstraint("publication_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    publication_id: int = Field(foreign_key="publication.id")
    number: int
    owner: str
    started_at: datetime
    sent_at: datetime | None = None
    """Right before the one call that publishes. Empty: it never came to that, so nothing is live of it."""
    finished_at: datetime | None = None
    outcome: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Claimed:
    """A publication in hand: what a publisher needs, and what fences its finish."""

    publication_id: int
    submission_id: int
    account_id: int
    attempt: int
    owner: str


def plan(session: Session, submission: Submission, content: Content, fingerprint: str, *, now: datetime) -> None:
    """One publication an account for the revision: new accounts get theirs, those taken off are cancelled.

    What is already out, or in a network's hands, is left as it is.
    """
    existing = {found.account_id: found for found in of_submission(session, submission.number)}
    for account_id in content.accounts:
        publication = existing.pop(account_id, None)
        if publication is None:
            publication = _new(submission.number, account_id, now)
        if publication.state in UNSENT:
            _reschedule(publication, fingerprint, content.wanted_for(account_id), now)
        session.add(publication)
    for left_over in existing.values():
        if left_over.state in UNSENT and left_over.state != Delivery.CANCELLED:
            move(left_over, Delivery.CANCELLED, now=now)
    session.flush()


def _new(submission_id: int, account_id: int, now: datetime) -> Publication:
    return Publication(
        submission_id=submission_id,
        account_id=account_id,
        fingerprint="",
        idempotency_key=f"greenlight-{submission_id}-{account_id}",
        changed_at=now,
    )


def _reschedule(publication: Publication, fingerprint: str, due_at: datetime | None, now: datetime) -> None:
    if publication.state != Delivery.SCHEDULED:
        move(publication, Delivery.SCHEDULED, now=now)
    if publication.fingerprint != fingerprint:
        publication.handle = None
    publication.fingerprint, publication.due_at, publication.planned_at = fingerprint, due_at, None
    publication.problem = publication.problem_detail = publication.rechecked_at = None


def move(publication: Publication, target: Delivery, *, now: datetime) -> None:
    """Guarded by the table of allowed moves."""
    check_delivery(publication.state, target)
    publication.state, publication.changed_at = target, now
    if target != Delivery.PUBLISHING:
        publication.lease_owner = publication.lease_until = None
    if target != Delivery.UNKNOWN:
        publication.look_at = None


def of_submission(session: Session, submission_id: int, *, for_update: bool = False) -> Sequence[Publication]:
    """By account; `for_update` also locks the rows, so that no claim takes one meanwhile."""
    query = _OF_SUBMISSION_LOCKED if for_update else _OF_SUBMISSION
    return session.exec(query, params={"submission": submission_id}).all()


_OF_SUBMISSION = (
    select(Publication)
    .where(Publication.submission_id == bindparam("submission"))
    .order_by(col(Publication.account_id))
)
_OF_SUBMISSION_LOCKED = _OF_SUBMISSION.with_for_update().execution_options(populate_existing=True)


def of_submissions(session: Session, ids: Iterable[int]) -> dict[int, list[Publication]]:
    query = select(Publication).where(col(Publication.submission_id).in_(list(ids)))
    found: dict[int, list[Publication]] = {}
    for publication in session.exec(query.order_by(col(Publication.account_id))):
        found.setdefault(publication.submission_id, []).append(publication)
    return found


def due_times(session: Session, account_id: int, *, since: datetime, until: datetime) -> Sequence[datetime]:
    """When something is to go out on the account from the one time on and before the other, approved or not."""
    query = select(Publication.due_at).where(
        Publication.state == Delivery.SCHEDULED,
        of_its(Publication.account_id) == account_id,
        col(Publication.due_at) >= since,
        col(Publication.due_at) < until,
    )
    return [when for when in session.exec(query).all() if when is not None]


def of_its(column: Any) -> Any:
    """A submission's column as a condition that no index serves.

    SQLite has no statistics: given the choice it starts at every submission that was ever approved, and the queue's
    small partial index goes unused. So the publications come first, and each looks up its submission by number.
    """
    return func.coalesce(column, column)


def open_attempt(session: Session, claimed: Claimed, *, started_at: datetime) -> None:
    """The attempt row. It must be committed before the first byte leaves."""
    session.add(
        PublishAttempt(
            publication_id=claimed.publication_id,
            number=claimed.attempt,
            owner=claimed.owner,
            started_at=started_at,
        )
    )


def begin(session: Session, claimed: Claimed, handle: str | None, *, machine_now: datetime) -> bool:
    """Fenced like a finish: False when it is not its owner's any more. Committed before the one call that publishes."""
    which = {"its": claimed.publication_id, "tried": claimed.attempt, "moment": machine_now}
    held = session.connection().execute(_HANDLE, {**which, "owner": claimed.owner, "made": handle})
    if held.rowcount != 1:
        return False
    session.connection().execute(_SENT, which)
    return True


# Two plain statements: this lies in the path of everything that goes out, one publication at a time.
_HANDLE = (
    update(Publication)
    .where(
        col(Publication.id) == bindparam("its"),
        col(Publication.state) == Delivery.PUBLISHING,
        col(Publication.lease_owner) == bindparam("owner"),
        col(Publication.attempt) == bindparam("tried"),
        col(Publication.lease_until) > bindparam("moment"),
    )
    .values(handle=bindparam("made"))
)
_SENT = (
    update(PublishAttempt)
    .where(col(PublishAttempt.publication_id) == bindparam("its"), col(PublishAttempt.number) == bindparam("tried"))
    .values(sent_at=bindparam("moment"))
)


def held_all(session: Session, claims: Iterable[Claimed]) -> dict[int, Publication]:
    """Those, locked, that are still their owner's at that attempt, by id: the fence before every finish."""
    claimed = {one.publication_id: one for one in claims}
    query = (
        select(Publication)
        .where(col(Publication.id).in_(sorted(claimed)), Publication.state == Delivery.PUBLISHING)
        .order_by(col(Publication.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {publication.number: publication for publication in session.exec(query)}
    return {number: row for number, row in found.items() if _is_held(row, claimed[number])}


def _is_held(publication: Publication, claimed: Claimed) -> bool:
    return (publication.lease_owner, publication.attempt) == (claimed.owner, claimed.attempt)


@dataclass(frozen=True)
class Closing:
    """How one attempt ended."""

    publication_id: int
    number: int
    outcome: str
    detail: str | None = None


def close_attempts(session: Session, closings: Iterable[Closing], *, finished_at: datetime) -> None:
    """Writes down how attempts ended, once: an end that is written already stays."""
    ends = {(one.publication_id, one.number): one for one in closings}
    query = select(PublishAttempt).where(
        col(PublishAttempt.publication_id).in_([publication_id for publication_id, _ in ends]),
        col(PublishAttempt.finished_at).is_(None),
    )
    for attempt in session.exec(query):
        end = ends.get((attempt.publication_id, attempt.number))
        if end is not None:
            attempt.outcome, attempt.detail, attempt.finished_at = end.outcome, end.detail, finished_at


def note_absent(session: Session, publication_id: int) -> None:
    """The network does not have it, so the attempts that were in doubt have come to nothing."""
    for attempt in attempts_of(session, publication_id):
        if attempt.outcome == "doubtful":
            attempt.outcome = "absent"


def in_doubt(session: Session, publication_id: int, *, besides: int = 0) -> bool:
    """Whether an attempt, `besides` the one of this number, may have got through without anybody knowing."""
    attempts = (one for one in attempts_of(session, publication_id) if one.number != besides)
    return any(one.outcome in (None, "doubtful") for one in attempts)


def attempts_of(session: Session, publication_id: int) -> Sequence[PublishAttempt]:
    query = select(PublishAttempt).where(PublishAttempt.publication_id == publication_id)
    return session.exec(query.order_by(col(PublishAttempt.number))).all()


def locked(session: Session, publication_id: int) -> Publication | None:
    query = select(Publication).where(Publication.id == publication_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()


def abandoned(session: Session, *, machine_now: datetime, limit: int = 50) -> Sequence[Publication]:
    """Claimed by a process that is gone: the lease ran out without a finish. Locked."""
    query = (
        select(Publication)
        .where(Publication.state == Delivery.PUBLISHING, col(Publication.lease_until) < machine_now)
        .order_by(col(Publication.lease_until))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.exec(query).all()


def to_look_up(session: Session, *, machine_now: datetime, limit: int = 50) -> Sequence[Publication]:
    """In doubt, and it is time to ask the network again."""
    query = (
        select(Publication)
        .where(Publication.state == Delivery.UNKNOWN, col(Publication.look_at) <= machine_now)
        .order_by(col(Publication.look_at))
        .limit(limit)
    )
    return session.exec(query).all()


def cancel_unsent(
    session: Session, submission_id: int, *, now: datetime
) -> tuple[list[Publication], list[Publication]]:
    """Cancels what has certainly not gone out. Returns (cancelled now, left because a network has or may have it).

    The rows are locked: a claim that comes at the same instant either had them first, or finds them cancelled.
    """
    cancelled, left = [], []
    for publication in of_submission(session, submission_id, for_update=True):
        if publication.state == Delivery.CANCELLED:
            continue
        if publication.state in UNSENT:
            move(publication, Delivery.CANCELLED, now=now)
            cancelled.append(publication)
        else:
            left.append(publication)
    return cancelled, left
