"""A check mark on the card, or an "ok" under it, is no approval. Whoever means it as one is told so, privately, once.

The hint carries the Approve button of the version that they were looking at.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access
from handlers.blocks import hint
from handlers.desk import Desk
from handlers.request import Request
from handlers.typed.yes import YES_MARKS, means_yes
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import cards, people, slots, submissions
from storage.cards import Surface

log = logging.getLogger(__name__)

JOB = "hint"


@dataclass(frozen=True)
class Hint:
    """For one person about one revision."""

    target: Target
    language: str


async def reaction_added(desk: Desk, request: Request) -> None:
    """On the card itself; elsewhere people may mark what they like."""
    event = request.event
    item = event.get("item")
    mark = str(event.get("reaction") or "").partition("::")[0]
    if mark in YES_MARKS and isinstance(item, Mapping):
        await _hint(desk, event, str(item.get("channel") or ""), str(item.get("ts") or ""), thread_ts=None)


async def message(desk: Desk, request: Request) -> None:
    """A reply under the card that says nothing but yes. Bots, edits and longer thoughts are left alone."""
    event = request.event
    thread_ts = str(event.get("thread_ts") or "")
    is_somebodys_word = not (event.get("subtype") or event.get("bot_id") or event.get("edited") or event.get("hidden"))
    if thread_ts and is_somebodys_word and means_yes(str(event.get("text") or "")):
        await _hint(desk, event, str(event.get("channel") or ""), thread_ts, thread_ts=thread_ts)


async def _hint(desk: Desk, event: Mapping[str, Any], channel: str, ts: str, *, thread_ts: str | None) -> None:
    user_id = str(event.get("user") or "")
    found = await desk.database.write(owed_hint, user_id, channel, ts, now=desk.calendar(), practice=desk.practice)
    if found is None:
        return
    text, blocks = hint.not_recorded(found.target, words(found.language))
    try:
        await desk.client.chat_postEphemeral(
            channel=channel, user=user_id, text=text, blocks=blocks, thread_ts=thread_ts
        )
    except (SlackClientError, OSError, TimeoutError) as trouble:
        # An ephemeral message is a courtesy: reminders come anyway, so it is not tried again.
        log.warning("A hint was lost: %s", trouble)


def owed_hint(
    session: Session, user_id: str, channel: str, ts: str, *, now: datetime, practice: frozenset[int]
) -> Hint | None:
    """For an approver who owes a decision on this very card, and has had no hint about this revision yet."""
    card = cards.at(session, channel, ts)
    if card is None or card.surface not in (Surface.CARD, Surface.CLIENT):
        return None
    person = people.person(session, user_id)
    if person is None:
        raise access.Stranger(user_id)
    submission = submissions.lock(session, card.submission_id)
    if submission is None or not access.owes(session, submission, person, now=now, practice=practice):
        return None
    window = f"{submission.number}.{submission.revision}.{user_id}"
    if not slots.take_slot(session, JOB, window, now=now):
        return None
    return Hint(Target(submission.number, submission.revision), person.language)
