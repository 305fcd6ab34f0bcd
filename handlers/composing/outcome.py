"""What a submit comes to, and what every one of them leaves in the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from handlers.learning.fitting import Fit, fitting
from handlers.snapshot import Snapshot, snapshot
from handlers.steps.asking import asked
from handlers.steps.changes import Change
from handlers.steps.matters import matter_of
from storage import decisions, drafts, history, snippets
from storage.content import Content
from storage.drafts import Draft
from storage.people import Person
from storage.submissions import Submission


class Became(StrEnum):
    """What a submit came to."""

    NEW = "new"
    """A submission of its own."""
    REVISED = "revised"
    """A new revision; decisions about the one before are stale."""
    KEPT = "kept"
    """A later time, an account taken off, or another note: decisions stay."""
    UNCHANGED = "unchanged"
    """Nothing was different."""
    ALREADY = "already"
    """The same draft had been sent before."""


@dataclass(frozen=True)
class Outcome:
    """What the author is told."""

    became: Became
    language: str
    snapshot: Snapshot
    """As it stands after the submit."""
    change: Change | None = None
    usual: timedelta | None = None
    """How long the brand's approvers usually take, once there is enough to tell from."""
    fits: Sequence[Fit] = ()
    """Groups of hashtags that would fit its text."""


class Overtaken(Exception):
    """Somebody else made a newer version meanwhile; the draft is kept, and shows what changed."""


class Locked(Exception):
    """A network has it, or may have it, on one of the accounts that the edit touches."""

    def __init__(self, accounts: tuple[str, ...]) -> None:
        super().__init__(*accounts)
        self.accounts = accounts


def end(session: Session, person: Person, draft: Draft, content: Content) -> None:
    """The draft has become what it was for."""
    person.last_accounts = list(content.accounts)
    drafts.discard(session, draft.id)
    session.flush()


def remember(
    session: Session,
    kind: str,
    person: Person,
    submission: Submission,
    content: Content,
    now: datetime,
    copy_of: int | None = None,
    keeps: Sequence[int] = (),
) -> None:
    kept: dict[str, Any] = {"keeps": list(keeps)} if keeps else {}
    if content.variants:
        kept["variants"] = [one.account_id for one in content.variants]
    history.add(
        session,
        kind,
        actor_id=person.user_id,
        at=now,
        submission_id=submission.number,
        revision=submission.revision,
        fingerprint=content.fingerprint,
        accounts=list(content.accounts),
        wanted_at=content.wanted_at.isoformat() if content.wanted_at else None,
        copy_of=copy_of,
        **kept,
        **asked(matter_of(session, submission, practice=frozenset()).progress),
    )


def outcome_of(
    session: Session, became: Became, person: Person, submission: Submission, change: Change | None = None
) -> Outcome:
    found = snapshot(session, submission.number)
    assert found is not None, "it was just written"
    usual = decisions.usual_time(session, submission.brand_id)
    fits = fitting(found.content.text, snippets.hashtag_groups(session, submission.brand_id))
    return Outcome(became, person.language, found, change, usual, fits)
