"""A reply under a card as a proposed text, which the author takes over with one press. Transactions only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.allowance import Allowance
from handlers.permissions import Action, fits
from handlers.problem import Problem
from handlers.typed.difference import difference
from handlers.wire import Target
from storage import cards, comments, history, outbox, people, submissions
from storage.cards import Surface
from storage.comments import Suggestion, SuggestionState
from storage.outbox import Place, Urgency

Allowances = Mapping[int, Allowance]
"""What each account takes, by its id."""


@dataclass(frozen=True)
class Reply:
    """The message that somebody wants to turn into an edit; a claim."""

    channel_id: str
    ts: str
    thread_ts: str


@dataclass(frozen=True)
class Offer:
    """What the form begins with."""

    target: Target
    text: str
    """As it stands now."""
    language: str


def offer(session: Session, user_id: str, reply: Reply, *, now: datetime, practice: frozenset[int]) -> Offer:
    """Raises Stranger or Denied, also when the message does not stand under a card."""
    entry = _enter(session, user_id, reply, now=now, practice=practice)
    target = Target(entry.submission.number, entry.submission.revision)
    return Offer(target, entry.revision.text, entry.person.language)


def _enter(session: Session, user_id: str, reply: Reply, *, now: datetime, practice: frozenset[int]) -> Entry:
    card = cards.at(session, reply.channel_id, reply.thread_ts)
    if card is None or card.surface != Surface.CARD or reply.ts == reply.thread_ts:
        raise Denied("no_reply_under_card")
    entry = access.enter(session, user_id, Target(card.submission_id), Action.DISCUSS, practice=practice, now=now)
    if not fits(Action.EDIT, entry.submission.state):
        raise access.not_any_more(entry.submission, entry.counting)
    return entry


def suggest(
    session: Session,
    user_id: str,
    reply: Reply,
    seen: int,
    text: str,
    *,
    now: datetime,
    practice: frozenset[int],
    allowances: Allowances,
) -> tuple[int, str]:
    """Puts it before the author: the submission's number and the person's language. `seen` is the revision that they
    were looking at. Raises Stranger or Denied.
    """
    entry = _enter(session, user_id, reply, now=now, practice=practice)
    number, language = entry.submission.number, entry.person.language
    if comments.suggestion_at(session, reply.channel_id, reply.ts) is not None:
        return number, language
    check_text(session, entry, seen, text, allowances)
    kept = comments.at(session, reply.channel_id, reply.ts)
    row = comments.suggest(
        session,
        Suggestion(
            submission_id=number,
            revision=entry.submission.revision,
            text=text,
            suggested_by=kept.author_id if kept else user_id,
            proposed_by=user_id,
            channel_id=reply.channel_id,
            ts=reply.ts,
            made_at=now,
        ),
    )
    _tell(session, entry, row, now)
    record(session, "suggestion.made", entry, row, now)
    return number, language


def check_text(session: Session, entry: Entry, seen: int, text: str, allowances: Allowances) -> None:
    submission, current = entry.submission, entry.revision
    if seen != current.number:
        raise Denied("suggestion_outdated", submission=submission.number)
    if text == current.text:
        raise Denied("suggestion_same", submission=submission.number)
    content = submissions.content_of(session, current)
    for account in (one for one in content.accounts if content.variant(one).text is None):
        flaws = allowances[account].flaws(text, []) if account in allowances else ()
        over = next((one for one in flaws if one.problem == Problem.TOO_LONG), None)
        if over is not None:
            raise Denied("suggestion_too_long", found=over.found, allowed=over.allowed)


def _tell(session: Session, entry: Entry, row: Suggestion, now: datetime) -> None:
    """In the thread, where the author is mentioned; and to an author who is not there."""
    submission = entry.submission
    is_there = people.is_member(session, entry.brand.review_channel, submission.author_id)
    about: dict[str, Any] = {
        "suggestion": row.id,
        "by": names(session, row),
        "change": difference(entry.revision.text, row.text),
        "text": row.text,
    }
    for place, recipient in ((Place.THREAD, ""), *(() if is_there else ((Place.DIRECT, submission.author_id),))):
        outbox.say(
            session,
            f"suggestion:{row.id}:{place}",
            "suggestion",
            place=place,
            recipient=recipient,
            urgency=Urgency.TASK,
            now=now,
            submission_id=submission.number,
            mention=submission.author_id if is_there else None,
            **about,
        )


def names(session: Session, row: Suggestion) -> str:
    known = people.people(session, {row.suggested_by, row.proposed_by})
    return known[row.suggested_by].name if row.suggested_by in known else known[row.proposed_by].name


def record(session: Session, kind: str, entry: Entry, row: Suggestion, now: datetime) -> None:
    words = history.keep_words(session, row.text, row.suggested_by) if row.state == SuggestionState.OPEN else None
    history.add(
        session,
        kind,
        actor_id=entry.person.user_id,
        at=now,
        submission_id=entry.submission.number,
        suggestion=row.id,
        words=words,
        suggested_by=row.suggested_by,
    )
