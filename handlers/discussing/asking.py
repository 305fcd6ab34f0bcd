"""One question to a person who is no approver. The answer is advice: it moves nothing."""

from datetime import datetime

from sqlmodel import Session

from handlers.access import Denied, Entry
from storage import comments, history, outbox
from storage.comments import Comment, CommentKind
from storage.outbox import Place, Urgency
from storage.people import Person


def ask(session: Session, entry: Entry, other: Person, question: str, now: datetime) -> None:
    """Raises Denied, also when that person decides anyway."""
    number, current = entry.submission.number, entry.progress.current
    if not question:
        raise Denied("nothing_written")
    if other.user_id == entry.person.user_id:
        raise Denied("choose_somebody_else", submission=number)
    if current is not None and other.user_id in current.owing:
        raise Denied("asks_an_approver", submission=number, name=other.name)
    if _was_asked(session, entry, other, question):
        return
    words = history.keep_words(session, question, entry.person.user_id)
    row = comments.keep(
        session,
        Comment(
            submission_id=number,
            revision=entry.submission.revision,
            kind=CommentKind.QUESTION,
            author_id=entry.person.user_id,
            asked_of=other.user_id,
            words_id=words.id,
            written_at=now,
        ),
    )
    outbox.say(
        session,
        f"asked_for_advice:{row.id}",
        "asked_for_advice",
        place=Place.DIRECT,
        recipient=other.user_id,
        urgency=Urgency.TASK,
        now=now,
        submission_id=number,
        by=entry.person.name,
        text=question,
        comment=row.id,
    )
    history.add(
        session,
        "comment.asked",
        actor_id=entry.person.user_id,
        at=now,
        submission_id=number,
        words=words,
        comment=row.id,
        to=other.user_id,
    )


def _was_asked(session: Session, entry: Entry, other: Person, question: str) -> bool:
    """The same form came twice."""
    said = comments.of_submission(session, entry.submission.number)
    asked = (entry.person.user_id, other.user_id, question)
    return any((one.author_id, one.asked_of, one.text) == asked for one in said)
