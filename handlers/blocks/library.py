"""The library in a modal: what is found, and one image or video of it. Pure."""

import json
import math
from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import look_up, parts
from handlers.blocks.library_shown import LONGEST_NAME, Item, Shelf
from handlers.blocks.look_up import Frame, Looked
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words
from storage.history import BOT

NAME, TAGS, ALT, RIGHTS, LAST_DAY = "name", "tags", "alt_text", "rights", "last_day"
LONGEST_ALT = 1500


def view(shelf: Shelf) -> Block:
    """What is found, newest first where nothing was typed."""
    words = shelf.reader.words
    frame = Frame(wire.LIBRARY_VIEW, wire.LIBRARY_BRAND, "library", Looked(shelf.brand_id, shelf.typed), shelf.brands)
    rows = [_row(one, shelf.reader) for one in shelf.items]
    return look_up.view(frame, rows, words, below=[parts.context(words("library.how_to_add"))], more=shelf.has_more)


def _row(item: Item, reader: Reader) -> Block:
    button = parts.button(reader.words("library.open"), wire.LIBRARY_OPEN, str(item.number))
    return parts.section(Safe("\n".join(lines(item, reader))), accessory=button, block_id=f"asset_{item.number}")


def lines(item: Item, reader: Reader) -> list[Safe]:
    """Its name, what it is, what is said of it, and whether it may be used."""
    words = reader.words
    found = [words.mrkdwn("library.row", name=item.name, kind=kind(item, words))]
    if item.tags:
        found.append(words.mrkdwn("library.tags_line", tags=", ".join(item.tags)))
    if item.alt_text:
        found.append(words.mrkdwn("library.alt_line", alt_text=parts.shortened(item.alt_text, 150)))
    return [*found, *_standing(item, words)]


def _standing(item: Item, words: Words) -> list[Safe]:
    day = dates.calendar_day(item.last_day, words.language) if item.last_day else ""
    if item.why_not:
        return [words.mrkdwn(f"library.standing_{item.why_not}", day=day)]
    return [words.mrkdwn("library.until", day=day)] if day else []


def kind(item: Item, words: Words) -> str:
    facts = item.facts
    about = {"width": facts.width, "height": facts.height}
    if not facts.mime.startswith("video/"):
        return words("library.image", **about)
    minutes, seconds = divmod(math.ceil(facts.seconds or 0), 60)
    return words("library.video", **about, length=f"{minutes}:{seconds:02}")


def one(item: Item, reader: Reader, looked: Looked) -> Block:
    """A form for whoever may change it, else the same to read."""
    words = reader.words
    about = [parts.context(words.mrkdwn("library.added_by", who=mention(item.added_by), kind=kind(item, words)))]
    about += [parts.context(line) for line in _standing(item, words)]
    metadata = json.dumps([item.number, looked.brand_id, looked.typed])
    if not item.may_change:
        blocks = [*parts.sections(lines(item, reader)), *about, *_rights(item, words), _buttons(item, words)]
        return parts.modal(
            wire.LIBRARY_FORM, words("library.one"), blocks, close=words("answer.close"), metadata=metadata
        )
    return parts.modal(
        wire.LIBRARY_FORM,
        words("library.one"),
        [*about, _name(item.name, words), *described(item, words), _buttons(item, words)],
        submit=words("library.save"),
        close=words("answer.close"),
        metadata=metadata,
    )


def _rights(item: Item, words: Words) -> list[Block]:
    return [parts.section(words.mrkdwn("library.rights_line", rights=item.rights))] if item.rights else []


def _name(name: str, words: Words) -> Block:
    return parts.text_input(NAME, words("library.name"), initial=name[:LONGEST_NAME], max_length=LONGEST_NAME)


def described(item: Item | None, words: Words) -> list[Block]:
    """Alt text, tags, rights, last day."""
    alt_text = parts.text_input(
        ALT,
        words("library.alt_text"),
        initial=item.alt_text[:LONGEST_ALT] if item else "",
        hint=words("library.alt_text_hint"),
        is_long=True,
        is_optional=True,
        max_length=LONGEST_ALT,
    )
    return [alt_text, *for_all(item, words)]


def for_all(item: Item | None, words: Words) -> list[Block]:
    """What several have in common."""
    day: Block = {"type": "datepicker", **({"initial_date": item.last_day} if item and item.last_day else {})}
    return [
        _line(TAGS, ", ".join(item.tags) if item else "", words, 600),
        _line(RIGHTS, item.rights if item else "", words, 500),
        parts.field(LAST_DAY, words("library.last_day"), day, hint=words("library.last_day_hint"), is_optional=True),
    ]


def _line(name: str, value: str, words: Words, most: int) -> Block:
    label, hint = words(f"library.{name}"), words(f"library.{name}_hint")
    return parts.text_input(name, label, initial=value[:most], hint=hint, is_optional=True, max_length=most)


def _buttons(item: Item, words: Words) -> Block:
    value = str(item.number)
    buttons = [parts.button(words("library.send"), wire.LIBRARY_SEND, value)]
    if item.may_change and item.why_not != "withdrawn":
        sure = parts.confirm(
            words("library.withdraw_title"),
            words("library.withdraw_text"),
            words("library.withdraw"),
            words("library.withdraw_no"),
        )
        buttons.append(parts.button(words("library.withdraw"), wire.LIBRARY_WITHDRAW, value, confirm=sure))
    elif item.may_change:
        buttons.append(parts.button(words("library.bring_back"), wire.LIBRARY_BRING_BACK, value))
    return parts.actions(*buttons)


def _in_the_way(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """To an author or an admin: what is held, and the two ways on."""
    words, numbers = reader.words, list(data["numbers"])
    named = ", ".join(f"#{number}" for number in numbers)
    if data.get("more"):
        named = f"{named} {words.count('answer.and_more', data['more'])}"
    key = "withdrawn" if data["is_withdrawn"] else "expired"
    by = words("library.by_the_calendar") if data["by"] == BOT else mention(data["by"])
    line = words.mrkdwn(f"library.in_the_way_{key}", name=data["name"], posts=named, who=by)
    buttons = [
        parts.button(words("library.edit_post", number=numbers[0]), wire.EDIT, str(Target(numbers[0], 1))),
        parts.button(words("library.see"), wire.LIBRARY_OPEN, str(data["asset"])),
    ]
    return Drawn(line, [parts.section(line), parts.actions(*buttons)])


SAYINGS: dict[str, Draw] = {"asset_in_the_way": _in_the_way}
