"""Pictures of a submission in Slack, edited in place: the card, the author's status message, the card for a client,
and what follows in the card's thread once something is live: the receipt and the results.

A picture is true when shown_version has caught up with wanted_version, the submission's version at its last change;
whatever is behind gets redrawn.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, bindparam, text, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.inserting import insert_into
from storage.submissions import Submission, next_version, next_versions
from storage.values import by_value


class Surface(StrEnum):
    """Which picture it is."""

    CARD = "card"
    """In the review channel, for everybody."""
    STATUS = "status"
    """In the author's direct messages; silent."""
    CLIENT = "client"
    """In a channel shared with people from outside, from the step on that it belongs to."""
    RECEIPT = "receipt"
    """In the card's thread: what is live, on every account."""
    RESULTS = "results"
    """In the card's thread: how it did."""


OF_THE_SUBMISSION = (Surface.CARD, Surface.STATUS, Surface.CLIENT)
"""Untrue after every change of their submission."""

IN_THE_THREAD = (Surface.RECEIPT, Surface.RESULTS)
"""Under the card; untrue when something of theirs changed, see `follow_up`. Their versions are their own."""


class Card(SQLModel, table=True):
    """One message of ours that shows a submission."""

    __table_args__ = (
        Index("card_by_message", "channel_id", "ts"),
        Index(
            "card_untrue",
            "submission_id",
            sqlite_where=text("shown_version < wanted_version"),
            postgresql_where=text("shown_version < wanted_version"),
        ),
    )

    submission_id: int = Field(primary_key=True, foreign_key="submission.id")
    surface: Surface = Field(primary_key=True, sa_type=by_value(Surface))
    recipient: str
    """A channel id, or the user id of the person whose direct messages it is in."""
    channel_id: str | None = None
    ts: str | None = None
    """Slack's message id; empty until it was posted."""
    link: str | None = None
    wanted_version: int = 1
    shown_version: int = 0
    attempt: int = 0
    posting_since: datetime | None = None
    """A post whose answer did not come: it is looked up before it is sent again."""
    redraw_at: datetime | None = None
    """Not before this machine time, after a refusal or a limit."""
    trouble: str | None = None


def place(session: Session, submission: Submission, surface: Surface, recipient: str) -> Card:
    """The row that makes `deliver` draw the picture; nothing is sent here."""
    card = Card(
        submission_id=submission.number,
        surface=surface,
        recipient=recipient,
        wanted_version=submission.version,
    )
    session.add(card)
    return card


def move(card: Card, recipient: str) -> None:
    """It is to be posted anew, somewhere else; what was posted stays where it is, and is nobody's card any more."""
    card.recipient = recipient
    card.channel_id = card.ts = card.link = card.posting_since = card.redraw_at = card.trouble = None
    card.shown_version = card.attempt = 0


def advance(session: Session, submission: Submission) -> None:
    """Every visible change of a submission calls this once: the version moves on, and its pictures are untrue."""
    next_version(session, submission)
    session.connection().execute(_OUTDATE, {"submission": submission.id, "version": submission.version})


_OUTDATE = (
    update(Card)
    .where(col(Card.submission_id) == bindparam("submission"), col(Card.surface).in_(OF_THE_SUBMISSION))
    .values(wanted_version=bindparam("version"))
)


def advance_all(session: Session, changed: Sequence[Submission]) -> None:
    """The same for several at once."""
    next_versions(session, changed)
    version = select(Submission.version).where(col(Submission.id) == col(Card.submission_id)).scalar_subquery()
    session.exec(
        update(Card)
        .where(
            col(Card.submission_id).in_([submission.number for submission in changed]),
            col(Card.surface).in_(OF_THE_SUBMISSION),
        )
        .values(wanted_version=version)
        .execution_options(synchronize_session=False)
    )


def follow_up(session: Session, surface: Surface, recipients: Mapping[int, str]) -> None:
    """Receipts, or results, of submissions by number, to be drawn anew; at the first time, under the card there."""
    if not recipients:
        return
    new = insert_into(session.get_bind().dialect.name, Card)
    statement = new.on_conflict_do_update(
        index_elements=["submission_id", "surface"], set_={"wanted_version": col(Card.wanted_version) + 1}
    )
    first = {"surface": surface, "wanted_version": 1, "shown_version": 0, "attempt": 0}
    rows = [{"submission_id": number, "recipient": where, **first} for number, where in sorted(recipients.items())]
    session.connection().execute(statement, rows)


def card_of(session: Session, submission_id: int, surface: Surface = Surface.CARD) -> Card | None:
    return session.get(Card, (submission_id, surface))


def at(session: Session, channel_id: str, ts: str) -> Card | None:
    """Which picture a message is, if any."""
    return session.exec(select(Card).where(Card.channel_id == channel_id, Card.ts == ts)).first()


def untrue(session: Session, *, machine_now: datetime, limit: int = 20) -> Sequence[Card]:
    """Pictures behind their submission, those never posted first; SKIP LOCKED lets replicas share."""
    query = (
        select(Card)
        .where(
            text("shown_version < wanted_version"),
            (col(Card.redraw_at).is_(None)) | (col(Card.redraw_at) <= machine_now),
        )
        .order_by(col(Card.shown_version) > 0, col(Card.submission_id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.exec(query).all()


def try_again(session: Session, recipient: str) -> None:
    """What could not be drawn for this channel or person is drawn at once, now that the way is free again."""
    session.exec(
        update(Card)
        .where(col(Card.recipient) == recipient, text("shown_version < wanted_version"))
        .values(redraw_at=None, attempt=0, trouble=None)
        .execution_options(synchronize_session=False)
    )
