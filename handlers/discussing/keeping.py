"""A comment is stored, told of in the record, and passed on to those who cannot read it where it was written."""

from datetime import datetime

from sqlmodel import Session

from handlers.access import Entry
from storage import comments, history, outbox
from storage.comments import Comment, CommentKind
from storage.outbox import Place, Urgency


def add(
    session: Session,
    entry: Entry,
    text: str,
    *,
    now: datetime,
    reply_to: int | None = None,
    message: tuple[str, str] | None = None,
) -> Comment:
    """Stores it; an answer to whoever was asked for advice is advice."""
    before = comments.comment(session, reply_to) if reply_to else None
    is_advice = before is not None and before.kind == CommentKind.QUESTION
    return comments.keep(
        session,
        Comment(
            submission_id=entry.submission.number,
            revision=entry.submission.revision,
            kind=CommentKind.ADVICE if is_advice else CommentKind.COMMENT,
            author_id=entry.person.user_id,
            reply_to=reply_to,
            channel_id=message[0] if message else None,
            ts=message[1] if message else None,
            words_id=history.keep_words(session, text, entry.person.user_id).id,
            written_at=now,
        ),
    )


def pass_on(
    session: Session, entry: Entry, row: Comment, text: str, now: datetime, *, is_outside: bool = False
) -> None:
    """Under the card, for those who cannot read a direct message to the bot, or the channel shared with a client."""
    before = comments.comment(session, row.reply_to) if row.reply_to else None
    outbox.say(
        session,
        f"passed_on:{row.id}",
        "remark_passed_on",
        place=Place.THREAD,
        recipient="",
        urgency=Urgency.NEWS,
        now=now,
        submission_id=entry.submission.number,
        by=entry.person.name,
        text=text,
        kind_of=row.kind.value,
        outside=is_outside,
        asked_by=before.author_id if before and before.asked_of else None,
        question=comments.text_of(session, before) if before else "",
    )


def record(session: Session, entry: Entry, row: Comment, now: datetime) -> None:
    """The entry of the record; it comes last in its transaction."""
    words = session.get(history.Words, row.words_id) if row.words_id else None
    history.add(
        session,
        "comment.advised" if row.kind == CommentKind.ADVICE else "comment.made",
        actor_id=entry.person.user_id,
        at=now,
        submission_id=entry.submission.number,
        words=words,
        comment=row.id,
    )
