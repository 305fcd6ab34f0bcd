"""What people write under a card, or back to the bot about it, kept as comments and followed when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import access
from handlers.access import Entry
from handlers.discussing import copies, keeping
from handlers.discussing.copies import Copy
from handlers.outside import remarks as outside
from handlers.permissions import Action
from handlers.typed import decode
from handlers.typed.yes import means_yes
from handlers.wire import Target
from storage import cards, comments, history, outbox, people
from storage.cards import Surface
from storage.comments import Comment
from storage.outbox import Place, Urgency


@dataclass(frozen=True)
class Written:
    """A message of Slack's, as it stands there."""

    channel_id: str
    ts: str
    thread_ts: str
    user_id: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """What a message belongs to."""

    number: int
    is_under_card: bool
    """Everybody in the channel reads it there; else it was written to the bot."""
    reply_to: int | None = None
    """The comment that it answers."""
    is_outside: bool = False
    """It stands under the card that people from outside read."""


def concerns_us(session: Session, said: Written) -> bool:
    """Whether a message is about a submission; most are not, and need no write."""
    return _about(session, said) is not None


def is_kept(session: Session, channel_id: str, ts: str) -> bool:
    return comments.at(session, channel_id, ts) is not None


def heard(session: Session, said: Written, *, now: datetime, practice: frozenset[int]) -> bool:
    """Keeps it, if it is about a submission. False when it is not. Raises Stranger or Denied."""
    about = _about(session, said)
    if about is None:
        return False
    entry = _enter(session, said, about, now=now, practice=practice)
    if comments.at(session, said.channel_id, said.ts) is None:
        _keep(session, entry, said, about, now)
    return True


def _enter(session: Session, said: Written, about: About, *, now: datetime, practice: frozenset[int]) -> Entry:
    if about.is_outside:
        return outside.enter(session, said.user_id, about.number, practice=practice, now=now)
    return access.enter(session, said.user_id, Target(about.number), Action.DISCUSS, practice=practice, now=now)


def _about(session: Session, said: Written) -> About | None:
    """By the message that it stands under: a card, the author's own picture of it, or a question of ours."""
    card = cards.at(session, said.channel_id, said.thread_ts)
    if card is not None:
        is_outside = card.surface == Surface.CLIENT
        return About(card.submission_id, card.surface == Surface.CARD, is_outside=is_outside)
    asking = outbox.asking(session, said.channel_id, said.thread_ts)
    if asking is None or asking.submission_id is None:
        return None
    return About(asking.submission_id, False, asking.data.get("comment"))


def _keep(session: Session, entry: Entry, said: Written, about: About, now: datetime) -> None:
    text = _text(session, said)
    row = keeping.add(session, entry, text, now=now, reply_to=about.reply_to, message=(said.channel_id, said.ts))
    is_mere_yes = means_yes(str(said.body.get("text") or ""))
    if not about.is_under_card and not (about.is_outside and is_mere_yes):
        keeping.pass_on(session, entry, row, text, now, is_outside=about.is_outside)
    if (about.is_under_card or about.is_outside) and not is_mere_yes:
        _tell_author(session, entry, row, text, now)
    keeping.record(session, entry, row, now)


def _text(session: Session, said: Written) -> str:
    """As it is read there; of files their names."""
    names = {one: found.name for one, found in people.people(session, decode.mentioned(said.body)).items()}
    files = [str(one.get("name") or "") for one in said.body.get("files") or [] if isinstance(one, Mapping)]
    lines = [decode.message_text(said.body, names), *(f"[{name}]" for name in files if name)]
    return decode.storable("\n".join(line for line in lines if line.strip()))


def _tell_author(session: Session, entry: Entry, row: Comment, text: str, now: datetime) -> None:
    """The author who is not in the channel, unless they wrote it."""
    author = entry.submission.author_id
    if entry.person.user_id in entry.authors or people.is_member(session, entry.brand.review_channel, author):
        return
    outbox.say(
        session,
        f"remark_for_author:{row.id}",
        "remark_for_author",
        place=Place.DIRECT,
        recipient=author,
        urgency=Urgency.TASK,
        now=now,
        submission_id=entry.submission.number,
        by=entry.person.name,
        text=text,
        comment=row.id,
    )


def changed(session: Session, said: Written, *, now: datetime, practice: frozenset[int]) -> Copy | None:
    """Somebody edited a message. Slack says so also when it only unfolds a link: then nothing has changed.

    What is left to do is to change our own message under the card, if there is one.
    """
    row = comments.at(session, said.channel_id, said.ts)
    if row is None:
        # The message itself did not reach us, or has not yet.
        heard(session, said, now=now, practice=practice)
        return None
    text, before = _text(session, said), comments.text_of(session, row)
    if row.deleted_at is not None or text == before or not before:
        # Empty: it was erased on request, and does not come back.
        return None
    words = history.keep_words(session, text, row.author_id)
    row.words_id, row.edited_at = words.id, now
    copy = copies.rewritten(session, row, text, now=now)
    history.add(
        session,
        "comment.edited",
        actor_id=row.author_id,
        at=now,
        submission_id=row.submission_id,
        words=words,
        comment=row.id,
    )
    return copy


def deleted(session: Session, channel_id: str, ts: str, *, now: datetime) -> Copy | None:
    """Somebody deleted a message in Slack, which does not tell us who. That it was said stays in the record; what is
    left to do is to delete our own message under the card, if there is one.
    """
    row = comments.at(session, channel_id, ts)
    if row is None or row.deleted_at is not None:
        return None
    row.deleted_at = now
    copy = copies.gone(session, row, now=now)
    history.add(
        session,
        "comment.deleted",
        actor_id=history.BOT,
        at=now,
        submission_id=row.submission_id,
        comment=row.id,
        of=row.author_id,
    )
    return copy
