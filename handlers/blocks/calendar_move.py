"""The form that moves one publication to another time. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts, publication_forms
from handlers.blocks.parts import Block
from handlers.composing import times
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Words


@dataclass(frozen=True)
class Moved:
    """What is moved."""

    target: Target
    """The second number is the publication's."""
    account: str
    at: datetime | None
    zone: ZoneInfo


def form(moved: Moved, now: datetime, words: Words, *, below: str) -> Block:
    """Its present time in two pickers, and what another one means for its approval. `below`: what comes after it."""
    target, zone = moved.target, moved.zone
    date, time = times.as_picked(moved.at, zone) if moved.at else times.suggestion(now, zone)
    place = dates.place_of(zone, words.language)
    picker = {"type": "timepicker", "initial_time": time, "timezone": zone.key}
    blocks = [
        parts.section(words.mrkdwn("calendar.move_text", number=target.submission_id, account=moved.account)),
        parts.field(
            publication_forms.DATE,
            words("publication.time_date"),
            {"type": "datepicker", "initial_date": date},
        ),
        parts.field(publication_forms.TIME, words("publication.time_time", place=place), picker),
        parts.context(words("calendar.move_note")),
    ]
    return parts.modal(
        wire.CALENDAR_MOVE_FORM,
        words("calendar.move_title"),
        blocks,
        submit=words("calendar.move_submit"),
        close=words("answer.close"),
        metadata=f"{target} {below}",
    )
