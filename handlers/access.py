"""The only door from a payload to a record. Ids in buttons, metadata and forms are claims; here they become records.

Everything is checked at the moment of use, inside the transaction that uses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from handlers.permissions import Action, No, Standing, Why, fits, may
from handlers.wire import Target
from storage import brands, decisions, people, publications, submissions
from storage.brands import Brand, Role
from storage.decisions import Decision, Verdict
from storage.people import Person
from storage.publications import Publication
from storage.submissions import Submission


class Stranger(Exception):
    """We have no record of this person yet; it is fetched from Slack, and the story is run again."""

    def __init__(self, user_id: str) -> None:
        super().__init__(user_id)
        self.user_id = user_id


class Denied(Exception):
    """A polite no. Raising it rolls the transaction back; `reason` is a key under `answer.` in the words."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


@dataclass(frozen=True)
class Entry:
    """A person at a submission, both checked."""

    brand: Brand
    person: Person
    submission: Submission
    standing: Standing
    publications: Sequence[Publication]
    counting: Sequence[Decision]
    """Decisions that count now, before what this transaction adds."""


def enter(session: Session, user_id: str, target: Target | None, action: Action, *, practice: frozenset[int]) -> Entry:
    """The submission, locked, for somebody who may do this to it now.

    `practice` are the ids of practice accounts. Raises Stranger or Denied.
    """
    person = insider(session, user_id)
    submission = submissions.lock(session, target.submission_id) if target else None
    if submission is None:
        raise Denied("no_such_post")
    brand = brands.the_brand(session)
    rows = publications.of_submission(session, submission.number)
    counting = decisions.counting(session, submission)
    standing = _standing(session, brand, person, submission, practice, rows, counting)
    refuse(may(action, standing), session, brand, submission)
    if not fits(action, submission.state):
        raise _not_any_more(submission, counting)
    return Entry(brand, person, submission, standing, rows, counting)


def _not_any_more(submission: Submission, counting: Sequence[Decision]) -> Denied:
    """Somebody was first: who, and when."""
    last = counting[-1] if counting else None
    return Denied(
        f"already_{submission.state}",
        submission=submission.number,
        by=last.approver_id if last else submission.author_id,
        at=last.decided_at if last else submission.submitted_at,
    )


def insider(session: Session, user_id: str) -> Person:
    """Somebody of our workspace who may take part at all. Raises Stranger or Denied."""
    person = people.person(session, user_id)
    if person is None:
        raise Stranger(user_id)
    if not is_insider(person, brands.the_brand(session)):
        raise Denied(f"not_yours_{Why.OUTSIDER}")
    return person


def is_insider(person: Person, brand: Brand) -> bool:
    """No bots, no guests, nobody deactivated or of another workspace."""
    return not (person.is_bot or person.is_deactivated or person.is_guest) and person.team_id == brand.team_id


def standing_of(
    session: Session, brand: Brand, person: Person, submission: Submission, practice: frozenset[int]
) -> Standing:
    """What the person is to the submission."""
    rows = publications.of_submission(session, submission.number)
    return _standing(session, brand, person, submission, practice, rows, decisions.counting(session, submission))


def _standing(
    session: Session,
    brand: Brand,
    person: Person,
    submission: Submission,
    practice: frozenset[int],
    rows: Sequence[Publication],
    counting: Sequence[Decision],
) -> Standing:
    number = brand_id(brand)
    accounts = [row.account_id for row in rows]
    decided = [one.approver_id for one in counting if one.verdict == Verdict.APPROVE]
    return Standing(
        is_insider=is_insider(person, brand),
        is_author=person.user_id == submission.author_id,
        is_approver=is_approver(session, brand, person.user_id),
        is_admin=person.user_id in brands.named(session, number, Role.ADMIN),
        has_decided=person.user_id in decided,
        in_practice=bool(accounts) and all(account in practice for account in accounts),
    )


def is_approver(session: Session, brand: Brand, user_id: str) -> bool:
    """Named, or, where nobody is named, any member of the review channel."""
    named = brands.named(session, brand_id(brand), Role.APPROVER)
    return user_id in named if named else people.is_member(session, brand.review_channel, user_id)


def who_can_decide(session: Session, brand: Brand, submission: Submission) -> tuple[str, ...]:
    """Named approvers other than the author; empty where every member of the channel may."""
    named = brands.named(session, brand_id(brand), Role.APPROVER)
    return tuple(user_id for user_id in named if user_id != submission.author_id)


def refuse(no: No | None, session: Session, brand: Brand, submission: Submission) -> None:
    """Raises Denied for a no, with who can instead."""
    if no is None:
        return
    raise Denied(
        f"not_yours_{no.why}",
        submission=submission.number,
        people=who_can_decide(session, brand, submission),
        is_anyone=not brands.named(session, brand_id(brand), Role.APPROVER),
        admins=brands.named(session, brand_id(brand), Role.ADMIN),
        author=submission.author_id,
        channel=brand.review_channel,
    )


def brand_id(brand: Brand) -> int:
    assert brand.id is not None, "a stored brand has its id"
    return brand.id
