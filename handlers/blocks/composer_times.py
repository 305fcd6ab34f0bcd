"""When it goes out: the next free slot, of a queue where there are queues, and the suggested time. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer_fields import routed
from handlers.blocks.parts import Block
from handlers.composing import form, times
from handlers.composing.sheet import Sheet
from handlers.words import dates
from handlers.words.catalogue import Words


def is_meant(sheet: Sheet, option: Block) -> bool:
    """Whether the option is the one that the draft holds."""
    return str(option["value"]).partition("@")[0] == sheet.goes_out


def slot_options(sheet: Sheet, words: Words) -> list[Block]:
    """Only where a chosen account has a rhythm."""
    if not sheet.slotted.has_slots:
        return []
    text = parts.plain(words("rhythm.goes_out_slot"), 75)
    return [{"text": text, "value": form.SLOT, "description": parts.plain(_when(sheet, words), 75)}]


def _when(sheet: Sheet, words: Words) -> str:
    first = sheet.slotted.first
    if first is None:
        return words("rhythm.slot_none")
    when = dates.day_and_time(first.at, sheet.zone, words.language)
    if first.is_moved:
        return words("rhythm.slot_moved", when=when, wall=first.wall)
    return words("rhythm.slot_differs" if sheet.slotted.differ else "rhythm.slot_next", when=when)


def suggested_options(sheet: Sheet, words: Words) -> list[Block]:
    """Only where results speak for a time; the option holds the very time that is read in it."""
    found = sheet.suggestion
    if found is None:
        return []
    when = dates.day_and_time(found.at, sheet.zone, words.language)
    key = "rhythm.suggested_to_learn" if found.is_to_learn else "rhythm.suggested_why"
    why = words(key, when=when, account=parts.shortened(found.account, 20), results=found.results)
    value = f"{form.SUGGESTED}@{times.wall(found.at, sheet.zone)}"
    text = parts.plain(words("rhythm.goes_out_suggested"), 75)
    return [{"text": text, "value": value, "description": parts.plain(why, 75)}]


def queue_field(sheet: Sheet, words: Words) -> list[Block]:
    """Only where there is something to choose."""
    slotted = sheet.slotted
    names = [*([form.NO_QUEUE] if slotted.has_other else []), *slotted.queues]
    if not sheet.is_slotted or len(names) < 2:
        return []
    options = [{"text": parts.plain(_named(name, words), 75), "value": name} for name in names[:100]]
    element: Block = {"type": "static_select", "options": options}
    chosen = next((one for one in options if one["value"] == (sheet.queue or form.NO_QUEUE)), options[0])
    element["initial_option"] = chosen
    return [routed(parts.field(form.QUEUE, words("rhythm.queue"), element), wire.COMPOSER_QUEUE)]


def _named(name: str, words: Words) -> str:
    return words("rhythm.no_queue") if name == form.NO_QUEUE else name


def shown_times(blocks: Iterable[Mapping[str, Any]]) -> list[Any]:
    """What an open form offers, to tell whether it has to be drawn anew."""
    about = (one for one in blocks if one.get("block_id") in (form.GOES_OUT, form.QUEUE))
    return [[option.get("value") for option in one["element"].get("options") or []] for one in about]
