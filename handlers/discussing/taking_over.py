"""What becomes of a suggested text: the author takes it over with one press, or leaves it. Transactions only."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied, Entry
from handlers.composing import editing
from handlers.composing.as_it_stands import as_it_stands
from handlers.composing.outcome import Locked
from handlers.composing.times import BadTime
from handlers.discussing import suggestions
from handlers.discussing.suggestions import Allowances
from handlers.permissions import Action
from handlers.steps import changes
from handlers.wire import Target
from storage import co_authors, comments, submissions
from storage.comments import Suggestion, SuggestionState


@dataclass(frozen=True)
class Decided:
    """What became of a suggestion."""

    number: int
    language: str
    """Of who decided."""
    brand_language: str
    state: SuggestionState
    suggested_by: str
    """Their name."""
    revision: int


def accept(
    session: Session,
    user_id: str,
    target: Target | None,
    *,
    now: datetime,
    practice: frozenset[int],
    allowances: Allowances,
) -> Decided:
    """The suggested text becomes the next version, and who suggested it a co-author. Raises Stranger or Denied."""
    entry, row = _open(session, user_id, target, now=now, practice=practice)
    suggestions.check_text(session, entry, row.revision, row.text, allowances)
    row.state, row.decided_by, row.decided_at = SuggestionState.ACCEPTED, user_id, now
    session.flush()
    if _is_altered(session, row) and row.proposed_by != entry.submission.author_id:
        # What is taken over has two writers: neither decides about it.
        co_authors.add(session, entry.submission.number, row.proposed_by, now=now)
    _revise(session, entry, row, now)
    suggestions.record(session, "suggestion.accepted", entry, row, now)
    return _decided(session, entry, row)


def _is_altered(session: Session, row: Suggestion) -> bool:
    kept = comments.at(session, row.channel_id, row.ts) if row.channel_id and row.ts else None
    return kept is not None and comments.text_of(session, kept) != row.text


def _revise(session: Session, entry: Entry, row: Suggestion, now: datetime) -> None:
    submission = entry.submission
    before = as_it_stands(session, submission, now)
    after = replace(before, text=row.text)
    approved = submissions.content_of(session, entry.revision)
    change = changes.between(before, after, approved=approved, state=submission.state)
    try:
        editing.check_locks(session, submission, change)
        editing.revise(session, entry, after, change, now=now, written_by=row.suggested_by)
    except Locked as locked:
        raise Denied("too_late_to_edit", submission=submission.number) from locked
    except BadTime as passed:
        raise Denied("suggestion_time_passed", submission=submission.number) from passed


def decline(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> Decided:
    """It stays under the card, and nothing changes. Raises Stranger or Denied."""
    entry, row = _open(session, user_id, target, now=now, practice=practice)
    row.state, row.decided_by, row.decided_at = SuggestionState.DECLINED, user_id, now
    suggestions.record(session, "suggestion.declined", entry, row, now)
    return _decided(session, entry, row)


def _open(
    session: Session, user_id: str, target: Target | None, *, now: datetime, practice: frozenset[int]
) -> tuple[Entry, Suggestion]:
    """Whoever may add a co-author may take a suggestion over: it makes one."""
    entry = access.enter(session, user_id, target, Action.ADD_CO_AUTHOR, practice=practice, now=now)
    row = comments.suggestion(session, target.part) if target else None
    if row is None or row.submission_id != entry.submission.number:
        raise Denied("no_such_post")
    if row.state != SuggestionState.OPEN:
        raise Denied(f"suggestion_{row.state}", submission=entry.submission.number)
    return entry, row


def _decided(session: Session, entry: Entry, row: Suggestion) -> Decided:
    return Decided(
        number=entry.submission.number,
        language=entry.person.language,
        brand_language=entry.brand.language,
        state=row.state,
        suggested_by=suggestions.names(session, row),
        revision=entry.submission.revision,
    )
