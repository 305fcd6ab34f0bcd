"""The only door from a payload to a record. Ids in buttons, metadata and forms are claims; here they become records.

Everything is checked at the moment of use, inside the transaction that uses it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers.permissions import Action, No, Standing, Turn, Why, fits, may
from handlers.steps import progress
from handlers.steps.matters import Matter, matter_of
from handlers.wire import Target
from storage import absences, brands, people, stages, submissions
from storage.brands import Brand, Role
from storage.decisions import Decision
from storage.lifecycle import Editorial
from storage.people import Person
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
class Entry(Matter):
    """A person at a submission, both checked."""

    person: Person
    standing: Standing
    stands_in_for: str | None = None
    """Who is away at the current step, when this person decides only as their stand-in."""


def enter(
    session: Session,
    user_id: str,
    target: Target | None,
    action: Action,
    *,
    practice: frozenset[int],
    now: datetime | None = None,
) -> Entry:
    """The submission, locked, for somebody who may do this to it now.

    `practice` are the ids of practice accounts. `now` is calendar time, by which it is told who is away: without it
    nobody stands in for anybody, so whoever decides brings it along. Raises Stranger or Denied.
    """
    person = known(session, user_id)
    submission = submissions.lock(session, target.submission_id) if target else None
    if submission is None:
        refuse_outsider(session, person)
        raise Denied("no_such_post")
    matter = matter_of(session, submission, practice=practice)
    away = _stands_in_for(session, matter, person, now) if now else None
    standing = standing_in(session, matter, person, stands_in=away is not None)
    refuse(may(action, standing), session, matter)
    if not fits(action, submission.state):
        raise not_any_more(submission, matter.counting)
    return Entry(**vars(matter), person=person, standing=standing, stands_in_for=away)


def not_any_more(submission: Submission, counting: Sequence[Decision]) -> Denied:
    """Somebody was first: who, and when."""
    last = counting[-1] if counting else None
    return Denied(
        f"already_{submission.state}",
        submission=submission.number,
        by=last.approver_id if last else submission.author_id,
        at=last.decided_at if last else submission.submitted_at,
    )


def known(session: Session, user_id: str) -> Person:
    """Somebody whom we have met. Raises Stranger."""
    person = people.person(session, user_id)
    if person is None:
        raise Stranger(user_id)
    return person


def insider(session: Session, user_id: str) -> Person:
    """Somebody of our workspace who may take part at all. Raises Stranger or Denied."""
    person = known(session, user_id)
    refuse_outsider(session, person)
    return person


def reader_of(session: Session, user_id: str, number: int) -> Person:
    """An insider who may read about this submission. Raises Stranger or Denied."""
    person = insider(session, user_id)
    submission = session.get(Submission, number)
    if submission is None:
        raise Denied("no_such_post")
    matter = matter_of(session, submission, practice=frozenset())
    refuse(may(Action.SEE, standing_in(session, matter, person, stands_in=False)), session, matter)
    return person


def refuse_outsider(session: Session, person: Person) -> None:
    """Raises Denied for anybody but an insider."""
    if not is_insider(person, brands.the_brand(session)):
        raise Denied(f"not_yours_{Why.OUTSIDER}")


def is_insider(person: Person, brand: Brand) -> bool:
    """No bots, no guests, nobody deactivated or of another workspace."""
    return not (person.is_bot or person.is_deactivated or person.is_guest) and person.team_id == brand.team_id


def _stands_in_for(session: Session, matter: Matter, person: Person, now: datetime) -> str | None:
    """Asked only when the person does not decide in their own right."""
    current = matter.progress.current
    if current is None or current.is_open or person.user_id in current.possible or person.user_id in current.said:
        return None
    away = absences.covered_by(session, person.user_id, now=now)
    return next((one for one in current.owing if one in away), None)


def standing_in(session: Session, matter: Matter, person: Person, *, stands_in: bool) -> Standing:
    """What the person is to the submission."""
    brand, user_id = matter.brand, person.user_id
    is_inside = is_insider(person, brand)
    turn = _turn(session, matter, user_id, stands_in)
    return Standing(
        is_insider=is_inside,
        is_invited=turn in (Turn.NOW, Turn.PAST) and not is_inside and _is_invited(matter, person),
        is_author=user_id == matter.submission.author_id,
        is_co_author=user_id in matter.authors and user_id != matter.submission.author_id,
        turn=turn,
        is_admin=user_id in brands.named(session, brand.number, Role.ADMIN),
        is_editor=user_id in brands.named(session, brand.number, Role.EDITOR),
        may_read=may_read(session, brand, user_id),
        has_decided=any(user_id == one.approver_id for one in matter.counting),
        in_practice=matter.in_practice,
        allows_own_work=brand.allows_own_work,
    )


def _is_invited(matter: Matter, person: Person) -> bool:
    """By name: neither being a member of an open review channel nor standing in for somebody invites anyone."""
    is_named = any(person.user_id in one.step.named for one in matter.progress.steps)
    return is_named and not (person.is_bot or person.is_deactivated)


def _turn(session: Session, matter: Matter, user_id: str, stands_in: bool) -> Turn:
    """An author keeps their turn: whether they may take it is for the permissions to say. When every step is met, each
    of their approvers has it, so that they hear where it stands rather than whose turn it is.
    """
    found, current = matter.progress, matter.progress.current
    if stands_in:
        return Turn.NOW
    if current is None:
        return Turn.NOW if any(_is_of(session, matter, one, user_id) for one in found.steps) else Turn.NONE
    if _is_of(session, matter, current, user_id):
        return Turn.NOW
    place = found.steps.index(current)
    if any(_is_of(session, matter, one, user_id) for one in found.steps[place:]):
        return Turn.LATER
    return Turn.PAST if any(_is_of(session, matter, one, user_id) for one in found.steps[:place]) else Turn.NONE


def _is_of(session: Session, matter: Matter, state: progress.StepState, user_id: str) -> bool:
    if state.is_open:
        return people.is_member(session, matter.brand.review_channel, user_id)
    return user_id in state.step.named


def may_read(session: Session, brand: Brand, user_id: str) -> bool:
    """Everybody, unless the brand names its readers; whoever is named for anything else reads as well."""
    if not brands.holders(session, brand.number, Role.VIEWER):
        return True
    named = (brands.named(session, brand.number, role) for role in Role)
    return any(user_id in people_named for people_named in named) or is_approver(session, brand, user_id)


def may_write(session: Session, brand: Brand, user_id: str) -> bool:
    """Everybody, unless the brand names its authors."""
    named = brands.named(session, brand.number, Role.AUTHOR)
    return not brands.holders(session, brand.number, Role.AUTHOR) or user_id in named


def is_approver(session: Session, brand: Brand, user_id: str) -> bool:
    """Of any step: named, or, where nobody is named, any member of the review channel."""
    for step in stages.steps_of(session, brand):
        if user_id in step.named or (step.is_open and people.is_member(session, brand.review_channel, user_id)):
            return True
    return False


def is_admin(session: Session, brand: Brand, user_id: str) -> bool:
    return user_id in brands.named(session, brand.number, Role.ADMIN)


def approvers(session: Session, brand: Brand) -> tuple[str, ...]:
    """Everybody named for any step, each once, in their order; empty also where every member of the channel may."""
    return tuple(dict.fromkeys(one for step in stages.steps_of(session, brand) for one in step.named))


def is_open(session: Session, brand: Brand) -> bool:
    """Whether nobody is named, so that every member of the review channel may approve."""
    return any(step.is_open for step in stages.steps_of(session, brand))


def refuse(no: No | None, session: Session, matter: Matter) -> None:
    """Raises Denied for a no, with who can instead."""
    if no is None:
        return
    brand, submission, current = matter.brand, matter.submission, matter.progress.current
    can = current.owing if current else _of_all(matter.progress.steps)
    raise Denied(
        f"not_yours_{no.why}",
        submission=submission.number,
        people=can,
        is_anyone=current.is_open if current else is_open(session, brand),
        admins=brands.named(session, brand.number, Role.ADMIN),
        author=submission.author_id,
        channel=brand.review_channel,
        step=current.step.name if current else "",
    )


def _of_all(steps: Iterable[progress.StepState]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for state in steps for one in state.possible))


def refuse_in_brand(no: No | None, session: Session, brand: Brand) -> None:
    """The same for what is no matter of one submission. Raises Denied."""
    if no is None:
        return
    named = approvers(session, brand)
    raise Denied(
        f"not_yours_{no.why}",
        submission="",
        people=named,
        is_anyone=is_open(session, brand),
        admins=brands.named(session, brand.number, Role.ADMIN),
        author="",
        channel=brand.review_channel,
        step="",
        brand=brand.name,
    )


def standing_in_brand(session: Session, brand: Brand, person: Person) -> Standing:
    """What the person is to the brand, apart from any submission."""
    user_id = person.user_id
    return Standing(
        is_insider=is_insider(person, brand),
        turn=Turn.NOW if is_approver(session, brand, user_id) else Turn.NONE,
        is_admin=is_admin(session, brand, user_id),
        is_editor=user_id in brands.named(session, brand.number, Role.EDITOR),
        may_write=may_write(session, brand, user_id),
        may_read=may_read(session, brand, user_id),
        second_resumes=brand.resume_needs_second,
    )


def owes(session: Session, submission: Submission, person: Person, *, now: datetime, practice: frozenset[int]) -> bool:
    """Whether the submission waits for this person's decision."""
    if submission.state != Editorial.IN_REVIEW:
        return False
    matter = matter_of(session, submission, practice=practice)
    away = _stands_in_for(session, matter, person, now)
    standing = standing_in(session, matter, person, stands_in=away is not None)
    current = matter.progress.current
    has_said = current is not None and person.user_id in current.said
    return current is not None and not has_said and may(Action.APPROVE, standing) is None


def brand_id(brand: Brand) -> int:
    return brand.number
