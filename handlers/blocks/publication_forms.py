"""The forms about one publication: its link, a new time, why it cannot be posted. Pure."""

from datetime import datetime

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.composing import times
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Words

LINK = "link"
DATE = "date"
TIME = "time"
REASON = "reason"

LONGEST_LINK = 2000


def link_form(target: Target, account: str, words: Words) -> Block:
    """It is live; the link may be left empty where the network gives none."""
    return parts.modal(
        wire.LINK,
        words("publication.link_title"),
        [
            parts.text_input(
                LINK,
                words("publication.link_label", number=target.submission_id, account=account),
                hint=words("publication.link_hint"),
                placeholder="https://",
                is_optional=True,
                max_length=LONGEST_LINK,
            )
        ],
        submit=words("publication.link_submit"),
        close=words("answer.close"),
        metadata=str(target),
    )


def time_form(target: Target, snap: Snapshot, until: datetime, now: datetime, words: Words) -> Block:
    """Two pickers, and the zone that they are meant in; the picker of both at once would hide it."""
    date, time = times.suggestion(now, snap.zone)
    place = dates.place_of(snap.zone, words.language)
    last = dates.day_and_time(until, snap.zone, words.language)
    return parts.modal(
        wire.TIME,
        words("publication.time_title"),
        [
            parts.section(words.mrkdwn("publication.time_text", number=snap.number, last=last, place=place)),
            parts.field(DATE, words("publication.time_date"), {"type": "datepicker", "initial_date": date}),
            parts.field(
                TIME,
                words("publication.time_time", place=place),
                {"type": "timepicker", "initial_time": time, "timezone": snap.zone.key},
            ),
        ],
        submit=words("publication.time_submit"),
        close=words("answer.close"),
        metadata=str(target),
    )


def cant_form(target: Target, account: str, words: Words) -> Block:
    """A sentence of reason: the author has to do something about it."""
    return parts.modal(
        wire.CANT_REASON,
        words("publication.cant_title"),
        [
            parts.text_input(
                REASON,
                words("publication.cant_label", number=target.submission_id, account=account),
                hint=words("publication.cant_hint"),
                is_long=True,
                max_length=500,
            )
        ],
        submit=words("publication.cant_submit"),
        close=words("answer.close"),
        metadata=str(target),
    )


def bad_time(trouble: times.BadTime, words: Words) -> dict[str, str]:
    """The sentence, at the picker that it is about."""
    at = DATE if trouble.code in (times.Trouble.NO_DATE, times.Trouble.TOO_FAR) else TIME
    values = {
        "before": trouble.before.strftime("%H:%M") if trouble.before else "",
        "after": trouble.after.strftime("%H:%M") if trouble.after else "",
    }
    return {at: words(f"publication.time_{trouble.code}", **values)}
