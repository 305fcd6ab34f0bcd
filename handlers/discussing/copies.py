"""What we passed on under the card follows the message that it was made from. Transactions only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers.blocks import discussion
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.snapshot import snapshot
from handlers.words.catalogue import words
from storage import brands, outbox
from storage.comments import Comment
from storage.outbox import Message
from storage.submissions import Submission

NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Copy:
    """Our own message, and what it is to show from now on; without blocks it is to go."""

    channel_id: str
    ts: str
    text: str = ""
    blocks: Sequence[Block] = ()


def rewritten(session: Session, row: Comment, text: str, *, now: datetime) -> Copy | None:
    """After an edit. Nothing when nothing was passed on, or not yet: it leaves with the new words then."""
    message = _passed_on(session, row)
    if message is None:
        return None
    message.data = {**message.data, "text": text}
    brand = brands.brand(session, session.get_one(Submission, row.submission_id).brand_id)
    reader = Reader(words(brand.language), brand.zone, now)
    drawn = discussion.SAYINGS["remark_passed_on"](message.data, snapshot(session, row.submission_id), reader)
    if drawn is None or not message.channel_id or not message.ts:
        return None
    return Copy(message.channel_id, message.ts, drawn.text, drawn.blocks)


def gone(session: Session, row: Comment, *, now: datetime) -> Copy | None:
    """After a deletion. What has not left yet stays unsaid."""
    message = _passed_on(session, row)
    if message is None:
        return None
    message.data = {**message.data, "text": ""}
    if message.sent_at is None:
        message.sent_at, message.trouble = now, NOT_NEEDED
    return Copy(message.channel_id, message.ts) if message.channel_id and message.ts else None


def _passed_on(session: Session, row: Comment) -> Message | None:
    return outbox.by_key(session, f"passed_on:{row.id}")
