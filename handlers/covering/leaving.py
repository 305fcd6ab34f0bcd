"""Going away and coming back, as transactions: the row, the cards, and who hears of it.

The stand-in is asked, in one message however much waits. Each author is told once. Whoever comes back at the time that
was said is not announced: the cards say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.covering import concerned
from handlers.covering.concerned import Share
from handlers.steps.matters import Matter
from storage import absences, brands, cards, history, outbox, people
from storage.absences import Absence, NoticedBy
from storage.outbox import Place, Urgency
from storage.people import Person


@dataclass(frozen=True)
class Leave:
    """A time away that begins now."""

    user_id: str
    until: datetime | None
    stand_in: str | None
    noticed_by: NoticedBy = NoticedBy.SAID


@dataclass(frozen=True)
class Left:
    """What came of it, for the answer."""

    until: datetime | None
    stand_in: str | None
    taken_over: int
    """How much waits for the stand-in now."""
    left: int
    """How much waits that nobody else can decide."""


def say_away(session: Session, leave: Leave, *, now: datetime) -> Left:
    """Somebody said that they are away. What they said before is replaced. Raises Stranger or Denied."""
    access.insider(session, leave.user_id)
    if not concerned.deciding_in(session, leave.user_id):
        raise Denied("decides_nothing")
    _check_stand_in(session, leave)
    return begin(session, leave, now=now)


def _check_stand_in(session: Session, leave: Leave) -> None:
    """Raises Stranger or Denied."""
    if leave.stand_in is None:
        return
    if leave.stand_in == leave.user_id:
        raise Denied("stand_in_yourself")
    person = access.known(session, leave.stand_in)
    if not concerned.may_stand_in(person, brands.the_brand(session)):
        raise Denied("stand_in_outsider", by=leave.stand_in)
    if leave.stand_in in absences.standing(session):
        raise Denied("stand_in_away", by=leave.stand_in)


def begin(session: Session, leave: Leave, *, now: datetime) -> Left:
    """Writes it, and tells whom it concerns."""
    before = absences.lock_of(session, leave.user_id)
    if before is not None:
        absences.end(session, before, now=now)
    said_by = leave.user_id if leave.noticed_by == NoticedBy.SAID else None
    row = Absence(
        user_id=leave.user_id,
        starts_at=now,
        ends_at=leave.until,
        stand_in=leave.stand_in,
        noticed_by=leave.noticed_by,
        said_by=said_by,
    )
    absences.begin(session, row)
    matters = concerned.waiting_for(session, leave.user_id)
    share = concerned.share_out(matters, leave.stand_in, absences.standing(session))
    cards.advance_all(session, [one.submission for one in matters])
    _tell(session, row, share, now)
    _remember(session, row, share, now)
    return Left(leave.until, leave.stand_in, len(share.taken_over), len(share.left))


def _tell(session: Session, row: Absence, share: Share, now: datetime) -> None:
    about: dict[str, Any] = {
        "away": row.user_id,
        "name": _name(session, row.user_id),
        "until": row.ends_at.isoformat() if row.ends_at else None,
        "stand_in": row.stand_in,
        "noticed_by": row.noticed_by.value,
    }
    if row.stand_in:
        numbers = _numbers(share.taken_over)
        _say(session, row, "stand_in_asked", row.stand_in, now, {**about, "numbers": numbers}, Urgency.TASK)
    if row.noticed_by != NoticedBy.SAID and row.stand_in:
        _say(session, row, "absence_noticed", row.user_id, now, about, Urgency.NEWS)
    for author in _authors(share):
        taken, left = _numbers(share.taken_over, author), _numbers(share.left, author)
        told = {**about, "numbers": taken, "left": left}
        _say(session, row, "approver_away", author, now, told, Urgency.NEWS)


def _say(
    session: Session, row: Absence, kind: str, to: str, now: datetime, data: dict[str, Any], urgency: Urgency
) -> None:
    outbox.say(
        session,
        f"{kind}:{row.number}:{to}",
        kind,
        place=Place.DIRECT,
        recipient=to,
        urgency=urgency,
        now=now,
        **data,
    )


def _authors(share: Share) -> list[str]:
    every = [one.submission.author_id for one in (*share.taken_over, *share.left)]
    return list(dict.fromkeys(every))


def _numbers(matters: Sequence[Matter], author: str | None = None) -> list[int]:
    return [one.submission.number for one in matters if author in (None, one.submission.author_id)]


def _name(session: Session, user_id: str) -> str:
    found = people.person(session, user_id)
    return found.name if found else user_id


def _remember(session: Session, row: Absence, share: Share, now: datetime) -> None:
    actor = row.said_by or history.BOT
    until = row.ends_at.isoformat() if row.ends_at else None
    about = {"user": row.user_id, "stand_in": row.stand_in, "until": until, "noticed_by": row.noticed_by.value}
    entries = [
        history.Entry("absence.began", actor, now, data=about, brand_id=brand.number)
        for brand in concerned.deciding_in(session, row.user_id)
    ]
    asked = {"user": row.user_id, "stand_in": row.stand_in}
    entries += [history.Entry("stand_in.asked", actor, now, one.submission.number, asked) for one in share.taken_over]
    history.add_all(session, entries)


def stand_in_gone(session: Session, user_id: str, *, now: datetime) -> None:
    """Whom this person covered is away without a stand-in from now on; authors hear where that leaves them stuck."""
    covered = [one for one in absences.standing(session).values() if one.stand_in == user_id]
    for one in covered:
        begin(session, Leave(one.user_id, one.until, None, one.noticed_by), now=now)


@dataclass(frozen=True)
class Back:
    """What a return came to, for the answer."""

    language: str
    waiting: int


def say_back(session: Session, user_id: str, *, now: datetime) -> Back:
    """Somebody said that they are back. Raises Stranger or Denied when they were not away."""
    person = access.insider(session, user_id)
    row = absences.lock_of(session, user_id)
    if row is None:
        raise Denied("not_away")
    row.said_by = user_id
    return Back(person.language, end(session, row, person, now=now))


def end(session: Session, row: Absence, person: Person, *, now: datetime) -> int:
    """Ends it; how much waits for the person. A stand-in who was to decide for longer is told that they need not."""
    is_early = row.ends_at is None or row.ends_at > now
    absences.end(session, row, now=now)
    matters = concerned.waiting_for(session, row.user_id)
    cards.advance_all(session, [one.submission for one in matters])
    if row.stand_in and is_early:
        about = {"away": row.user_id, "name": person.name}
        _say(session, row, "stand_in_free", row.stand_in, now, about, Urgency.NEWS)
    entries = [
        history.Entry("absence.ended", _ended_by(row, is_early), now, data={"user": row.user_id}, brand_id=one.number)
        for one in concerned.deciding_in(session, row.user_id)
    ]
    history.add_all(session, entries)
    return len(matters)


def _ended_by(row: Absence, is_early: bool) -> str:
    return row.said_by if is_early and row.said_by else history.BOT
