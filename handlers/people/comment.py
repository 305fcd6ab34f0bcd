"""Replies under a card are kept as comments, and followed when they are edited or deleted.

An author who is not in the channel gets them as direct messages; what they answer there comes back under the card.
"""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackClientError

from handlers import answers
from handlers.access import Denied
from handlers.blocks import client_card, discussion
from handlers.desk import Desk
from handlers.discussing import answering, remarks
from handlers.discussing.remarks import Written
from handlers.outside import remarks as outside
from handlers.outside.remarks import Refusal
from handlers.request import Request
from handlers.words.catalogue import words

log = logging.getLogger(__name__)

BY_PEOPLE = frozenset({"", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of messages that a person wrote. docs.slack.dev/reference/events/message, "Message subtypes"."""

TOMBSTONE = "tombstone"
"""What a deleted message becomes that has replies."""


async def message(desk: Desk, request: Request) -> None:
    """Something was written, edited or deleted somewhere; most of it is not about a submission."""
    event, subtype = request.event, str(request.event.get("subtype") or "")
    channel = str(event.get("channel") or "")
    now_there = event.get("message") if subtype == "message_changed" else event
    if subtype == "message_deleted":
        await _deleted(desk, channel, str(event.get("deleted_ts") or ""))
    elif isinstance(now_there, Mapping) and now_there.get("subtype") == TOMBSTONE:
        await _deleted(desk, channel, str(now_there.get("ts") or ""))
    elif isinstance(now_there, Mapping) and _is_somebodys_reply(now_there):
        await _written(desk, channel, now_there, is_edit=subtype == "message_changed")


def _is_somebodys_reply(body: Mapping[str, Any]) -> bool:
    by_person = body.get("user") and not body.get("bot_id") and str(body.get("subtype") or "") in BY_PEOPLE
    return bool(by_person and body.get("thread_ts") and body.get("thread_ts") != body.get("ts"))


async def _written(desk: Desk, channel: str, body: Mapping[str, Any], *, is_edit: bool) -> None:
    said = Written(channel, str(body.get("ts") or ""), str(body["thread_ts"]), str(body["user"]), body)
    if not await desk.database.read(remarks.concerns_us, said):
        return
    refusal = await desk.database.read(outside.refusal, channel, said.thread_ts, said.user_id)
    if refusal is not None:
        await _refuse(desk, said, refusal, is_edit=is_edit)
        return
    story = remarks.changed if is_edit else remarks.heard
    await desk.database.write(story, said, now=desk.calendar(), practice=desk.practice)
    desk.wake.deliver()


async def _refuse(desk: Desk, said: Written, refusal: Refusal, *, is_edit: bool) -> None:
    """Told privately, at once, and once: an edit of it changes nothing."""
    if is_edit:
        return
    text, blocks = client_card.not_kept(refusal.number, refusal.review_channel, words(refusal.language))
    try:
        await desk.client.chat_postEphemeral(
            channel=said.channel_id, user=said.user_id, text=text, blocks=blocks, thread_ts=said.thread_ts
        )
    except (SlackClientError, OSError, TimeoutError) as trouble:
        # What they wrote is not kept in any case; this only says so.
        log.warning("A refusal was not told: %s", trouble)


async def _deleted(desk: Desk, channel: str, ts: str) -> None:
    if await desk.database.read(remarks.is_kept, channel, ts):
        await desk.database.write(remarks.deleted, channel, ts, now=desk.calendar())


async def ask_for_answer(desk: Desk, request: Request) -> None:
    """The Answer button under a question."""
    now, practice = desk.calendar(), desk.practice
    asked = await desk.database.read(answering.asked, request.user_id, request.target, now=now, practice=practice)
    await answers.open_modal(desk, request, discussion.answer_form(asked.target, asked.text, words(asked.language)))
    await request.ack()


async def answer(desk: Desk, request: Request) -> None:
    """The answer was sent."""
    text = desk.field_manner.sentence(request.field(discussion.TEXT).get("value"))
    if not text:
        raise Denied("nothing_written")
    language = await desk.database.write(
        answering.answered, request.user_id, request.target, text, now=desk.calendar(), practice=desk.practice
    )
    desk.wake.deliver()
    await request.ack(
        response_action="update", view=discussion.said(words(language)("discussion.answer_sent"), words(language))
    )
