"""The form in which a person says how they want to hear of what waits for them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.brand_fields import chosen, option
from handlers.blocks.parts import Block
from handlers.words import dates
from handlers.words.catalogue import Words
from storage.people import Reminders

WANTS, FROM, UNTIL, DAYS, FREE, SNOOZE = "wants", "quiet_from", "quiet_until", "works_on", "holidays", "snooze"

AWAKE, KEEP, HOUR, TOMORROW, MONDAY = "awake", "keep", "hour", "tomorrow", "monday"
"""How long to sleep; `keep` is the snooze that lasts already."""


@dataclass(frozen=True)
class Wishes:
    """What a person has said so far."""

    language: str
    zone: ZoneInfo
    wants: Reminders
    quiet_from: str
    quiet_until: str
    works_on: str
    holidays: tuple[str, ...]
    snoozed_until: datetime | None


def form(wishes: Wishes, words: Words) -> Block:
    """Everything on one page; it changes no right."""
    place = dates.place_of(wishes.zone, words.language)
    return parts.modal(
        wire.REMINDERS,
        words("reminders.title"),
        [
            parts.section(words("reminders.text")),
            parts.field(WANTS, words("reminders.wants"), _wants(wishes, words)),
            parts.field(SNOOZE, words("reminders.snooze"), _snooze(wishes, words)),
            parts.field(FROM, words("reminders.quiet_from", place=place), _time(wishes.quiet_from)),
            parts.field(UNTIL, words("reminders.quiet_until", place=place), _time(wishes.quiet_until)),
            parts.field(DAYS, words("reminders.works_on"), _days(wishes, words), is_optional=True),
            parts.text_input(
                FREE,
                words("reminders.holidays"),
                initial=", ".join(wishes.holidays),
                hint=words("reminders.holidays_hint"),
                is_optional=True,
                max_length=1000,
            ),
        ],
        submit=words("reminders.submit"),
        close=words("answer.close"),
    )


def _wants(wishes: Wishes, words: Words) -> Block:
    options = [option(words(f"reminders.wants_{one}"), one.value) for one in Reminders]
    first = next(one for one in options if one["value"] == wishes.wants)
    return {"type": "radio_buttons", "options": options, "initial_option": first}


def _snooze(wishes: Wishes, words: Words) -> Block:
    names = [AWAKE, HOUR, TOMORROW, MONDAY]
    options = [option(words(f"reminders.snooze_{one}"), one) for one in names]
    if wishes.snoozed_until is not None:
        until = dates.day_and_time(wishes.snoozed_until, wishes.zone, words.language)
        options.insert(0, option(words("reminders.snooze_keep", until=until), KEEP))
    return {"type": "static_select", "options": options, "initial_option": options[0]}


def _time(value: str) -> Block:
    return {"type": "timepicker", "initial_time": value}


def _days(wishes: Wishes, words: Words) -> Block:
    options = [option(words(f"brand.weekday_{day}"), str(day)) for day in range(1, 8)]
    return chosen({"type": "checkboxes", "options": options}, wishes.works_on)


def flaws(found: Mapping[str, str], words: Words) -> dict[str, str]:
    """A sentence for each field that cannot be taken."""
    return {at: words(f"reminders.{code}") for at, code in found.items()}
