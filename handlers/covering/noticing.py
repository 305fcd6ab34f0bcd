"""What Slack shows of somebody's being away: their status, and that their notifications are held back.

Only of people who decide somewhere, and only as events bring it; nothing is asked of Slack. What somebody said
themselves stands above what their status says. Whoever named a stand-in before has the same one again.
Source: docs.slack.dev/reference/events/user_change and dnd_updated_user.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import working_hours
from handlers.covering import concerned, leaving
from handlers.covering.leaving import Leave
from handlers.desk import Desk
from storage import absences, brands, people
from storage.absences import NoticedBy
from storage.people import Person

HALF_A_DAY = timedelta(hours=4)
"""Working time that held-back notifications must cover: a night, or an hour of quiet work, is no absence."""

AWAY_SIGNS = frozenset(
    {
        ":palm_tree:",
        ":desert_island:",
        ":beach_with_umbrella:",
        ":face_with_thermometer:",
        ":hospital:",
        ":baby:",
        ":airplane_departure:",
    }
)
"""Emoji of a status that mean an absence. :palm_tree: and :face_with_thermometer: are among Slack's own suggestions."""

AWAY_WORDS = re.compile(
    r"\b(?:on vacation|vacationing|on holidays?|out of (?:the )?office|ooo|on leave|[mp]aternity leave"
    r"|parental leave|sick|pto|annual leave|day off)\b|휴가|연차|병가|부재중|육아휴직",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sign:
    """What was seen: away for reasons that Slack shows, or not (any more)."""

    by: NoticedBy
    is_away: bool
    until: datetime | None = None
    """Empty: nobody knows."""


def of_status(profile: Mapping[str, Any], now: datetime) -> Sign:
    """From a user object's profile. An expiry of 0 is none. Pure."""
    signs = str(profile.get("status_emoji") or "") in AWAY_SIGNS
    says = AWAY_WORDS.search(str(profile.get("status_text") or "")) is not None
    until = _moment(profile.get("status_expiration"))
    return Sign(NoticedBy.STATUS, (signs or says) and (until is None or until > now), until)


def of_notifications(status: Mapping[str, Any], zone: ZoneInfo, now: datetime) -> Sign:
    """From the dnd_status of an event. Pure."""
    starts, ends = _moment(status.get("next_dnd_start_ts")), _moment(status.get("next_dnd_end_ts"))
    if not status.get("dnd_enabled") or starts is None or ends is None or not starts <= now < ends:
        return Sign(NoticedBy.DO_NOT_DISTURB, False)
    is_long = working_hours.back(ends, HALF_A_DAY, zone) >= now
    return Sign(NoticedBy.DO_NOT_DISTURB, is_long, ends)


def _moment(seconds: Any) -> datetime | None:
    """Slack writes 0 or 1 where there is no time."""
    if not isinstance(seconds, int | float) or seconds <= 1:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


async def status(desk: Desk, user: Mapping[str, Any]) -> None:
    """A user object from Slack, with its status."""
    profile = user.get("profile")
    if isinstance(profile, Mapping):
        await _take(desk, str(user.get("id") or ""), of_status(profile, desk.calendar()))


async def notifications(desk: Desk, user_id: str, shown: Mapping[str, Any]) -> None:
    """Somebody's notifications are held back from now on, or not any more."""
    person = await desk.database.read(people.person, user_id)
    if person is not None:
        await _take(desk, user_id, of_notifications(shown, _zone(person), desk.calendar()))


def _zone(person: Person) -> ZoneInfo:
    try:
        return ZoneInfo(person.timezone)
    except (KeyError, ValueError):
        return ZoneInfo("UTC")


async def _take(desk: Desk, user_id: str, sign: Sign) -> None:
    """Most events change nothing, and need no write."""
    if await desk.database.read(_is_news, user_id, sign):
        await desk.database.write(take, user_id, sign, now=desk.calendar())
        desk.wake.deliver()


def _is_news(session: Session, user_id: str, sign: Sign) -> bool:
    known = absences.standing(session).get(user_id)
    if known is None and absences.dismissed(session, user_id, sign.by) is not None:
        return not sign.is_away
    if known is None:
        return sign.is_away and bool(concerned.deciding_in(session, user_id))
    return known.noticed_by == sign.by and (not sign.is_away or known.until != sign.until)


def take(session: Session, user_id: str, sign: Sign, *, now: datetime) -> None:
    """Begins, moves or ends the absence that was noticed in this way; another one stays as it is."""
    row, person = absences.lock_of(session, user_id), people.person(session, user_id)
    if person is None or (row is not None and row.noticed_by != sign.by):
        return
    dismissed = absences.dismissed(session, user_id, sign.by) if row is None else None
    if dismissed is not None:
        dismissed.said_by = user_id if sign.is_away else None
        return
    if row is not None and not sign.is_away:
        leaving.end(session, row, person, now=now)
    elif row is not None:
        absences.move_end(session, row, sign.until)
    elif sign.is_away and concerned.deciding_in(session, user_id):
        stand_in = _usual_stand_in(session, user_id)
        leaving.begin(session, Leave(user_id, sign.until, stand_in, sign.by), now=now)


def _usual_stand_in(session: Session, user_id: str) -> str | None:
    """Whom they named last, if that person is here."""
    named = absences.last_stand_in(session, user_id)
    if named is None or named in absences.standing(session):
        return None
    is_fit = concerned.may_stand_in(people.person(session, named), brands.the_brand(session))
    return named if is_fit else None
