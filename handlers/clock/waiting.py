"""The one message of each person that says what waits for them: edited while it shrinks, and never two of them.

1. What was posted anew takes the place of the one before, which is deleted.
2. What was decided, by whomever, leaves the list: an edit, which pings nobody.

Losing any of these calls costs a look at the next round.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import access, hours_of
from handlers.blocks import nudge
from handlers.blocks.saying import Drawn, Reader
from handlers.desk import Desk
from handlers.slack import SlackError
from handlers.words.catalogue import words
from storage import brands, outbox, submissions, waiting
from storage.people import Person
from storage.waiting import WaitingMessage

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=1)
"""Machine time after which a call that Slack did not take is tried again."""


@dataclass(frozen=True)
class Todo:
    """What is to be done about one person's message."""

    user_id: str
    key: str
    delete: tuple[str, str] | None = None
    """Channel and id of the message before it."""
    update: tuple[str, str] | None = None
    drawn: Drawn | None = None
    seen: tuple[str, ...] = ()


async def run_due(desk: Desk, now: datetime) -> int:
    """Brings every waiting message up to date; how many calls that took."""
    todo = await desk.database.read(look, now=now, machine_now=desk.machine(), practice=desk.practice)
    for one in todo:
        try:
            await _do(desk, one)
        except SlackError as trouble:
            log.info("The waiting message of %s was not changed: %s", one.user_id, trouble)
            await desk.database.write(_put_off, one, desk.machine() + AGAIN)
        except Exception:
            log.exception("The waiting message of %s could not be kept true", one.user_id)
    return len(todo)


async def _do(desk: Desk, one: Todo) -> None:
    if one.delete is not None:
        await _delete(desk, *one.delete)
    if one.update is not None and one.drawn is not None:
        channel, ts = one.update
        await desk.slack.call("chat.update", channel=channel, ts=ts, text=one.drawn.text, blocks=list(one.drawn.blocks))
    await desk.database.write(_done, one)


async def _delete(desk: Desk, channel: str, ts: str) -> None:
    """Somebody may have deleted it already."""
    try:
        await desk.slack.call("chat.delete", channel=channel, ts=ts)
    except SlackError as trouble:
        if trouble.code not in ("message_not_found", "channel_not_found"):
            raise


def look(session: Session, *, now: datetime, machine_now: datetime, practice: frozenset[int]) -> list[Todo]:
    """What has to be done, with the drawings."""
    found = [_look(session, one, now, practice) for one in waiting.every(session, machine_now=machine_now)]
    return [one for one in found if one is not None]


def _look(session: Session, one: WaitingMessage, now: datetime, practice: frozenset[int]) -> Todo | None:
    message = outbox.by_key(session, one.key)
    if message is None or message.ts is None or message.channel_id is None:
        # It is still on its way; until then the one before it stays.
        return None
    old = (one.old_channel_id, one.old_ts) if one.old_channel_id and one.old_ts else None
    person = access.known(session, one.user_id)
    numbers = [int(row["number"]) for row in message.data["rows"]]
    seen = _seen(session, numbers)
    if list(seen) == one.seen and old is None:
        return None
    still = {number for number in numbers if _waits(session, person, number, now, practice)}
    is_whole = not one.seen and len(still) == len(numbers)
    drawn = None if is_whole else nudge.shrunk(message.data, still, _reader(session, person, now))
    return Todo(one.user_id, one.key, old, (message.channel_id, message.ts), drawn, seen)


def _seen(session: Session, numbers: list[int]) -> tuple[str, ...]:
    """What the rows stand for, so that nothing is drawn twice for the same."""
    found = (session.get(submissions.Submission, number) for number in numbers)
    return tuple(f"{one.number}.{one.revision}.{one.version}" for one in found if one is not None)


def _waits(session: Session, person: Person, number: int, now: datetime, practice: frozenset[int]) -> bool:
    submission = session.get(submissions.Submission, number)
    return submission is not None and access.owes(session, submission, person, now=now, practice=practice)


def _reader(session: Session, person: Person, now: datetime) -> Reader:
    zone: ZoneInfo = hours_of.zone_of(person.timezone, brands.the_brand(session).zone)
    return Reader(words(person.language), zone, now, person.user_id)


def _done(session: Session, one: Todo) -> None:
    found = session.get(WaitingMessage, one.user_id)
    if found is None or found.key != one.key:
        # A newer one has taken its place meanwhile, and has noted this one for deletion if it could.
        return
    found.old_channel_id = found.old_ts = found.redraw_at = None
    if one.update is not None:
        found.channel_id, found.ts = one.update
    found.seen = list(one.seen)


def _put_off(session: Session, one: Todo, until: datetime) -> None:
    found = session.get(WaitingMessage, one.user_id)
    if found is not None:
        found.redraw_at = until
