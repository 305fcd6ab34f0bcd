"""The daily digest. It mentions nobody, and stays within 50 blocks and about 9,000 characters. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import parts, rows
from handlers.blocks.parts import Block
from handlers.blocks.rhythm_lines import digest_lines
from handlers.blocks.rows import Row
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.words import dates
from handlers.words.catalogue import Safe, escaped

LONGEST = 9000
"""Characters that Slack's clients show of one message without trouble; lists are cut before that."""

REVIEW_MINE = "all"
"""The value of the button on top. Whose the posts are is known by who presses it."""


def _digest(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn:
    day = dates.day(datetime.fromisoformat(data["at"]), reader.zone, reader.words.language)
    title = reader.words("digest.title", day=day)
    blocks = [
        parts.header(title),
        *_pending(data, reader),
        *_list(data, "going_out", reader, _going_out),
        *_list(data, "published", reader, _published),
        *_list(data, "trouble", reader, _trouble),
        *_list(data, "in_hand", reader, _in_hand),
        parts.DIVIDER,
        *_rhythm(data, reader),
        parts.context(_health(data["health"], reader)),
    ]
    return Drawn(escaped(_notification(title, data, reader)), blocks)


def _notification(title: str, data: Mapping[str, Any], reader: Reader) -> str:
    counts = {name: data[f"{name}_total"] for name in ("pending", "going_out", "published")}
    return reader.words("digest.notification", title=title, **counts)


def _pending(data: Mapping[str, Any], reader: Reader) -> list[Block]:
    if not data["pending"]:
        return []
    total = int(data["pending_total"])
    mine = parts.button(
        reader.words("digest.review_mine", number=total), wire.REVIEW_MINE, REVIEW_MINE, style="primary"
    )
    return [
        parts.section(reader.words.mrkdwn("digest.pending", number=total), accessory=mine),
        *(rows.waiting(row, reader) for row in data["pending"]),
        *rows.and_more(len(data["pending"]), total, reader),
    ]


def _list(data: Mapping[str, Any], name: str, reader: Reader, line: Callable[[Row, Reader], Safe]) -> list[Block]:
    """One section a list: a line each, cut where Slack would cut it."""
    if not data[name]:
        return []
    total = int(data[f"{name}_total"])
    lines = _fitting([line(row, reader) for row in data[name]])
    title = reader.words.mrkdwn(f"digest.{name}", number=total)
    return [parts.section(Safe("\n".join([title, *lines]))), *rows.and_more(len(lines), total, reader)]


def _fitting(lines: list[Safe], limit: int = LONGEST // 6) -> list[Safe]:
    """As many whole lines as fit: half a line could be half a link."""
    found: list[Safe] = []
    for line in lines:
        limit -= len(line) + 1
        if limit < 0:
            break
        found.append(line)
    return found


def _going_out(row: Row, reader: Reader) -> Safe:
    return _line("digest.row_going_out", row, reader, when=rows.at(row["due_at"], reader), where=_where(row))


def _published(row: Row, reader: Reader) -> Safe:
    return _line("digest.row_published", row, reader, where=_where(row))


def _trouble(row: Row, reader: Reader) -> Safe:
    states = [
        f"{escaped(parts.shortened(one['name'], rows.NAME))}: {escaped(reader.words('card.delivery_' + one['state']))}"
        for one in row["on"][: rows.MOST_NAMES]
    ]
    return _line("digest.row_trouble", row, reader, where=Safe(", ".join(states)))


def _in_hand(row: Row, reader: Reader) -> Safe:
    return _line("digest.row_in_hand", row, reader, where=_where(row))


def _line(key: str, row: Row, reader: Reader, **values: object) -> Safe:
    author = parts.shortened(str(row["author"]), rows.NAME)
    return reader.words.mrkdwn(key, number=rows.number(row), author=author, words=str(row["words"]), **values)


def _where(row: Row) -> Safe:
    """Accounts, each leading to what is live there."""
    return Safe(", ".join(_account(one) for one in row["on"][: rows.MOST_NAMES]) or "–")


def _account(one: Mapping[str, Any]) -> str:
    name = parts.shortened(str(one["name"]), rows.NAME)
    return parts.link(str(one["link"]), name) if one["link"] else escaped(name)


def _rhythm(data: Mapping[str, Any], reader: Reader) -> list[Block]:
    """Quietly: a line for each account that has an aim."""
    lines = digest_lines(data.get("rhythm") or (), reader.words)
    return [parts.context(*lines)] if lines else []


def _health(health: Mapping[str, Any], reader: Reader) -> Safe:
    return reader.words.mrkdwn(
        "digest.health",
        due=health["due"],
        published=health["published"],
        missed=health["missed"],
        failed=health["failed"],
        not_sure=health["not_sure"],
        seen=rows.at(health["seen_at"], reader),
        next=rows.at(health["next_at"], reader) if health["next_at"] else reader.words("digest.nothing_next"),
        place=dates.place_of(reader.zone, reader.words.language),
    )


SAYINGS: dict[str, Draw] = {"digest": _digest}
