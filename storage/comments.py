"""What people say about a submission beside deciding: comments, questions and advice, and edits that they suggest."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

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
