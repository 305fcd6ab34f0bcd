"""Replies under a card are kept as comments, and followed when they are edited or deleted.

An author who is not in the channel gets them as direct messages; what they answer there comes back under the card.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
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
from handlers.slack import SlackError
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
    elif isinstance(now_there, Mapping) and _is_somebodys(now_there):
        said = _as_written(channel, now_there)
        if said.thread_ts:
            await _written(desk, said, is_edit=subtype == "message_changed")
        elif event.get("channel_type") == "im":
            await _to_the_bot(desk, said, is_edit=subtype == "message_changed")


def _is_somebodys(body: Mapping[str, Any]) -> bool:
    return bool(body.get("user") and not body.get("bot_id") and str(body.get("subtype") or "") in BY_PEOPLE)


def _as_written(channel: str, body: Mapping[str, Any]) -> Written:
    """The first message of a thread stands by itself, although Slack names its thread."""
    ts, thread_ts = str(body.get("ts") or ""), str(body.get("thread_ts") or "")
    return Written(channel, ts, thread_ts if thread_ts != ts else "", str(body["user"]), body)


async def _to_the_bot(desk: Desk, said: Written, *, is_edit: bool) -> None:
    """By itself, not below a question: where exactly one waits, it is the answer; where several do, we ask back."""
    if is_edit:
        if await desk.database.read(remarks.is_kept, said.channel_id, said.ts):
            await _changed(desk, said)
        return
    waiting = await desk.database.read(answering.unanswered, said.channel_id, said.user_id, now=desk.calendar())
    if not waiting:
        return
    ts, number = waiting[0]
    if len(waiting) == 1:
        await _written(desk, replace(said, thread_ts=ts), is_edit=False)
    language = words(await desk.database.read(answering.language_of, said.user_id))
    key = "discussion.taken_as_answer" if len(waiting) == 1 else "discussion.which_question"
    await _tell(desk, said, language(key, number=number) if len(waiting) == 1 else language(key))


async def _tell(desk: Desk, said: Written, text: str) -> None:
    """A courtesy, to them alone; it rings nowhere."""
    try:
        await desk.client.chat_postEphemeral(channel=said.channel_id, user=said.user_id, text=text)
    except (SlackClientError, OSError, TimeoutError) as trouble:
        log.warning("It was not told what a message was taken for: %s", trouble)


async def _written(desk: Desk, said: Written, *, is_edit: bool) -> None:
    if not await desk.database.read(remarks.concerns_us, said):
        return
    refusal = await desk.database.read(outside.refusal, said.channel_id, said.thread_ts, said.user_id)
    if refusal is not None:
        await _refuse(desk, said, refusal, is_edit=is_edit)
        return
    if is_edit:
        await _changed(desk, said)
    else:
        await desk.database.write(remarks.heard, said, now=desk.calendar(), practice=desk.practice)
    desk.wake.deliver()


async def _changed(desk: Desk, said: Written) -> None:
    copy = await desk.database.write(remarks.changed, said, now=desk.calendar(), practice=desk.practice)
    if copy is not None:
        await _follow(
            desk, "chat.update", channel=copy.channel_id, ts=copy.ts, text=copy.text, blocks=list(copy.blocks)
        )


async def _follow(desk: Desk, method: str, **arguments: Any) -> None:
    """Our own message under the card. The record is right already; if Slack does not take this, the copy stays old."""
    try:
        await desk.slack.call(method, **arguments)
    except SlackError as trouble:
        log.warning("A copy under the card does not follow: %s", trouble)


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
        copy = await desk.database.write(remarks.deleted, channel, ts, now=desk.calendar())
        if copy is not None:
            await _follow(desk, "chat.delete", channel=copy.channel_id, ts=copy.ts)


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
