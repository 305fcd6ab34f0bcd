"""A decision on a saved answer: by those who approve for the brand, and not on one's own. Transactions only."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.blocks.saved_answers import Row
from handlers.blocks.saved_card import stamp
from handlers.permissions import Action, Why, may
from handlers.preparing.saved import card_key, plain
from handlers.typed import decode
from handlers.wire import Target
from storage import brands, history, outbox, saved_answers
from storage.brands import Brand
from storage.outbox import Place, Urgency
from storage.people import Person
from storage.saved_answers import AnswerState, SavedAnswer

KINDS = {
    AnswerState.APPROVED: "answer.approved",
    AnswerState.CHANGES_REQUESTED: "answer.changes_requested",
    AnswerState.REJECTED: "answer.rejected",
}


@dataclass(frozen=True)
class Decided:
    """What came of it: the answer as it stands, the languages of the person and of the brand."""

    row: Row
    language: str
    channel_language: str
    card: tuple[str, str] | None
    """Where it hangs: channel and timestamp."""


def check(session: Session, user_id: str, target: Target | None) -> str:
    """Whether this person may decide on it now; their language. Raises Stranger or Denied."""
    person, _, _ = _open(session, user_id, target)
    return person.language


def decide(
    session: Session, user_id: str, target: Target | None, state: AnswerState, reason: str = "", *, now: datetime
) -> Decided:
    """One yes puts it in use. Raises Stranger or Denied."""
    person, brand, one = _open(session, user_id, target)
    one.state, one.decided_by, one.decided_at = state, user_id, now
    one.reason = decode.storable(reason).strip()
    if state == AnswerState.APPROVED:
        one.reviewed_at = now
        _replace(session, one)
        saved_answers.index(session, one)
    _tell(session, one, user_id, now)
    words = history.keep_words(session, one.reason, user_id) if one.reason else None
    history.add(
        session,
        KINDS[state],
        actor_id=user_id,
        at=now,
        brand_id=one.brand_id,
        words=words,
        answer=one.id,
        question=one.question,
    )
    shown = outbox.by_key(session, card_key(plain(one)))
    card = (shown.channel_id, shown.ts) if shown and shown.channel_id and shown.ts else None
    return Decided(plain(one), person.language, brand.language, card)


def _open(session: Session, user_id: str, target: Target | None) -> tuple[Person, Brand, SavedAnswer]:
    person = access.insider(session, user_id)
    one = saved_answers.answer(session, target.submission_id, for_update=True) if target else None
    if one is None:
        raise Denied("no_such_answer")
    brand = brands.brand(session, one.brand_id)
    _check_right(session, brand, person, one)
    if one.state != AnswerState.IN_REVIEW:
        raise Denied(f"answer_{one.state}", by=one.decided_by or one.proposed_by)
    if stamp(plain(one)) != str(target):
        raise Denied("answer_newer")
    return person, brand, one


def _check_right(session: Session, brand: Brand, person: Person, one: SavedAnswer) -> None:
    standing = replace(
        access.standing_in_brand(session, brand, person),
        is_author=one.proposed_by == person.user_id,
        allows_own_work=brand.allows_own_work,
    )
    no = may(Action.APPROVE, standing)
    if no is not None:
        key = "answer_own" if no.why == Why.OWN_WORK else "answer_not_approver"
        raise Denied(key, people=access.approvers(session, brand), channel=brand.review_channel)


def _replace(session: Session, one: SavedAnswer) -> None:
    """The one that was in use until now is not any more."""
    before = saved_answers.answer(session, one.replaces_id, for_update=True) if one.replaces_id else None
    if before is not None and before.state == AnswerState.APPROVED:
        before.state = AnswerState.REPLACED
        saved_answers.index(session, before)


def _tell(session: Session, one: SavedAnswer, by: str, now: datetime) -> None:
    if by == one.proposed_by:
        return
    outbox.say(
        session,
        f"answer_decided:{stamp(plain(one))}:{one.state}",
        "answer_decided",
        place=Place.DIRECT,
        recipient=one.proposed_by,
        urgency=Urgency.TASK if one.state == AnswerState.CHANGES_REQUESTED else Urgency.NEWS,
        now=now,
        answer=one.id,
        by=by,
        state=one.state.value,
        question=one.question,
        reason=one.reason,
    )
