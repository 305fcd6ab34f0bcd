"""What was found, a page at a time, in a modal. Pure."""

from typing import Any

from handlers import wire
from handlers.blocks import home_rows, parts
from handlers.blocks.card import first_words
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target


def view(page: Any) -> Block:
    """Rows with their history a press away, and the way to older ones."""
    words = page.reader.words
    if not page.asked:
        blocks = [parts.section(words.mrkdwn("find.how", ask=wire.GREENLIGHT))]
    else:
        blocks = [parts.context(words("find.looked_for", asked=page.asked)), *_rows(page), *_ways(page)]
    return parts.modal(wire.FOUND, words("find.title"), blocks, close=words("answer.close"), metadata=page.asked)


def _rows(page: Any) -> list[Block]:
    if page.snaps:
        return [_row(snap, page.reader) for snap in page.snaps]
    return [parts.section(page.reader.words("find.none_here" if page.further else "find.none"))]


def _row(snap: Snapshot, reader: Reader) -> Block:
    line = reader.words.mrkdwn(
        "find.row",
        number=home_rows.number(snap),
        author=snap.author_name,
        state=home_rows.state(snap, reader),
        accounts=", ".join(one.account for one in snap.on) or "–",
        first_words=first_words(snap.content.text),
    )
    button = parts.button(reader.words("card.menu_history"), wire.HISTORY, str(Target(snap.number, snap.revision)))
    return parts.section(line, accessory=button)


def _ways(page: Any) -> list[Block]:
    words, buttons = page.reader.words, []
    if not page.is_first:
        buttons.append(parts.button(words("find.newest"), wire.FIND_NEWEST, "0"))
    if page.further:
        buttons.append(parts.button(words("find.older"), wire.FIND_OLDER, str(page.further)))
    return [parts.actions(*buttons)] if buttons else []
