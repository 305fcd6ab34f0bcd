"""chat.scheduleMessage and what belongs to it."""

from typing import Any

from bot.sandbox.limits import Tier
from bot.sandbox.records import Scheduled
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import messages, scheduled
from bot.sandbox.web_api import chat, content, paging, places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]


def schedule(call: Call) -> Json:
    """Keep a message until the calendar reaches `post_at`, in Unix seconds."""
    channel = places.writable(call)
    said = content.read(call)
    if content.is_empty(said):
        raise Refused("no_text")
    if not call.need("post_at", "invalid_time").isdecimal():
        raise Refused("invalid_time")
    body = messages.from_app(call.world, "") | said
    chat.put_into_thread(call, channel, body)
    metadata = content.metadata(call)
    if metadata is not None:
        body["metadata"] = metadata
        call.warnings.append("a scheduled message with metadata is never posted, as in Slack")
    one = scheduled.add(call.world, channel.id, call.number("post_at", 0), body)
    shown = {name: value for name, value in body.items() if name != "ts"}
    message = shown | {"type": "delayed_message", "subtype": "bot_message"}
    return {"channel": channel.id, "scheduled_message_id": one.id, "post_at": one.post_at, "message": message}


def unschedule(call: Call) -> Json:
    """Forget a message that has not been posted."""
    channel = places.conversation(call)
    scheduled.remove(call.world, channel.id, call.need("scheduled_message_id", "invalid_scheduled_message_id"))
    return {}


def scheduled_messages(call: Call) -> Json:
    """List what waits, the earliest first; of one channel, or between `oldest` and `latest`."""
    wanted = places.conversation(call).id if call.text("channel") else None
    oldest, latest = call.number("oldest", 0), call.number("latest", 2**63)
    rows = [
        _row(one)
        for one in sorted(call.world.scheduled.values(), key=lambda one: one.post_at)
        if wanted in (None, one.channel) and oldest <= one.post_at <= latest
    ]
    page, further = paging.page(call, rows)
    return {"scheduled_messages": page, "response_metadata": further}


def _row(one: Scheduled) -> Json:
    row: Json = {"id": one.id, "channel_id": one.channel, "post_at": one.post_at, "date_created": one.created}
    return row | {"text": one.body["text"]}


METHODS = {
    "chat.scheduleMessage": method(
        schedule,
        "channel text blocks attachments markdown_text parse link_names as_user post_at thread_ts reply_broadcast "
        "metadata unfurl_links unfurl_media file_annotation",
        "chat:write",
        Tier.TIER_3,
    ),
    "chat.deleteScheduledMessage": method(
        unschedule, "channel scheduled_message_id as_user", "chat:write", Tier.TIER_3
    ),
    "chat.scheduledMessages.list": method(
        scheduled_messages, "channel cursor latest limit oldest team_id", "", Tier.TIER_3
    ),
}
