"""Answers to what somebody was asked: an author who is not in the channel, or whoever was asked for advice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.discussing import keeping
from handlers.permissions import Action
from handlers.wire import Target
from storage import comments, outbox
from storage.comments import Comment

WAITS_FOR = timedelta(days=7)
"""So long a message to the bot that stands by itself is taken for the answer to the one question that waits."""


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
    keeping.record(session, entry, row, now)
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


def unanswered(session: Session, channel_id: str, user_id: str, *, now: datetime) -> list[tuple[str, int]]:
    """Questions in these direct messages that still wait: each message's ts, and the submission's number."""
    waiting = []
    for one in outbox.asked_in(session, channel_id, since=now - WAITS_FOR):
        said = comments.of_submission(session, one.submission_id) if one.submission_id else []
        is_answered = any((each.reply_to, each.author_id) == (one.data.get("comment"), user_id) for each in said)
        if one.ts and one.submission_id and not is_answered:
            waiting.append((one.ts, one.submission_id))
    return waiting


def language_of(session: Session, user_id: str) -> str:
    return access.known(session, user_id).language
