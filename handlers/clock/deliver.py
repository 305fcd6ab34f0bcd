"""What was decided to be said reaches Slack, once; and pictures of submissions are kept true.

1. Lease what may be said, most urgent first, and commit "handed to Slack" before the first byte leaves.
2. Say it, paced. An answer: done. A clear no: later, or never, by its code.
3. No answer: it is looked up by its metadata before it is said again. So is what a dead process left behind.
4. Then redraw every picture that is behind its submission; ten changes need one update.
"""

import asyncio
import logging
from datetime import timedelta

from handlers.desk import Desk
from handlers.knowing import channels
from handlers.saying import delivering, sharing
from handlers.saying.delivering import Ready
from handlers.slack import SlackError, SlackUncertain
from storage.crashpoints import crashpoint

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
"""Longer than the client's timeout, so that nobody else picks up what is still being sent."""


async def run_due(desk: Desk) -> int:
    """Says and draws all that may be said now; how many messages and pictures it was."""
    total = 0
    while done := await _round(desk):
        total += done
    return total


async def _round(desk: Desk) -> int:
    said = await _say_some(desk)
    drawn = await _draw_some(desk)
    return said + drawn


async def _say_some(desk: Desk) -> int:
    machine = desk.machine()
    taken = await desk.database.write(
        delivering.take, machine_now=machine, now=desk.calendar(), owner=desk.owner, lease_until=machine + LEASE
    )
    await asyncio.gather(*(_say(desk, ready) for ready in taken))
    return len(taken)


async def _say(desk: Desk, ready: Ready) -> None:
    """One message; whatever goes wrong stays with it."""
    try:
        await _say_once(desk, ready)
    except SlackError as trouble:
        await desk.database.write(delivering.put_off, ready, trouble, machine_now=desk.machine(), now=desk.calendar())
        log.warning("Message %s was not said: %s", ready.key, trouble)
        await _note_closed_channel(desk, ready, trouble)
    except Exception:
        log.exception("Message %s failed", ready.key)
        await desk.database.write(delivering.push_on, ready, machine_now=desk.machine())


async def _say_once(desk: Desk, ready: Ready) -> None:
    if ready.drawn is None:
        await desk.database.write(delivering.drop, ready, now=desk.calendar())
        return
    channel = await _channel(desk, ready)
    found = await _find(desk, ready, channel) if ready.may_be_said else None
    ts = found or await _post(desk, ready, channel)
    crashpoint("outbox-after-send")
    await desk.database.write(delivering.said, ready, channel, ts, now=desk.calendar())


async def _channel(desk: Desk, ready: Ready) -> str:
    """A person's direct messages have a channel of their own, opened once."""
    if ready.channel_id:
        return ready.channel_id
    answer = await desk.slack.call("conversations.open", users=ready.recipient)
    channel = str(answer["channel"]["id"])
    await desk.database.write(delivering.keep_direct_channel, ready.recipient, channel)
    return channel


async def _post(desk: Desk, ready: Ready, channel: str) -> str:
    assert ready.drawn is not None, "checked by _say_once"
    crashpoint("after-commit")
    if ready.drawn.images:
        return await sharing.share(desk, channel, ready.thread_ts, ready.drawn)
    answer = await desk.slack.call(
        "chat.postMessage",
        channel=channel,
        text=ready.drawn.text,
        blocks=list(ready.drawn.blocks),
        metadata=ready.metadata,
        unfurl_links=False,
        unfurl_media=False,
        **({"thread_ts": ready.thread_ts} if ready.thread_ts else {}),
    )
    return str(answer["ts"])


async def _find(desk: Desk, ready: Ready, channel: str) -> str | None:
    """The message, if an earlier try got through after all."""
    since = {"oldest": f"{(ready.since - timedelta(minutes=2)).timestamp():.6f}"} if ready.since else {}
    method = "conversations.replies" if ready.thread_ts else "conversations.history"
    thread = {"ts": ready.thread_ts} if ready.thread_ts else {}
    answer = await desk.slack.call(method, channel=channel, include_all_metadata=True, limit=200, **since, **thread)
    for message in answer["messages"]:
        said = (message.get("metadata") or {}).get("event_payload")
        if said == ready.metadata["event_payload"] or sharing.is_share_of(message, ready.drawn):
            return str(message["ts"])
    return None


async def _draw_some(desk: Desk) -> int:
    machine = desk.machine()
    behind = await desk.database.write(delivering.behind, desk=desk, machine_now=machine, busy_until=machine + LEASE)
    await asyncio.gather(*(_draw(desk, ready) for ready in behind))
    return len(behind)


async def _draw(desk: Desk, ready: Ready) -> None:
    try:
        await _draw_once(desk, ready)
    except SlackError as trouble:
        await desk.database.write(delivering.put_off_drawing, ready, trouble, machine_now=desk.machine())
        log.warning("Picture %s was not drawn: %s", ready.key, trouble)
        await _note_closed_channel(desk, ready, trouble)
    except Exception:
        log.exception("Picture %s failed", ready.key)
        await desk.database.write(delivering.push_drawing_on, ready, machine_now=desk.machine())


async def _note_closed_channel(desk: Desk, ready: Ready, trouble: SlackError) -> None:
    """The admins hear of it even when Slack's event was lost."""
    if ready.channel_id and trouble.code in delivering.CHANNEL_TROUBLE:
        await desk.database.write(channels.refused, ready.channel_id, trouble.code, now=desk.calendar())


async def _draw_once(desk: Desk, ready: Ready) -> None:
    assert ready.drawn is not None, "a picture always shows something"
    channel = await _channel(desk, ready)
    ts = ready.ts
    if ts is None and ready.may_be_said:
        ts = await _find(desk, ready, channel)
    if ts is None:
        ts = await _post(desk, ready, channel)
        crashpoint("outbox-after-send")
    else:
        await desk.slack.call(
            "chat.update", channel=channel, ts=ts, text=ready.drawn.text, blocks=list(ready.drawn.blocks)
        )
    link = ready.link or await _link(desk, channel, ts)
    await desk.database.write(delivering.drawn, ready, channel, ts, link)


async def _link(desk: Desk, channel: str, ts: str) -> str | None:
    """A convenience; without it the picture is still true."""
    try:
        answer = await desk.slack.call("chat.getPermalink", channel=channel, message_ts=ts)
    except SlackUncertain:
        return None
    return str(answer["permalink"])
