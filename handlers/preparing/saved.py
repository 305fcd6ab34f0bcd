"""Saved answers: looked up, proposed, confirmed, retired. Transactions only."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.blocks.look_up import Looked
from handlers.blocks.saved_answers import LONGEST_QUESTION, LONGEST_TEXT, Board, Row, Said
from handlers.blocks.saved_card import stamp
from handlers.composing import brand_choice
from handlers.permissions import Action, may
from handlers.showing import nearest
from handlers.typed import decode
from storage import brands, history, outbox, people, saved_answers
from storage.brands import Brand, Role
from storage.outbox import Place, Urgency
from storage.people import Person
from storage.saved_answers import AnswerState, SavedAnswer

FITTING = 3
SHOWN = 15
OPEN = (AnswerState.IN_REVIEW, AnswerState.CHANGES_REQUESTED)


def look(session: Session, user_id: str, looked: Looked, asked: str = "") -> Board:
    """What fits the words, or `asked`; everything, where there are none. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    brand = nearest.meant(session, every, user_id, looked.brand_id)
    wanted = asked or looked.typed
    if wanted:
        found = saved_answers.in_use(session, brand.number, wanted, limit=FITTING)
    else:
        found = saved_answers.of_brand(session, brand.number, (AnswerState.APPROVED, *OPEN), limit=SHOWN + 1)
    return Board(
        language=person.language,
        zone=brand.zone,
        looked=Looked(brand.number, looked.typed),
        rows=[row(session, brand, person, one) for one in found[:SHOWN]],
        has_more=len(found) > SHOWN,
        brands=[(one.number, one.name) for one in nearest.readable(session, every, user_id)],
        may_add=may(Action.SUBMIT, access.standing_in_brand(session, brand, person)) is None,
    )


def row(session: Session, brand: Brand, person: Person, one: SavedAnswer) -> Row:
    may_write = may(Action.SUBMIT, access.standing_in_brand(session, brand, person)) is None
    is_in_charge = one.owner_id == person.user_id or access.is_admin(session, brand, person.user_id)
    is_open = one.state in OPEN
    return replace(
        plain(one),
        may_change=(may_write or is_in_charge) and (not is_open or is_in_charge or one.proposed_by == person.user_id),
        may_retire=is_in_charge and one.state == AnswerState.APPROVED,
    )


def plain(one: SavedAnswer) -> Row:
    """The same for whoever reads it."""
    return Row(
        number=one.id or 0,
        brand_id=one.brand_id,
        language=one.language,
        question=one.question,
        text=one.text,
        owner_id=one.owner_id,
        state=one.state,
        proposed_by=one.proposed_by,
        proposed_at=one.proposed_at,
        reviewed_at=one.reviewed_at,
        decided_by=one.decided_by,
        reason=one.reason,
        is_change=one.replaces_id is not None,
    )


def begin(session: Session, user_id: str, number: int, brand_id: int) -> tuple[Said, Looked, str, str]:
    """What a form begins with: the texts, the brand, the person's language, and why it was sent back."""
    person = access.insider(session, user_id)
    if not number:
        brand = nearest.meant(session, brands.all_active(session), user_id, brand_id)
        brand_choice.check(session, person, brand)
        return Said(language=brand.language, owner_id=user_id), Looked(brand.number), person.language, ""
    one = _changeable(session, person, number)
    said = Said(one.question, one.text, one.language, one.owner_id)
    reason = one.reason if one.state == AnswerState.CHANGES_REQUESTED else ""
    return said, Looked(one.brand_id), person.language, reason


def _changeable(session: Session, person: Person, number: int) -> SavedAnswer:
    """Raises Denied where it is none any more, is with the approvers already, or is not this person's to change."""
    one = saved_answers.answer(session, number, for_update=True)
    if one is None or one.state not in (AnswerState.APPROVED, *OPEN):
        raise Denied("no_such_answer")
    brand = brands.brand(session, one.brand_id)
    if not row(session, brand, person, one).may_change:
        raise Denied("answer_not_yours", by=one.owner_id, admins=brands.named(session, brand.number, Role.ADMIN))
    if one.state == AnswerState.APPROVED and saved_answers.successor(session, number) is not None:
        raise Denied("answer_in_review")
    return one


def propose(session: Session, user_id: str, number: int, brand_id: int, said: Said, *, now: datetime) -> str:
    """Puts it to the approvers; what it is to replace stays in use. The person's language.

    Raises Stranger or Denied.
    """
    person = access.insider(session, user_id)
    base = _changeable(session, person, number) if number else None
    brand = brands.brand(session, base.brand_id if base else brand_id)
    if base is None:
        brand_choice.check(session, person, brand)
    one = base if base is not None and base.state in OPEN else _new(brand.number, base, user_id, now)
    one.question = decode.storable(said.question).strip()[:LONGEST_QUESTION]
    one.text, one.language = decode.storable(said.text)[:LONGEST_TEXT], said.language
    one.owner_id = said.owner_id if _may_own(session, brand, said.owner_id) else user_id
    one.state, one.proposed_by, one.proposed_at = AnswerState.IN_REVIEW, user_id, now
    one.decided_by = one.decided_at = None
    session.add(one)
    session.flush()
    _show(session, brand, one, now)
    remember(session, "answer.proposed", one, user_id, now)
    return person.language


def _new(brand_id: int, base: SavedAnswer | None, user_id: str, now: datetime) -> SavedAnswer:
    return SavedAnswer(
        brand_id=brand_id,
        language="",
        question="",
        text="",
        owner_id=user_id,
        replaces_id=base.id if base else None,
        proposed_by=user_id,
        proposed_at=now,
    )


def _may_own(session: Session, brand: Brand, user_id: str) -> bool:
    person = people.person(session, user_id)
    return person is not None and access.is_insider(person, brand)


def _show(session: Session, brand: Brand, one: SavedAnswer, now: datetime) -> None:
    """Its card in the review channel; one that was written anew has another one."""
    shown = plain(one)
    outbox.say(
        session,
        card_key(shown),
        "answer_proposed",
        place=Place.CHANNEL,
        recipient=brand.review_channel,
        urgency=Urgency.TASK,
        now=now,
        answer=one.id,
        stamp=stamp(shown),
        is_change=shown.is_change,
        by=one.proposed_by,
        question=one.question,
        text=one.text,
    )


def card_key(shown: Row) -> str:
    """The reason for its card in the outbox, which knows where it hangs."""
    return f"answer:{stamp(shown)}"


def still_right(session: Session, user_id: str, number: int, *, now: datetime) -> str:
    """Its owner, or an admin, says so; the person's language. Raises Stranger or Denied."""
    person, one = _owned(session, user_id, number)
    one.reviewed_at = now
    remember(session, "answer.reviewed", one, user_id, now)
    return person.language


def retire(session: Session, user_id: str, number: int, *, now: datetime) -> tuple[str, int]:
    """It is not found any more; the person's language and the brand. Raises Stranger or Denied."""
    person, one = _owned(session, user_id, number)
    one.state = AnswerState.RETIRED
    saved_answers.index(session, one)
    remember(session, "answer.retired", one, user_id, now)
    return person.language, one.brand_id


def _owned(session: Session, user_id: str, number: int) -> tuple[Person, SavedAnswer]:
    person = access.insider(session, user_id)
    one = saved_answers.answer(session, number, for_update=True)
    if one is None or one.state != AnswerState.APPROVED:
        raise Denied("no_such_answer")
    brand = brands.brand(session, one.brand_id)
    if one.owner_id != user_id and not access.is_admin(session, brand, user_id):
        raise Denied("answer_not_yours", by=one.owner_id, admins=brands.named(session, brand.number, Role.ADMIN))
    return person, one


def remember(session: Session, kind: str, one: SavedAnswer, user_id: str, now: datetime, **more: Any) -> None:
    history.add(
        session,
        kind,
        actor_id=user_id,
        at=now,
        brand_id=one.brand_id,
        answer=one.id,
        question=one.question,
        **more,
    )
