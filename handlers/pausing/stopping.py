"""Pausing and resuming, as transactions. The gate itself asks for pauses; here they are written, told and ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.pausing.scopes import Scope, brands_of, name_of
from handlers.permissions import Action, may
from storage import cards, history, outbox, pauses, people, submissions, under_way
from storage.brands import Brand
from storage.outbox import Place, Urgency
from storage.pauses import Pause

MOST = 500
"""Approved submissions that are counted, and whose cards are redrawn at once; more than that nobody has waiting."""


@dataclass(frozen=True)
class Stopped:
    """A pause that was just made."""

    pause_id: int
    held: int
    language: str


def stop(session: Session, user_id: str, scope: Scope, *, until: datetime | None, why: str, now: datetime) -> Stopped:
    """Nothing in the scope goes out from this commit on. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    check(session, user_id, Action.PAUSE, scope)
    words = history.keep_words(session, why, user_id) if why else None
    pause = Pause(
        brand_id=scope.brand_id,
        account_id=scope.account_id,
        starts_at=now,
        ends_at=until,
        paused_by=user_id,
        words_id=words.id if words else None,
    )
    session.add(pause)
    session.flush()
    held = under_way.approved_in(session, scope.brand_id, scope.account_id, until=until, limit=MOST)
    about: dict[str, Any] = {"scope": name_of(session, scope), "held": len(held)}
    about["until"] = until.isoformat() if until else None
    _tell(session, pause, "paused", now, by=user_id, why=why, **about)
    _redraw(session, scope)
    for brand in brands_of(session, scope):
        history.add(
            session,
            "publishing.paused",
            actor_id=user_id,
            at=now,
            brand_id=brand.number,
            words=words,
            pause=pause.number,
            **about,
        )
    return Stopped(pause.number, len(held), person.language)


def check(session: Session, user_id: str, action: Action, scope: Scope, pause: Pause | None = None) -> None:
    """Whoever may in one of the brands stops: an emergency asks nobody for every right. Resuming opens the gate, so it
    takes the right in each of them. Raises Denied.
    """
    person = access.insider(session, user_id)
    concerned = brands_of(session, scope)
    paused = pause is not None and pause.paused_by == user_id
    second = any(brand.resume_needs_second for brand in concerned)
    said = [
        may(
            action,
            replace(access.standing_in_brand(session, brand, person), has_paused=paused, second_resumes=second),
        )
        for brand in concerned
    ]
    refused = [(no, brand) for no, brand in zip(said, concerned, strict=True) if no]
    if len(refused) == len(said) or (refused and action == Action.RESUME):
        access.refuse_in_brand(refused[0][0], session, refused[0][1])


@dataclass(frozen=True)
class GoesOn:
    """What a resume came to."""

    language: str
    passed_over: int


def resume(session: Session, user_id: str, pause_id: int, *, now: datetime) -> GoesOn:
    """Ends a pause. Raises Denied when it is over already, or when this person may not."""
    person = access.insider(session, user_id)
    pause = pauses.locked(session, pause_id)
    if pause is None:
        raise Denied("no_such_pause")
    check(session, user_id, Action.RESUME, scope_of(pause), pause)
    if pause.is_over or (pause.ends_at is not None and pause.ends_at <= now):
        raise Denied("already_resumed", by=pause.resumed_by or "–", at=pause.ends_at or now)
    pause.ends_at, pause.resumed_by = now, user_id
    return GoesOn(person.language, end(session, pause, now))


def end(session: Session, pause: Pause, now: datetime) -> int:
    """Writes down and tells that it is over; how many publications it has passed over that wait for a decision."""
    pause.is_over = True
    session.flush()
    scope = scope_of(pause)
    passed = len(_passed_over(session, pause, now))
    about: dict[str, Any] = {"scope": name_of(session, scope), "passed_over": passed}
    _tell(session, pause, "resumed", now, by=pause.resumed_by, **about)
    _redraw(session, scope)
    for brand in brands_of(session, scope):
        history.add(
            session,
            "publishing.resumed",
            actor_id=pause.resumed_by or history.BOT,
            at=now,
            brand_id=brand.number,
            pause=pause.number,
            **about,
        )
    return passed


def _passed_over(session: Session, pause: Pause, now: datetime) -> list[int]:
    """Submissions: those marked already, and those whose time came in the last seconds."""
    brand_ids = [brand.number for brand in brands_of(session, scope_of(pause))]
    marked = [one.submission_id for one in under_way.passed_over(session, brand_ids, MOST)]
    due = under_way.approved_in(session, pause.brand_id, pause.account_id, until=now, limit=MOST)
    return list(dict.fromkeys([*marked, *due]))


def scope_of(pause: Pause) -> Scope:
    return Scope(pause.brand_id, pause.account_id)


def _tell(session: Session, pause: Pause, kind: str, now: datetime, **about: Any) -> None:
    """One message in each review channel that it concerns. Nobody is mentioned: the channel's readers see it."""
    for channel in dict.fromkeys(brand.review_channel for brand in brands_of(session, scope_of(pause))):
        outbox.say(
            session,
            f"{kind}:{pause.number}:{channel}",
            kind,
            place=Place.CHANNEL,
            recipient=channel,
            urgency=Urgency.TROUBLE,
            now=now,
            pause=pause.number,
            by_name=_name(session, about.get("by")),
            **about,
        )


def _name(session: Session, user_id: str | None) -> str:
    """A name, not a mention: whoever paused needs no ping to know it."""
    found = people.person(session, user_id) if user_id else None
    return found.name if found else str(user_id or "")


def _redraw(session: Session, scope: Scope) -> None:
    """The banner comes to every card that still has something to send, and goes."""
    numbers = under_way.approved_in(session, scope.brand_id, scope.account_id, until=None, limit=MOST)
    waiting = [one for brand in brands_of(session, scope) for one in _in_review(session, brand)]
    cards.advance_all(session, list(submissions.lock_all(session, [*numbers, *waiting]).values()))


def _in_review(session: Session, brand: Brand) -> Iterable[int]:
    found = submissions.in_state(session, brand.number, [submissions.Editorial.IN_REVIEW], MOST)
    return [one.number for one in found]


def refuse_while_paused(session: Session, brand_id: int, account_ids: list[int], now: datetime) -> None:
    """Raises Denied while a pause stands before something that somebody wants to send at once."""
    for pause in pauses.standing(session):
        if pause.is_for(brand_id, account_ids) and (pause.ends_at is None or pause.ends_at > now):
            raise Denied("paused", by=pause.paused_by, scope=name_of(session, scope_of(pause)))
