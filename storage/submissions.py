"""Submissions and their revisions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, Index, Integer, UniqueConstraint, bindparam
from sqlalchemy import text as sql
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.content import Content, Image, Variant
from storage.lifecycle import Editorial, check_editorial
from storage.media import Media
from storage.values import by_value

OF_A_FILE = "import-"
"""Begins the draft id of what was imported: its batch and its line follow."""

_VERSION = Column("version", Integer, nullable=False)


class Hold(StrEnum):
    """Why nothing of an approved submission may go out."""

    CONFIRMATION = "confirmation"
    """Approved long before its time, and it names what ages; people are asked the day before."""
    ASKED = "confirmation_asked"
    """They have been asked."""
    ASSET = "asset"
    """An image or a video in it may not be used any more."""
    BROKEN = "broken"
    """The second check found something that certainly does not work."""


class Submission(SQLModel, table=True):
    """What an author puts up for approval; its id is the number that people say."""

    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _VERSION, "version_id_generator": False}
    __table_args__ = (
        Index("submission_by_state", "brand_id", "state", "review_since"),
        Index("submission_by_author", "author_id", "state"),
        Index("submission_by_time", "brand_id", "submitted_at"),
        CheckConstraint(
            "state IN ('in_review','changes_requested','approved','rejected','withdrawn')",
            name="submission_state",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    author_id: str
    draft_id: str | None = Field(default=None, unique=True)
    """The draft it came from: the same form sent twice makes one submission."""
    state: Editorial = Field(default=Editorial.IN_REVIEW, sa_type=by_value(Editorial))
    version: int = Field(default=1, sa_column=_VERSION)
    """Grows with every visible change; every UPDATE of this row is on the condition of the version that was read."""
    revision: int = 1
    approved_fingerprint: str | None = None
    submitted_at: datetime
    review_since: datetime
    """When approvers began to owe a decision on the current revision; nudges count from here."""
    decided_at: datetime | None = None
    approved_at: datetime | None = None
    """When the last yes that was needed came, or was confirmed; empty while it is not approved."""
    holds: str | None = None
    """Why nothing of it may go out although it is approved; one of Hold. Empty: nothing keeps it."""
    copy_of: int | None = None

    @property
    def is_of_a_file(self) -> bool:
        """It was imported with others, about which people heard once."""
        return (self.draft_id or "").startswith(OF_A_FILE)

    @property
    def number(self) -> int:
        """The id of a stored submission."""
        assert self.id is not None, "a submission has its number once it is stored"
        return self.id


class Revision(SQLModel, table=True):
    """One frozen state of a submission: text, images, accounts and wanted time."""

    __table_args__ = (
        UniqueConstraint("submission_id", "number"),
        Index(
            "revision_by_campaign",
            "campaign",
            sqlite_where=sql("campaign IS NOT NULL"),
            postgresql_where=sql("campaign IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    number: int
    text: str
    note: str = ""
    """To the approvers; not part of what is published, nor of the fingerprint."""
    wanted_at: datetime | None = None
    """Empty: as soon as it is approved."""
    wanted_wall: str | None = None
    """The wall time that a person chose, as 2026-11-23T09:00, with the zone that it was meant in."""
    wanted_zone: str | None = None
    campaign: str | None = None
    flags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """What the author says about the content: `sensitive`, `paid`, `ai`."""
    warning: str = ""
    """What readers are warned of before they see it."""
    keeps: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Stages whose decisions on the revision before still count, because nothing that they look at has changed."""
    fingerprint: str
    created_by: str
    created_at: datetime


class RevisionAccount(SQLModel, table=True):
    """An account that a revision is meant for."""

    __tablename__ = "revision_account"

    revision_id: int = Field(primary_key=True, foreign_key="revision.id")
    account_id: int = Field(primary_key=True, foreign_key="account.id")
    text: str | None = None
    """Its own; nothing: the common one."""
    wanted_at: datetime | None = None
    """Its own time; nothing: the common one."""
    wanted_wall: str | None = None
    """As the revision's, in the revision's zone."""
    first_comment: str = ""
    """Written under it once it is live."""


class RevisionMedia(SQLModel, table=True):
    """An image of a revision, at its place."""

    __tablename__ = "revision_media"
    __table_args__ = (Index("revision_media_by_hash", "sha256"),)

    revision_id: int = Field(primary_key=True, foreign_key="revision.id")
    position: int = Field(primary_key=True)
    sha256: str = Field(foreign_key="media.sha256")
    name: str
    alt_text: str = ""


def create(
    session: Session,
    *,
    brand_id: int,
    author_id: str,
    draft_id: str | None,
    now: datetime,
    copy_of: int | None = None,
) -> Submission:
    """A new submission in review, flushed so that it has its number. Its first revision is added by add_revision."""
    submission = Submission(
        brand_id=brand_id,
        author_id=author_id,
        draft_id=draft_id,
        submitted_at=now,
        review_since=now,
        revision=0,
        copy_of=copy_of,
    )
    session.add(submission)
    session.flush()
    return submission


def add_revision(
    session: Session,
    submission: Submission,
    content: Content,
    *,
    created_by: str,
    now: datetime,
    keeps: Iterable[int] = (),
) -> Revision:
    """Freezes the content as the next revision and makes it the current one.

    `keeps` are the stages whose decisions on the revision before still count.
    """
    submission.revision += 1
    revision = Revision(
        submission_id=submission.number,
        number=submission.revision,
        text=content.text,
        note=content.note,
        wanted_at=content.wanted_at,
        wanted_wall=content.wanted_wall,
        wanted_zone=content.wanted_zone,
        campaign=content.campaign,
        flags=sorted(set(content.flags)),
        warning=content.warning,
        keeps=sorted(keeps),
        fingerprint=content.fingerprint,
        created_by=created_by,
        created_at=now,
    )
    session.add(revision)
    session.flush()
    assert revision.id is not None, "a flushed revision has its id"
    _attach(session, revision.id, content)
    return revision


def _attach(session: Session, revision_id: int, content: Content) -> None:
    for account_id in dict.fromkeys(content.accounts):
        own = content.variant(account_id)
        session.add(
            RevisionAccount(
                revision_id=revision_id,
                account_id=account_id,
                text=own.text,
                wanted_at=own.wanted_at,
                wanted_wall=own.wanted_wall,
                first_comment=own.first_comment,
            )
        )
    for position, image in enumerate(content.images):
        session.add(
            RevisionMedia(
                revision_id=revision_id,
                position=position,
                sha256=image.sha256,
                name=image.name,
                alt_text=image.alt_text,
            )
        )
    session.flush()


def lock(session: Session, submission_id: int) -> Submission | None:
    """The submission, held until the end of the transaction.

    PostgreSQL: a row lock. SQLite: BEGIN IMMEDIATE already holds the database. Without it, two approvers under
    "2 of 2" would each count only themselves.
    """
    return session.exec(_LOCKED, params={"number": submission_id}).first()


# Statements of the hot path are built once: building one costs as much as running it.
_LOCKED = (
    select(Submission)
    .where(Submission.id == bindparam("number"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def lock_all(session: Session, ids: Iterable[int]) -> dict[int, Submission]:
    """Several at once, by number; always in the same order, so that two who lock several never wait for each other."""
    query = select(Submission).where(col(Submission.id).in_(sorted(set(ids)))).order_by(col(Submission.id))
    found = session.exec(query.with_for_update().execution_options(populate_existing=True))
    return {submission.number: submission for submission in found}


class SomebodyWasFirst(Exception):
    """The record changed between reading and writing although it was locked; the transaction must be run again."""


def next_version(session: Session, submission: Submission) -> None:
    """Moves the version on, on the condition that nobody else did. Stories call cards.advance, which calls this."""
    next_versions(session, [submission])


def next_versions(session: Session, changed: Iterable[Submission]) -> None:
    """The same for several at once."""
    for submission in changed:
        submission.version += 1
    try:
        session.flush()
    except StaleDataError as gone:
        raise SomebodyWasFirst(str(gone)) from gone


def move(submission: Submission, target: Editorial) -> None:
    """Guarded by the table of allowed moves. Leaving `approved` takes the approval of the content with it."""
    check_editorial(submission.state, target)
    submission.state = target
    if target != Editorial.APPROVED:
        submission.approved_fingerprint = submission.approved_at = submission.holds = None


def current_revision(session: Session, submission: Submission) -> Revision:
    found = revision_numbered(session, submission.number, submission.revision)
    assert found is not None, "a submission always has its current revision"
    return found


def revision_numbered(session: Session, submission_id: int, number: int) -> Revision | None:
    return session.exec(_REVISION, params={"submission": submission_id, "number": number}).first()


_REVISION = select(Revision).where(
    Revision.submission_id == bindparam("submission"), Revision.number == bindparam("number")
)


def revision_with(session: Session, submission_id: int, fingerprint: str) -> Revision | None:
    """The newest revision whose content was identified so when it was frozen."""
    return revisions_with(session, [(submission_id, fingerprint)]).get((submission_id, fingerprint))


def revisions_with(session: Session, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Revision]:
    """The same for several submissions at once, each with a fingerprint."""
    pairs = set(wanted)
    query = select(Revision).where(
        col(Revision.submission_id).in_({number for number, _ in pairs}),
        col(Revision.fingerprint).in_({fingerprint for _, fingerprint in pairs}),
    )
    found = {(one.submission_id, one.fingerprint): one for one in session.exec(query.order_by(col(Revision.number)))}
    return {pair: revision for pair, revision in found.items() if pair in pairs}


def content_of(session: Session, revision: Revision) -> Content:
    """The revision as plain data, read afresh from its tables."""
    return contents_of(session, [revision])[revision.id]


def contents_of(session: Session, revisions: Iterable[Revision]) -> dict[int | None, Content]:
    """The same for several at once, by the revisions' ids."""
    found = {one.id: one for one in revisions}
    accounts: dict[int | None, list[RevisionAccount]] = {one: [] for one in found}
    meant = select(RevisionAccount).where(col(RevisionAccount.revision_id).in_(found))
    for row in session.exec(meant.order_by(col(RevisionAccount.account_id))):
        accounts[row.revision_id].append(row)
    images: dict[int | None, list[Image]] = {one: [] for one in found}
    shown = select(RevisionMedia, Media.mime).join(Media, isouter=True).where(col(RevisionMedia.revision_id).in_(found))
    for picture, mime in session.exec(shown.order_by(col(RevisionMedia.position))):
        images[picture.revision_id].append(Image(picture.sha256, picture.name, picture.alt_text, mime or ""))
    return {one: _content(row, accounts[one], tuple(images[one])) for one, row in found.items()}


def _content(revision: Revision, accounts: Iterable[RevisionAccount], images: tuple[Image, ...]) -> Content:
    return Content(
        text=revision.text,
        accounts=tuple(one.account_id for one in accounts),
        images=images,
        note=revision.note,
        wanted_at=revision.wanted_at,
        wanted_wall=revision.wanted_wall,
        wanted_zone=revision.wanted_zone,
        campaign=revision.campaign,
        variants=tuple(own for one in accounts if not (own := _variant(one)).is_nothing),
        flags=tuple(revision.flags),
        warning=revision.warning,
    )


def _variant(row: RevisionAccount) -> Variant:
    return Variant(row.account_id, row.text, row.wanted_at, row.wanted_wall, row.first_comment)


def in_state(session: Session, brand_id: int, states: Iterable[Editorial], limit: int) -> Sequence[Submission]:
    """Oldest first."""
    query = (
        select(Submission)
        .where(Submission.brand_id == brand_id, col(Submission.state).in_(list(states)))
        .order_by(col(Submission.review_since), col(Submission.id))
        .limit(limit)
    )
    return session.exec(query).all()


def count_in_state(session: Session, brand_id: int, state: Editorial) -> int:
    query = select(func.count()).where(Submission.brand_id == brand_id, Submission.state == state)
    return session.exec(query).one()


def by_author(session: Session, author_id: str, states: Iterable[Editorial], limit: int) -> Sequence[Submission]:
    """Newest first."""
    query = (
        select(Submission)
        .where(Submission.author_id == author_id, col(Submission.state).in_(list(states)))
        .order_by(col(Submission.id).desc())
        .limit(limit)
    )
    return session.exec(query).all()


def newest_accounts(session: Session, brand_id: int) -> list[int]:
    """Where the newest submission of the brand goes."""
    newest = select(func.max(Submission.id)).where(Submission.brand_id == brand_id).scalar_subquery()
    query = (
        select(RevisionAccount.account_id)
        .join(Revision, col(Revision.id) == col(RevisionAccount.revision_id))
        .where(Revision.submission_id == newest)
        .order_by(col(Revision.number).desc(), col(RevisionAccount.account_id))
    )
    return list(dict.fromkeys(session.exec(query)))


def from_draft(session: Session, draft_id: str) -> Submission | None:
    return session.exec(select(Submission).where(Submission.draft_id == draft_id)).first()
