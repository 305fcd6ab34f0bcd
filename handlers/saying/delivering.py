"""The records behind `deliver`: what may be said or drawn now, and what became of it. Transactions only, no Slack."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers import wire
from handlers.blocks.card import card, status_message
from handlers.blocks.client_card import client_card
from handlers.blocks.receipt import receipt
from handlers.blocks.results import results
from handlers.blocks.saying import Drawn, Reader
from handlers.blocks.sayings import SAYINGS
from handlers.desk import Desk
from handlers.knowing import channels
from handlers.outside import showing
from handlers.publication import in_hand
from handlers.showing.looking import look_at
from handlers.slack import RateLimited, SlackError, SlackUncertain
from handlers.snapshot import Snapshot, snapshot
from handlers.words.catalogue import words
from storage import brands, cards, outbox, people, readings
from storage.brands import Brand
from storage.cards import Card, Surface
from storage.outbox import Message, Place
from storage.submissions import Submission

log = logging.getLogger(__name__)

NEVER = frozenset(
    {
        "user_not_found",
        "user_disabled",
        "user_is_bot",
        "users_not_found",
        "cannot_dm_bot",
        "account_inactive",
        "messages_tab_disabled",
    }
)
"""Slack's codes after which saying it again is pointless: there is nobody to hear it."""

BAD_SHAPE = frozenset({"invalid_blocks", "msg_blocks_too_long", "msg_too_long", "invalid_arguments"})
"""A message that we drew wrong; it is said as plain text rather than not at all."""

CARD_NOT_THERE_YET = timedelta(seconds=1)
CHANNEL_CLOSED = timedelta(minutes=5)
CHANNEL_TROUBLE = frozenset({"is_archived", "not_in_channel", "channel_not_found", "restricted_action"})


@dataclass(frozen=True)
class Ready:
    """One message or picture, drawn and leased."""

    key: str
    drawn: Drawn | None
    """Nothing: it need not be said any more."""
    recipient: str
    channel_id: str | None
    thread_ts: str | None
    metadata: Mapping[str, Any]
    may_be_said: bool
    """An earlier try may have got through: look before saying it again."""
    since: datetime | None
    attempt: int
    message_id: int = 0
    submission_id: int = 0
    surface: Surface = Surface.CARD
    version: int = 0
    ts: str | None = None
    link: str | None = None


def take(session: Session, *, machine_now: datetime, now: datetime, owner: str, lease_until: datetime) -> list[Ready]:
    """Leases messages, draws them, and writes down that they are being handed to Slack."""
    taken = outbox.take(session, machine_now=machine_now, owner=owner, lease_until=lease_until)
    ready = [_message_ready(session, message, machine_now, now) for message in taken]
    return [one for one in ready if one is not None]


def _message_ready(session: Session, message: Message, machine_now: datetime, now: datetime) -> Ready | None:
    found = snapshot(session, message.submission_id) if message.submission_id else None
    channel, thread_ts = _where(session, message, found)
    if message.place in (Place.THREAD, Place.CLIENT) and thread_ts is None:
        # The card is not in the channel yet; what belongs under it waits.
        message.send_at, message.lease_until = machine_now + CARD_NOT_THERE_YET, None
        return None
    try:
        drawn = SAYINGS[message.kind](message.data, found, _reader(session, message, now))
    except Exception:
        # A message that cannot be drawn must not keep the others from being said; it is tried again, and in the log.
        log.exception("Message %s could not be drawn", message.key)
        _back_into_the_queue(message, SlackError("cannot_draw"), machine_now)
        return None
    # By the calendar: Slack is asked later for what was said since then.
    may_be_said, message.sending_since = message.sending_since, now
    if drawn and message.trouble in BAD_SHAPE:
        drawn = Drawn(drawn.text)
    return Ready(
        key=message.key,
        drawn=drawn,
        recipient=message.recipient,
        channel_id=channel,
        thread_ts=thread_ts,
        metadata={"event_type": wire.MESSAGE_METADATA, "event_payload": {"key": message.key}},
        may_be_said=may_be_said is not None,
        since=may_be_said,
        attempt=message.attempt,
        message_id=message.id or 0,
        submission_id=message.submission_id or 0,
    )


def _where(session: Session, message: Message, found: Snapshot | None) -> tuple[str | None, str | None]:
    if message.place == Place.THREAD:
        return (found.card_channel, found.card_ts) if found else (None, None)
    if message.place == Place.CLIENT:
        shown = cards.card_of(session, message.submission_id or 0, Surface.CLIENT)
        return (shown.channel_id, shown.ts) if shown else (None, None)
    if message.place == Place.CHANNEL:
        return message.recipient, None
    person = people.person(session, message.recipient)
    return (person.dm_channel if person else None), None


def _reader(session: Session, message: Message, now: datetime) -> Reader:
    brand = _brand(session, message)
    person = people.person(session, message.recipient) if message.place == Place.DIRECT else None
    if person is None:
        return Reader(words(brand.language), brand.zone, now)
    return Reader(words(person.language), _zone(person.timezone, brand.zone), now, person.user_id)


def _brand(session: Session, message: Message) -> Brand:
    """Whose it is: a channel's message follows its brand."""
    if message.submission_id is not None:
        return brands.brand(session, session.get_one(Submission, message.submission_id).brand_id)
    return next(iter(brands.of_channel(session, message.recipient)), brands.the_brand(session))


def _zone(name: str, otherwise: ZoneInfo) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        return otherwise


def said(session: Session, ready: Ready, channel: str, ts: str, *, now: datetime) -> None:
    message = _message(session, ready)
    message.sent_at, message.channel_id, message.ts = now, channel, ts
    message.sending_since = message.lease_owner = message.lease_until = None
    channels.posted(session, channel)


def drop(session: Session, ready: Ready, *, now: datetime) -> None:
    """It need not be said any more."""
    message = _message(session, ready)
    message.sent_at, message.trouble = now, "not_needed"


def put_off(session: Session, ready: Ready, trouble: SlackError, *, machine_now: datetime, now: datetime) -> None:
    """Later, or never, by what Slack said. What nobody is there to post by hand comes back."""
    message = _message(session, ready)
    message.trouble = trouble.code
    if not isinstance(trouble, SlackUncertain):
        message.sending_since = None
    if trouble.code in NEVER:
        message.sent_at = now
        if message.kind == "by_hand":
            in_hand.give_back(session, message.recipient, now=now)
        return
    _back_into_the_queue(message, trouble, machine_now)


def push_on(session: Session, ready: Ready, *, machine_now: datetime) -> None:
    """A fault of our own: it must not stop the others, and it is tried again."""
    _back_into_the_queue(_message(session, ready), SlackError("fault"), machine_now)


def _back_into_the_queue(message: Message, trouble: SlackError, machine_now: datetime) -> None:
    message.attempt += 1
    message.lease_owner = message.lease_until = None
    message.send_at = machine_now + wait_after(trouble, message.attempt)


def wait_after(trouble: SlackError, attempt: int) -> timedelta:
    """As long as Slack asks; 5 minutes for a closed channel; else 2 s, 4 s, 8 s … at most 5 minutes."""
    if isinstance(trouble, RateLimited):
        return timedelta(seconds=trouble.retry_after)
    if trouble.code in CHANNEL_TROUBLE:
        return CHANNEL_CLOSED
    if trouble.code in BAD_SHAPE and attempt < 3:
        return timedelta(0)
    return timedelta(seconds=min(300, 2 ** min(attempt, 9)))


def keep_direct_channel(session: Session, user_id: str, channel_id: str) -> None:
    person = people.person(session, user_id)
    if person is not None:
        person.dm_channel = channel_id


def behind(session: Session, *, desk: Desk, machine_now: datetime, busy_until: datetime) -> list[Ready]:
    """Pictures to draw now; nobody else draws them until `busy_until`."""
    ready = []
    pictures = cards.untrue(session, machine_now=machine_now)
    first = {one.submission_id for one in pictures if one.surface == Surface.CARD and one.ts is None}
    for picture in pictures:
        # The author's picture leads to the card, so it is drawn a round later than the card that it leads to.
        if picture.surface == Surface.STATUS and picture.submission_id in first:
            continue
        picture.redraw_at = busy_until
        if picture.surface in cards.IN_THE_THREAD and not _has_thread(session, picture):
            # The card is not in the channel yet; what belongs under it waits.
            picture.redraw_at = machine_now + CARD_NOT_THERE_YET
            continue
        try:
            ready.append(_picture_ready(session, picture, desk))
        except Exception:
            # One that cannot be drawn must not keep the others from being true; its time comes again.
            log.exception("Picture %s of #%s could not be drawn", picture.surface, picture.submission_id)
    return ready


def _has_thread(session: Session, picture: Card) -> bool:
    above = cards.card_of(session, picture.submission_id)
    return above is not None and above.ts is not None


def _picture_ready(session: Session, picture: Card, desk: Desk) -> Ready:
    found = snapshot(session, picture.submission_id)
    assert found is not None, "a foreign key holds the submission"
    if picture.surface == Surface.CARD:
        showing.show(session, found, now=desk.calendar())
    is_below, may_be_said = picture.surface in cards.IN_THE_THREAD, picture.posting_since
    if picture.ts is None:
        picture.posting_since = desk.calendar()
    return Ready(
        key=f"{picture.surface}:{picture.submission_id}",
        drawn=_draw(session, picture, found, desk),
        recipient=picture.recipient,
        channel_id=picture.channel_id or _known_channel(session, picture, found),
        thread_ts=found.card_ts if is_below else None,
        metadata={
            "event_type": wire.CARD_METADATA,
            "event_payload": {"submission": picture.submission_id, "surface": picture.surface.value},
        },
        may_be_said=may_be_said is not None,
        since=may_be_said,
        attempt=picture.attempt,
        submission_id=picture.submission_id,
        surface=picture.surface,
        version=picture.wanted_version if is_below else found.version,
        ts=picture.ts,
        link=picture.link,
    )


def _known_channel(session: Session, picture: Card, found: Snapshot) -> str | None:
    if picture.surface in cards.IN_THE_THREAD:
        return found.card_channel
    if picture.surface != Surface.STATUS:
        return picture.recipient
    person = people.person(session, picture.recipient)
    return person.dm_channel if person else None


def _draw(session: Session, picture: Card, found: Snapshot, desk: Desk) -> Drawn:
    if picture.surface == Surface.RECEIPT:
        drawn = receipt(found, words(found.language))
    elif picture.surface == Surface.RESULTS:
        read = readings.of_publications(session, [one.publication_id for one in found.on])
        drawn = results(found, read, words(found.language))
    elif picture.surface != Surface.STATUS:
        in_channel = card if picture.surface == Surface.CARD else client_card
        drawn = in_channel(found, words(found.language), look_at(desk, found, found.language))
    else:
        person = people.person(session, picture.recipient)
        language = person.language if person else found.language
        drawn = status_message(found, words(language), look_at(desk, found, language))
    return Drawn(drawn.text) if picture.trouble in BAD_SHAPE else drawn


def drawn(session: Session, ready: Ready, channel: str, ts: str, link: str | None) -> None:
    """The picture is true for the version that it was drawn from; it may be behind again already."""
    picture = _picture(session, ready)
    if picture.recipient != ready.recipient:
        # The brand's review channel became another one in the meantime: this is nobody's card any more.
        return
    if link and not picture.link and ready.surface == Surface.CARD:
        _show_link(session, ready.submission_id)
    picture.channel_id, picture.ts, picture.link = channel, ts, link
    picture.shown_version = max(picture.shown_version, ready.version)
    picture.posting_since = picture.redraw_at = picture.trouble = None
    picture.attempt = 0
    channels.posted(session, channel)


def _show_link(session: Session, submission_id: int) -> None:
    """The author's message was drawn before the card had an address; now it can lead there."""
    status = cards.card_of(session, submission_id, Surface.STATUS)
    if status is not None:
        status.shown_version = 0


def put_off_drawing(session: Session, ready: Ready, trouble: SlackError, *, machine_now: datetime) -> None:
    """Later. A picture that somebody deleted is posted anew."""
    picture = _picture(session, ready)
    picture.attempt += 1
    picture.trouble = trouble.code
    if not isinstance(trouble, SlackUncertain):
        picture.posting_since = None
    if trouble.code == "message_not_found" and picture.ts is not None:
        picture.ts = picture.link = picture.redraw_at = picture.trouble = None
        return
    if trouble.code in NEVER:
        picture.shown_version = ready.version
    picture.redraw_at = machine_now + wait_after(trouble, picture.attempt)


def push_drawing_on(session: Session, ready: Ready, *, machine_now: datetime) -> None:
    picture = _picture(session, ready)
    picture.attempt += 1
    picture.redraw_at = machine_now + wait_after(SlackError("fault"), picture.attempt)


def _message(session: Session, ready: Ready) -> Message:
    found = outbox.message(session, ready.message_id)
    assert found is not None, "outbox rows are never deleted while they are being said"
    return found


def _picture(session: Session, ready: Ready) -> Card:
    found = cards.card_of(session, ready.submission_id, ready.surface)
    assert found is not None, "cards are never deleted"
    return found
