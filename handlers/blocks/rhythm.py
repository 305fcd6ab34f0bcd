"""The rhythm of a brand's accounts in a modal, and the forms by which admins edit it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.rhythm_lines import as_text, progress, week_lines
from handlers.blocks.saying import Reader
from handlers.rhythm.days import SensitiveDay
from handlers.rhythm.days import as_text as days_as_text
from handlers.rhythm.gathering import AccountWeek
from handlers.rhythm.slots import Rhythm
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped

FIELD = "rhythm"
"""Block id of a form's one field."""

WEEKS = 4
"""Weeks to choose from: this one, and those after it."""

MOST_ACCOUNTS = 40
MOST_DAYS = 20
"""Sensitive days that are listed; an admin's form has all of them."""


@dataclass(frozen=True)
class Asked:
    """What is shown, as it travels in the modal. A claim."""

    brand_id: int = 0
    """0: the brand that is nearest."""
    ahead: int = 0
    """How many weeks after this one."""

    def __str__(self) -> str:
        return f"{self.brand_id}.{self.ahead}"

    @classmethod
    def parse(cls, metadata: str) -> "Asked":
        found = re.fullmatch(r"([0-9]{1,9})\.([0-9])", metadata, re.ASCII)
        return cls(int(found[1]), min(int(found[2]), WEEKS - 1)) if found else cls()


@dataclass(frozen=True)
class Shown:
    """A brand's week, and what surrounds it."""

    asked: Asked
    brand: str
    zone: ZoneInfo
    monday: date
    accounts: Sequence[AccountWeek]
    days: Sequence[SensitiveDay]
    reader: Reader
    brands: Sequence[tuple[int, str]]
    """Those that this person may read about."""
    is_admin: bool = False


def view(shown: Shown) -> Block:
    """The modal."""
    words = shown.reader.words
    place = dates.place_of(shown.zone, words.language)
    blocks = [
        parts.header(words("rhythm.heading", brand=shown.brand)),
        _choices(shown),
        parts.context(words("rhythm.clock", place=place)),
        *(block for one in shown.accounts[:MOST_ACCOUNTS] for block in _account(one, shown)),
        *([] if shown.accounts else [parts.section(words("rhythm.no_account"))]),
        parts.DIVIDER,
        *_days(shown),
    ]
    return parts.modal(
        wire.RHYTHM_VIEW, words("rhythm.title"), blocks, close=words("answer.close"), metadata=str(shown.asked)
    )


def _choices(shown: Shown) -> Block:
    words = shown.reader.words
    weeks = [(str(number), _week_name(number, words)) for number in range(WEEKS)]
    chosen = [_select(wire.RHYTHM_WEEK, words("rhythm.week"), weeks, str(shown.asked.ahead))]
    if len(shown.brands) > 1:
        several = [(str(number), name) for number, name in shown.brands[:100]]
        chosen.insert(0, _select(wire.RHYTHM_BRAND, words("rhythm.brand"), several, str(shown.asked.brand_id)))
    return parts.actions(*chosen)


def _select(action_id: str, placeholder: str, options: Sequence[tuple[str, str]], chosen: str) -> Block:
    drawn = [{"text": parts.plain(text, 75), "value": value} for value, text in options]
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": parts.plain(placeholder, 150),
        "options": drawn,
    }
    found = next((one for one in drawn if one["value"] == chosen), None)
    return {**element, "initial_option": found} if found else element


def _week_name(number: int, words: Words) -> str:
    return words(f"rhythm.week_{number}") if number < 2 else words("rhythm.week_later", number=number)


def _account(one: AccountWeek, shown: Shown) -> list[Block]:
    words, rhythm = shown.reader.words, one.week.rhythm
    is_this_week = shown.asked.ahead == 0
    said = progress(one.week.taken, rhythm.aim_a_week, one.week.empty, words, is_this_week=is_this_week)
    text = as_text(rhythm, words) or words("rhythm.none_yet")
    head = Safe(f"*{escaped(parts.shortened(one.name, 75))}* · {escaped(said)}\n{escaped(text)}")
    edit = parts.button(words("rhythm.edit"), wire.EDIT_RHYTHM, str(one.account_id)) if shown.is_admin else None
    lines = week_lines(one.week, shown.zone, words)
    return [parts.section(head, accessory=edit), *([parts.context(Safe("\n".join(lines)))] if lines else [])]


def _days(shown: Shown) -> list[Block]:
    words = shown.reader.words
    lines = days_as_text(shown.days[:MOST_DAYS])
    head = Safe(f"*{escaped(words('rhythm.days'))}*\n{escaped(lines or words('rhythm.days_none'))}")
    edit = parts.button(words("rhythm.edit"), wire.EDIT_DAYS, str(shown.asked.brand_id)) if shown.is_admin else None
    more = len(shown.days) - MOST_DAYS
    return [parts.section(head, accessory=edit), *([parts.context(f"+{more}")] if more > 0 else [])]


def rhythm_form(account_id: int, name: str, rhythm: Rhythm, stands: str, words: Words) -> Block:
    """`stands`: what it was when the form was opened, so that nobody overwrites somebody else's."""
    field = parts.text_input(
        FIELD,
        words("rhythm.form_label", account=name),
        initial=as_text(rhythm, words),
        hint=words("rhythm.form_hint"),
        placeholder=words("rhythm.form_placeholder"),
        is_long=True,
        is_optional=True,
        max_length=2000,
    )
    return _form(wire.RHYTHM_FORM, [field, parts.context(words("rhythm.form_note"))], f"{account_id}.{stands}", words)


def days_form(brand_id: int, days: Sequence[SensitiveDay], stands: str, words: Words) -> Block:
    field = parts.text_input(
        FIELD,
        words("rhythm.days_label"),
        initial=parts.head(days_as_text(days), parts.SECTION_LIMIT),
        hint=words("rhythm.days_hint"),
        placeholder=words("rhythm.days_placeholder"),
        is_long=True,
        is_optional=True,
    )
    return _form(wire.DAYS_FORM, [field], f"{brand_id}.{stands}", words)


def _form(callback_id: str, blocks: list[Block], metadata: str, words: Words) -> Block:
    return parts.modal(
        callback_id,
        words("rhythm.title"),
        blocks,
        submit=words("rhythm.save"),
        close=words("answer.close"),
        metadata=metadata,
    )


def understood(name: str, said: str, words: Words) -> Block:
    """What was saved, as it was understood."""
    blocks = [
        parts.section(words.mrkdwn("rhythm.understood", name=name)),
        parts.quoted(said or words("rhythm.nothing")),
    ]
    return parts.reading(words("rhythm.title"), blocks, close=words("answer.close"))
