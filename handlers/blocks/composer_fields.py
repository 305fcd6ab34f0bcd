"""Fields that the composer and the form of one account share. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.composing import times
from handlers.words import dates
from handlers.words.catalogue import Words


@dataclass(frozen=True)
class Picked:
    """What the pickers hold, and the brand's zone."""

    date: str | None
    time: str | None
    zone: ZoneInfo


def routed(block: Block, action_id: str) -> Block:
    """An element that reports while it is filled in."""
    return {**block, "element": {**block["element"], "action_id": action_id}, "dispatch_action": True}


def pickers(picked: Picked, names: tuple[tuple[str, str], tuple[str, str]], words: Words, now: datetime) -> list[Block]:
    """Date and time apart: together they keep the wall time; Slack's picker for both hides the zone.

    `names`: block id and action id of each.
    """
    (date_name, date_action), (time_name, time_action) = names
    date: Block = {"type": "datepicker", **({"initial_date": picked.date} if picked.date else {})}
    time: Block = {"type": "timepicker", "timezone": picked.zone.key}
    if picked.time:
        time["initial_time"] = picked.time
    date_field = parts.field(date_name, words("composer.date"), date)
    time_field = parts.field(time_name, words("composer.time"), time, hint=_hint(picked, words, now))
    return [routed(date_field, date_action), routed(time_field, time_action)]


def _hint(picked: Picked, words: Words, now: datetime) -> str:
    """The picked time with its weekday and the brand's zone; nothing is left to guess."""
    place = dates.place_of(picked.zone, words.language)
    try:
        at = times.chosen(picked.date, picked.time, picked.zone, now).at
    except times.BadTime:
        return words("composer.time_zone", place=place)
    return words("composer.time_means", when=dates.day_and_time(at, picked.zone, words.language), place=place)
