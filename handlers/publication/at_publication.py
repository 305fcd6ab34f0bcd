"""The door to one publication, for the buttons about it. Like `access`, it believes nothing that a payload says."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.permissions import Action
from handlers.publication import endings
from handlers.publication.endings import Case
from handlers.wire import Target
from storage import brands, people, publications, submissions
from storage.lifecycle import Delivery, Editorial
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Hold, Submission


@dataclass(frozen=True)
class Place:
    """A person at a publication, both checked, the submission locked."""

    person: Person
    submission: Submission
    publication: Publication
    account: str

    def case(self, session: Session, now: datetime) -> AbstractContextManager[Case]:
        """For what becomes of it now, by this person's hand."""
        return endings.case_of(session, self.submission, self.publication, now=now, actor_id=self.person.user_id)


def enter(session: Session, user_id: str, target: Target | None, *, practice: frozenset[int]) -> Place:
    """For the author, an approver, an admin, or whoever has it in hand. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    submission = submissions.lock(session, target.submission_id) if target else None
    publication = publications.locked(session, target.part) if target else None
    if submission is None or publication is None or publication.submission_id != submission.number:
        raise Denied("no_such_post")
    if not (is_in_hand(publication) and publication.lease_owner == user_id):
        access.enter(session, user_id, target, Action.SETTLE, practice=practice)
    account = brands.accounts_by_id(session, [publication.account_id])[publication.account_id]
    return Place(person, submission, publication, account.name)


def is_in_hand(publication: Publication) -> bool:
    """A person posts it by hand and has not said yet how it went."""
    return publication.state == Delivery.PUBLISHING and publication.lease_until is None


def is_put_to_people(publication: Publication) -> bool:
    """In doubt, and looking it up has come to an end."""
    return publication.state == Delivery.UNKNOWN and publication.look_at is None


def not_any_more(place: Place) -> Denied:
    """Somebody, or the clock, was faster: where it stands now."""
    reason = f"publication_{place.publication.state.value}"
    if place.publication.state == Delivery.UNKNOWN:
        reason = "publication_unknown" if is_put_to_people(place.publication) else "publication_looked_up"
    return Denied(reason, submission=place.submission.number, account=place.account)


def check_may_go_out(submission: Submission, rows: Sequence[Publication]) -> None:
    """The gate would refuse it anyway; here a person hears so at once. Raises Denied."""
    for publication in rows:
        if (submission.state, submission.approved_fingerprint) != (Editorial.APPROVED, publication.fingerprint):
            raise Denied("needs_approval", submission=submission.number)
    if submission.holds == Hold.ASSET:
        raise Denied("held_asset", submission=submission.number)
    if submission.holds == Hold.BROKEN:
        raise Denied("held_broken", submission=submission.number)
    if submission.holds is not None:
        raise Denied("needs_confirmation", submission=submission.number)


def language_of(session: Session, user_id: str) -> str:
    """What a form's errors are written in."""
    person = people.person(session, user_id)
    return person.language if person else "en"
