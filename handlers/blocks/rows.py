"""Rows of reminders and digests, from the plain data of `handlers.waiting`. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, escaped

Row = Mapping[str, Any]

MOST_NAMES = 3
NAME = 40
"""Characters of one name in a row."""


def waiting(row: Row, reader: Reader, *, is_urgent: bool = False) -> Block:
    """What waits for a decision, with its one button."""
    line = reader.words.mrkdwn(
        "digest.row_waiting",
        number=number(row),
        author=parts.shortened(str(row["author"]), NAME),
        accounts=accounts(row),
        when=needed_by(row, reader),
        since=at(row["since"], reader),
        owing=names(row["owing"], reader),
        words=str(row["words"]),
    )
    if is_urgent:
        line = Safe(f"{reader.words.mrkdwn('digest.urgent')} {line}")
    target = str(Target(int(row["number"]), int(row["revision"])))
    return parts.section(line, accessory=parts.button(reader.words("digest.review"), wire.REVIEW, target))


def number(row: Row) -> Safe:
    """#142, leading to the card where there is one."""
    text = f"#{row['number']}"
    return parts.link(str(row["link"]), text) if row["link"] else Safe(text)


def accounts(row: Row) -> Safe:
    found = [escaped(parts.shortened(str(name), NAME)) for name in row["accounts"][:MOST_NAMES]]
    more = len(row["accounts"]) - MOST_NAMES
    return Safe(" + ".join([*found, f"+{more}"] if more > 0 else found) or "–")


def names(found: list[str], reader: Reader) -> Safe:
    """People by name, never by mention: a digest pings nobody."""
    if not found:
        return Safe(reader.words("digest.anyone"))
    shown = ", ".join(escaped(parts.shortened(name, NAME)) for name in found[:MOST_NAMES])
    more = len(found) - MOST_NAMES
    return Safe(f"{shown} {reader.words.count('digest.more_people', more)}" if more > 0 else shown)


def needed_by(row: Row, reader: Reader) -> str:
    """When it is due; in a person's own reminder, also by when a yes still comes in time."""
    if row.get("safe_at") and row["due_at"]:
        return reader.words("digest.safe", safe=at(row["safe_at"], reader), due=at(row["due_at"], reader))
    return at(row["due_at"], reader) if row["due_at"] else reader.words("digest.at_once")


def at(when: str | None, reader: Reader) -> str:
    """An ISO time in the reader's zone; the time alone when it is today."""
    if when is None:
        return "–"
    return dates.moment(datetime.fromisoformat(when), reader.zone, reader.words.language, reader.now)


def and_more(shown: int, total: int, reader: Reader) -> list[Block]:
    """What did not fit is counted."""
    return [parts.context(reader.words.count("digest.and_more", total - shown))] if total > shown else []
