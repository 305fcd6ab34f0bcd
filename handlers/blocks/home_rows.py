"""The rows of App Home, one drawing for each list. Pure."""

from dataclasses import dataclass
from datetime import datetime

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import confirm_withdrawal, first_words
from handlers.blocks.next_step import URGENT, hours_left
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.snapshot import OnAccount, Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words
from storage.lifecycle import OPEN, UNSENT, Delivery, Editorial, Status

Trouble = tuple[Snapshot, OnAccount]

SETTLING: dict[Delivery, tuple[str, ...]] = {
    Delivery.UNKNOWN: (wire.IT_IS_LIVE, wire.SEND_AGAIN, wire.LEAVE_IT),
    Delivery.FAILED: (wire.SEND_AGAIN, wire.LEAVE_IT),
    Delivery.MISSED: (wire.PUBLISH_NOW, wire.NEW_TIME, wire.LEAVE_IT),
}
"""What a person may say about a publication in trouble."""


WITH_A_TIME = frozenset({Status.WAITING, Status.CHANGES_REQUESTED, Status.SCHEDULED})
"""Statuses whose time is still worth naming."""


@dataclass(frozen=True)
class DraftRow:
    """A draft, as far as Home shows it."""

    draft_id: str
    text: str
    saved_at: datetime
    submission_id: int | None = None
    """The submission that it edits, if any."""


def channel(channel_id: str) -> Safe:
    return Safe(f"<#{channel_id}>")


def number(snap: Snapshot) -> Safe:
    """#142, leading to the card where there is one."""
    text = f"#{snap.number}"
    return parts.link(snap.card_link, text) if snap.card_link else Safe(text)


def waiting(snap: Snapshot, reader: Reader) -> list[Block]:
    """Somebody else's, that this person owes a decision."""
    line = reader.words.mrkdwn(
        "home.row_waiting",
        number=number(snap),
        author=snap.author_name,
        when=when(snap, reader),
        first_words=first_words(snap.content.text),
    )
    if hours_left(snap, reader.now):
        line = Safe(f"{URGENT} {line}")
    review = parts.button(reader.words("home.review"), wire.REVIEW, str(Target(snap.number, snap.revision)))
    return [parts.section(line, accessory=review)]


def when(snap: Snapshot, reader: Reader) -> str:
    """In the reader's own zone; the foot of the page names it."""
    if snap.due_at is None:
        return reader.words("home.at_once")
    return dates.day_and_time(snap.due_at, reader.zone, reader.words.language)


def state(snap: Snapshot, reader: Reader) -> str:
    """The status, and the time while it still lies ahead."""
    status = reader.words(f"card.status_{snap.status}")
    return f"{status} · {when(snap, reader)}" if snap.status in WITH_A_TIME else status


def in_trouble(row: Trouble, reader: Reader) -> list[Block]:
    """One publication that a person has to settle."""
    snap, one = row
    line = reader.words.mrkdwn(
        "home.row_trouble",
        number=number(snap),
        account=one.account,
        state=reader.words(f"card.delivery_{one.state}"),
        first_words=first_words(snap.content.text),
    )
    target = str(Target(snap.number, one.publication_id))
    buttons = [parts.button(reader.words(f"home.{name}"), name, target) for name in SETTLING[one.state]]
    return [parts.section(line), parts.actions(*buttons)]


def mine(snap: Snapshot, reader: Reader) -> list[Block]:
    """The person's own; where they owe a new version, Edit stands in the open."""
    line = reader.words.mrkdwn(
        "home.row_mine",
        number=number(snap),
        state=state(snap, reader),
        first_words=first_words(snap.content.text),
    )
    target = str(Target(snap.number, snap.revision))
    blocks = [parts.section(line, accessory=_menu(snap, reader))]
    if snap.state == Editorial.CHANGES_REQUESTED:
        edit = parts.button(reader.words("card.menu_edit"), wire.EDIT, target, style="primary")
        withdraw = parts.button(
            reader.words("card.menu_withdraw"), wire.WITHDRAW, target, confirm=confirm_withdrawal(reader.words)
        )
        blocks.append(parts.actions(edit, withdraw))
    return blocks


def _menu(snap: Snapshot, reader: Reader) -> Block:
    """The same choices as on the card; only those that this person may make, while something can still be changed."""
    may_change = reader.user_id == snap.author_id or reader.user_id in snap.admin_ids
    is_open = snap.state in OPEN and any(one.state in UNSENT for one in snap.on)
    names = [wire.EDIT, wire.WITHDRAW] if may_change and is_open else []
    target = str(Target(snap.number, snap.revision))
    options = [(reader.words(f"card.menu_{name}"), f"{name}:{target}") for name in (*names, wire.HISTORY, wire.COPY)]
    return parts.overflow(wire.CARD_MENU, options)


def draft(row: DraftRow, reader: Reader) -> list[Block]:
    """Typed, and not submitted."""
    saved = dates.moment(row.saved_at, reader.zone, reader.words.language, reader.now)
    text = first_words(row.text) or reader.words("home.no_text")
    key = "home.row_draft" if row.submission_id is None else "home.row_draft_edit"
    line = reader.words.mrkdwn(key, first_words=text, saved=saved, number=str(row.submission_id))
    return [
        parts.section(line),
        parts.actions(
            parts.button(reader.words("home.open_draft"), wire.OPEN_DRAFT, row.draft_id),
            parts.button(
                reader.words("home.discard_draft"),
                wire.DISCARD_DRAFT,
                row.draft_id,
                confirm=_confirm_discarding(reader.words),
            ),
        ),
    ]


def _confirm_discarding(words: Words) -> Block:
    return parts.confirm(
        words("home.discard_title"), words("home.discard_text"), words("home.discard_draft"), words("card.keep_it")
    )


def next_out(snap: Snapshot, reader: Reader) -> list[Block]:
    """Approved, and on its way to its time."""
    accounts = ", ".join(one.account for one in snap.on if one.state == Delivery.SCHEDULED)
    line = reader.words.mrkdwn(
        "home.row_next",
        when=when(snap, reader),
        number=number(snap),
        accounts=accounts,
        first_words=first_words(snap.content.text),
    )
    return [parts.section(line, accessory=_menu(snap, reader))]
