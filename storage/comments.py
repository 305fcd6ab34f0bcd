"""What people say about a submission beside deciding: comments, questions and advice, and edits that they suggest."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from storage.history import Words
from storage.values import by_value


class CommentKind(StrEnum):
    """What somebody said."""

    COMMENT = "comment"
    """A reply under the card, or the author's in the direct messages."""
    QUESTION = "question"
    """Put to one person who is no approver."""
    ADVICE = "advice"
    """That person's answer; it moves nothing."""


class Comment(SQLModel, table=True):
    """One remark. Its words can be erased; that it was made stays."""

    __table_args__ = (
        UniqueConstraint("channel_id", "ts"),
        Index("comment_by_submission", "submission_id", "written_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    revision: int
    """The current one when it was said."""
    kind: CommentKind = Field(default=CommentKind.COMMENT, sa_type=by_value(CommentKind))
    author_id: str
    asked_of: str | None = None
    """Of a question: who is to answer."""
    reply_to: int | None = Field(default=None, foreign_key="comment.id")
    """Of advice: the question."""
    channel_id: str | None = None
    ts: str | None = None
    """Slack's message, if it is one; edits and deletions there are followed."""
    words_id: int | None = Field(default=None, foreign_key="words.id")
    written_at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None


class SuggestionState(StrEnum):
    """What became of a suggested edit."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OUTDATED = "outdated"
    """The text changed meanwhile."""


class Suggestion(SQLModel, table=True):
    """A text that somebody proposes instead of the current one; the author accepts it with one press."""

    __table_args__ = (UniqueConstraint("channel_id", "ts"),)

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    revision: int
    text: str
    suggested_by: str
    """Whose words they are: a co-author once it is accepted."""
    proposed_by: str
    """Who turned the reply into a suggestion."""
    channel_id: str | None = None
    ts: str | None = None
    """The reply that it was made from."""
    made_at: datetime
    state: SuggestionState = Field(default=SuggestionState.OPEN, sa_type=by_value(SuggestionState))
    decided_by: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Remark:
    """A comment as plain data, with its words."""

    id: int
    kind: CommentKind
    author_id: str
    text: str
    revision: int
    written_at: datetime
    asked_of: str | None = None
    reply_to: int | None = None


def at(session: Session, channel_id: str, ts: str) -> Comment | None:
    """The comment that this message of Slack's is."""
    return session.exec(select(Comment).where(Comment.channel_id == channel_id, Comment.ts == ts)).first()


def comment(session: Session, comment_id: int) -> Comment | None:
    return session.get(Comment, comment_id)


def keep(session: Session, said: Comment) -> Comment:
    """Stored, so that it has its id."""
    session.add(said)
    session.flush()
    return said


def text_of(session: Session, said: Comment) -> str:
    """Its words; empty when they were erased."""
    found = session.get(Words, said.words_id) if said.words_id else None
    return found.text if found else ""


def of_submission(session: Session, submission_id: int, limit: int = 200) -> list[Remark]:
    """What has not been deleted, oldest first; of very many the newest."""
    query = (
        select(Comment, Words.text)
        .join(Words, col(Words.id) == col(Comment.words_id), isouter=True)
        .where(Comment.submission_id == submission_id, col(Comment.deleted_at).is_(None))
        .order_by(col(Comment.written_at).desc(), col(Comment.id).desc())
        .limit(limit)
    )
    return [_remark(row, text or "") for row, text in reversed(session.exec(query).all())]


def _remark(row: Comment, text: str) -> Remark:
    return Remark(
        id=row.id or 0,
        kind=row.kind,
        author_id=row.author_id,
        text=text,
        revision=row.revision,
        written_at=row.written_at,
        asked_of=row.asked_of,
        reply_to=row.reply_to,
    )


def suggestion(session: Session, suggestion_id: int) -> Suggestion | None:
    return session.get(Suggestion, suggestion_id)


def suggest(session: Session, made: Suggestion) -> Suggestion:
    """Stored, so that it has its id."""
    session.add(made)
    session.flush()
    return made


def suggestion_at(session: Session, channel_id: str, ts: str) -> Suggestion | None:
    """The one that was made from this message of Slack's."""
    query = select(Suggestion).where(Suggestion.channel_id == channel_id, Suggestion.ts == ts)
    return session.exec(query).first()


def outdate_suggestions(session: Session, submission_id: int, *, now: datetime) -> None:
    """The text has changed: what was suggested for the one before is open no more."""
    query = select(Suggestion).where(
        Suggestion.submission_id == submission_id, Suggestion.state == SuggestionState.OPEN
    )
    for one in session.exec(query.order_by(col(Suggestion.id))).all():
        one.state, one.decided_at = SuggestionState.OUTDATED, now
