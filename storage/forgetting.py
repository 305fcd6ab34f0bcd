"""Erases what a person wrote about submissions, and their name. The chain stays whole: it holds only salted hashes.

What stays, and is said to whoever asks: texts of submissions, which are the company's; that the person decided, and
when, by their user id; and whatever others keep, such as Slack, the networks and backups.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, or_
from sqlmodel import Session, col, func, select

from storage import cards, drafts, history, submissions
from storage.brands import BrandRole
from storage.comments import Comment, Suggestion, SuggestionState
from storage.drafts import Draft
from storage.history import HOUSE, Entry, Event, Words
from storage.outbox import Message
from storage.people import Person
from storage.publications import Publication
from storage.saved_answers import SavedAnswer
from storage.stages import StageApprover
from storage.submissions import Revision, Submission

MOST_CARDS = 100
"""Newest submissions whose cards are drawn anew: Slack takes 50 edits a minute, and other cards wait behind them."""

WHOLE = 8
"""Characters from which on a text is also looked for inside other texts; shorter ones must be the whole text."""


@dataclass(frozen=True)
class Trace:
    """What there is of a person's words and name."""

    user_id: str
    name: str
    """Empty when it is not known, or erased already."""
    words: int = 0
    """Reasons, comments and the like."""
    notes: int = 0
    """To the approvers, with versions that they wrote."""
    drafts: int = 0
    suggestions: int = 0
    messages: int = 0
    """Of ours, kept with what they say."""
    is_named: bool = False
    """Some brand still names them for a role or a step."""

    @property
    def is_nothing(self) -> bool:
        """There is nothing to erase."""
        return not (self.name or self.words or self.notes or self.drafts or self.suggestions or self.messages)


def trace(session: Session, user_id: str) -> Trace:
    """What `forget` would erase; changes nothing."""
    person = session.get(Person, user_id)
    named = session.exec(select(BrandRole.user_id).where(BrandRole.user_id == user_id)).first()
    at_step = session.exec(select(StageApprover.user_id).where(StageApprover.user_id == user_id)).first()
    return Trace(
        user_id=user_id,
        name=_name(person),
        words=len(_words(session, user_id)),
        notes=len(_notes(session, user_id)),
        drafts=len(_drafts(session, user_id)),
        suggestions=len(_suggestions(session, user_id)),
        messages=sum(1 for _ in _messages(session, user_id)),
        is_named=bool(named or at_step),
    )


def forget(session: Session, user_id: str, *, actor_id: str, at: datetime, place: str = "") -> Trace:
    """Erases it, and records that it was done, unless there is nothing to erase. What was erased."""
    found = trace(session, user_id)
    if found.is_nothing:
        return found
    touched = _touched(session, user_id)
    # Before the words themselves, by which they are found.
    for message, data in _messages(session, user_id):
        message.data = data
    _erase_details(session, user_id)
    _erase_reasons(session, user_id)
    for words in _words(session, user_id):
        words.text = words.salt = ""
    for revision in _notes(session, user_id):
        revision.note = ""
    for draft in _drafts(session, user_id):
        drafts.discard(session, draft.id)
    for suggestion in _suggestions(session, user_id):
        _close(suggestion, at)
    _erase_name(session, user_id, at)
    session.flush()
    cards.advance_all(session, list(submissions.lock_all(session, touched).values()))
    about = {"person": user_id, "words": found.words + found.notes, "drafts": found.drafts}
    history.add_all(session, [Entry("person.forgotten", actor_id, at, data=about, brand_id=HOUSE, place=place)])
    return found


def _name(person: Person | None) -> str:
    return person.name if person and person.name != person.user_id else ""


def _words(session: Session, user_id: str) -> list[Words]:
    query = select(Words).where(Words.written_by == user_id, Words.salt != "")
    return list(session.exec(query).all())


def _notes(session: Session, user_id: str) -> list[Revision]:
    return list(session.exec(select(Revision).where(Revision.created_by == user_id, Revision.note != "")).all())


def _drafts(session: Session, user_id: str) -> list[Draft]:
    return list(session.exec(select(Draft).where(Draft.person_id == user_id)).all())


def _suggestions(session: Session, user_id: str) -> list[Suggestion]:
    query = select(Suggestion).where(Suggestion.suggested_by == user_id, Suggestion.text != "")
    return list(session.exec(query).all())


def _close(suggestion: Suggestion, at: datetime) -> None:
    """One without a text can no longer be accepted."""
    suggestion.text = ""
    if suggestion.state == SuggestionState.OPEN:
        suggestion.state, suggestion.decided_at = SuggestionState.OUTDATED, at


def _erase_details(session: Session, user_id: str) -> None:
    """Why somebody could not post by hand stands beside the publication as well."""
    said = {words.text for words in _words(session, user_id) if words.text}
    query = select(Publication).where(col(Publication.problem_detail).is_not(None), Publication.problem == "cant")
    for publication in session.exec(query).all():
        if any(text.startswith(publication.problem_detail or "\0") for text in said):
            publication.problem_detail = None


def _erase_reasons(session: Session, user_id: str) -> None:
    """Why somebody sent a saved answer back stands beside the answer, and in what its proposer was told."""
    query = select(SavedAnswer).where(SavedAnswer.decided_by == user_id, SavedAnswer.reason != "")
    for answer in session.exec(query).all():
        answer.reason = ""
    for message in session.exec(select(Message).where(Message.kind == "answer_decided")).all():
        if message.data.get("by") == user_id and message.data.get("reason"):
            message.data = {**message.data, "reason": ""}


def _erase_name(session: Session, user_id: str, at: datetime) -> None:
    """Their id stands in its place, as for everybody whom we have not met. Slack's name is not taken over again."""
    person = session.get(Person, user_id)
    if person is not None:
        person.name, person.forgotten_at = user_id, at
        person.quiet_from = person.quiet_until = person.works_on = None
        person.holidays = []


def _touched(session: Session, user_id: str) -> list[int]:
    """Submissions whose cards show something of it, the newest first."""
    notes = select(Revision.submission_id).where(Revision.created_by == user_id, Revision.note != "")
    own = select(col(Submission.id)).where(Submission.author_id == user_id)
    found: set[int] = {one for query in (*_spoken_of(user_id), notes, own) for one in session.exec(query).all()}
    return sorted(found, reverse=True)[:MOST_CARDS]


def _spoken_of(user_id: str) -> list[Any]:
    """Submissions about which they wrote something."""
    said = select(Words.id).where(Words.written_by == user_id, Words.salt != "")
    told = select(Event.submission_id).where(col(Event.words_id).in_(said), col(Event.submission_id).is_not(None))
    return [told, select(Comment.submission_id).where(col(Comment.words_id).in_(said))]


def _messages(session: Session, user_id: str) -> Iterator[tuple[Message, dict[str, Any]]]:
    """What the outbox keeps of them: each message with its data as it is without."""
    name = _name(session.get(Person, user_id))
    texts = {words.text for words in _words(session, user_id) if words.text}
    for message in session.exec(select(Message).where(_may_mention(session, user_id, name))).all():
        without = _without(message.data, name, texts, user_id)
        if without != message.data:
            yield message, without


def _may_mention(session: Session, user_id: str, name: str) -> Any:
    """Those about what they spoke of, and those with their name, as it stands in JSON."""
    spoken_of = [col(Message.submission_id).in_(query) for query in _spoken_of(user_id)]
    if not name:
        return or_(*spoken_of)
    place_in = func.strpos if session.get_bind().dialect.name == "postgresql" else func.instr
    return or_(*spoken_of, place_in(cast(Message.data, Text), json.dumps(name)) > 0)


def _without(value: Any, name: str, texts: set[str], user_id: str) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, name, texts, user_id) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, name, texts, user_id) for one in value]
    if not isinstance(value, str):
        return value
    if name and value == name:
        return user_id
    if value in texts or any(text in value for text in texts if len(text) >= WHOLE):
        return ""
    return value
