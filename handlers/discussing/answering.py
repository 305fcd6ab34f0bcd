"""Answers to what somebody was asked: an author who is not in the channel, or whoever was asked for advice."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.discussing import keeping
from handlers.permissions import Action
from handlers.wire import Target
from storage import comments
from storage.comments import Comment


@dataclass(frozen=True)
class Asked:
    """A question, for the form that answers it."""

    target: Target
    text: str
    language: str


def asked(session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]) -> Asked:
    """Raises Stranger or Denied."""
    entry, row = question(session, user_id, target, now=now, practice=practice)
    return Asked(Target(entry.submission.number, row.id or 0), comments.text_of(session, row), entry.person.language)


def answered(
    session: Session, user_id: str, target: Target | None, text: str, *, now: datetime, practice: frozenset[int]
) -> str:
    """An answer by the button of a question; the target's second number is the comment. The person's language.

    Raises Stranger or Denied.
    """
    entry, before = question(session, user_id, target, now=now, practice=practice)
    if _was_said(session, before, user_id, text):
        return entry.person.language
    row = keeping.add(session, entry, text, now=now, reply_to=before.id)
    keeping.pass_on(session, entry, row, text, now)
    keeping.record(session, "comment.made", entry, row, text, now)
    return entry.person.language


def _was_said(session: Session, asked: Comment, user_id: str, text: str) -> bool:
    """The same form came twice."""
    said = comments.of_submission(session, asked.submission_id)
    return any((one.reply_to, one.author_id, one.text) == (asked.id, user_id, text) for one in said)


def question(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> tuple[Entry, Comment]:
    """What this person was asked. Raises Stranger or Denied, also when it was put to somebody else."""
    entry = access.enter(session, user_id, target, Action.DISCUSS, practice=practice, now=now)
    row = comments.comment(session, target.part) if target else None
    if row is None or row.submission_id != entry.submission.number:
        raise Denied("no_such_post")
    is_asked = user_id == row.asked_of if row.asked_of else user_id in entry.authors
    if not is_asked:
        raise Denied("asked_somebody_else", submission=entry.submission.number)
    return entry, row
