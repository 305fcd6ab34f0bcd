"""Half a year after somebody last looked at a saved answer, its owner is asked, once, whether it is still right."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import access
from handlers.desk import Desk
from storage import brands, history, outbox, people, saved_answers
from storage.brands import Role
from storage.outbox import Place, Urgency
from storage.saved_answers import AnswerState, SavedAnswer

log = logging.getLogger(__name__)

AFTER = timedelta(days=180)
MOST = 20
"""Asked about in one round; the next round goes on."""


async def run_due(desk: Desk, now: datetime) -> int:
    """Asks where it is time; how many that was."""
    asked = 0
    for number in await desk.database.read(list_to_ask, now=now):
        try:
            asked += await desk.database.write(ask, number, now=now)
        except Exception:
            log.exception("Nobody could be asked whether the saved answer %s is still right", number)
    if asked:
        desk.wake.deliver()
    return asked


def list_to_ask(session: Session, *, now: datetime) -> list[int]:
    """Of every brand."""
    every = brands.all_active(session)
    found = (saved_answers.to_ask_about(session, one.number, reviewed_before=now - AFTER, limit=MOST) for one in every)
    return [number for some in found for number in some][:MOST]


def ask(session: Session, number: int, *, now: datetime) -> bool:
    """False when somebody was faster."""
    one = saved_answers.answer(session, number, for_update=True)
    if one is None or one.state != AnswerState.APPROVED or one.reviewed_at is None or one.reviewed_at > now - AFTER:
        return False
    if one.asked_at is not None and one.asked_at >= one.reviewed_at:
        return False
    one.asked_at = now
    for user_id in _whom(session, one):
        _say(session, one, user_id, now)
    history.add(
        session,
        "answer.asked_about",
        actor_id=history.BOT,
        at=now,
        brand_id=one.brand_id,
        answer=one.id,
        question=one.question,
    )
    return True


def _whom(session: Session, one: SavedAnswer) -> tuple[str, ...]:
    """Its owner; where they have left, the admins."""
    owner, brand = people.person(session, one.owner_id), brands.brand(session, one.brand_id)
    if owner is not None and access.is_insider(owner, brand):
        return (owner.user_id,)
    gone = people.gone(session)
    return tuple(who for who in brands.named(session, brand.number, Role.ADMIN) if who not in gone)


def _say(session: Session, one: SavedAnswer, user_id: str, now: datetime) -> None:
    outbox.say(
        session,
        f"answer_still_right:{one.id}:{now.isoformat()}:{user_id}",
        "answer_still_right",
        place=Place.DIRECT,
        recipient=user_id,
        urgency=Urgency.TASK,
        now=now,
        answer=one.id,
        question=one.question,
        text=one.text,
    )
