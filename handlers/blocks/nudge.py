"""Reminders: one gathered message, a Review button a row. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts, rows
from handlers.blocks.digest import REVIEW_MINE
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.words.catalogue import Safe, escaped

SHOWN = 10
"""Rows of one reminder; the rest is behind the button on top."""


def _nudge(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    return _gathered("nudge.title", data, reader)


def shrunk(data: Mapping[str, Any], still: Collection[int], reader: Reader) -> Drawn:
    """The same with what is left of it; an edit pings nobody."""
    left = [row for row in data["rows"] if row["number"] in still]
    if not left:
        return Drawn(reader.words("nudge.done"), [parts.section(reader.words("nudge.done"))])
    return _gathered("nudge.title", {**data, "rows": left}, reader)


def _escalation(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    return _gathered("nudge.escalation", data, reader)


def _gathered(key: str, data: Mapping[str, Any], reader: Reader) -> Drawn:
    found, urgent = data["rows"], data.get("urgent", [])
    line = Safe(escaped(reader.words.count(key, len(found))))
    shown = sorted(found, key=lambda row: row["number"] not in urgent)[:SHOWN]
    blocks = [
        parts.section(line, accessory=_review_mine(len(found), reader) if len(found) > 1 else None),
        *(rows.waiting(row, reader, is_urgent=row["number"] in urgent) for row in shown),
        *rows.and_more(len(shown), len(found), reader),
    ]
    return Drawn(Safe(f"{line} {_first(shown[0], reader)}"), blocks)


def _first(row: rows.Row, reader: Reader) -> Safe:
    """For the phone: the one that is most urgent, or has waited longest."""
    words, when = str(row["words"]), rows.needed_by(row, reader)
    return reader.words.mrkdwn("nudge.first", number=f"#{row['number']}", when=when, words=words)


def _review_mine(number: int, reader: Reader) -> Block:
    return parts.button(reader.words("nudge.review_all", number=number), wire.REVIEW_MINE, REVIEW_MINE, style="primary")


def _nudge_channel(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    """One line, where nobody is named: anyone in the channel may decide, and nobody is pinged."""
    found = data["rows"]
    line = Safe(escaped(reader.words.count("nudge.channel", len(found), since=rows.at(found[0]["since"], reader))))
    return Drawn(line, [parts.section(line, accessory=_review_mine(len(found), reader))])


SAYINGS: dict[str, Draw] = {"nudge": _nudge, "nudge_channel": _nudge_channel, "escalation": _escalation}
