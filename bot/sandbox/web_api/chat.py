"""chat.*: messages by the app."""

from typing import Any

from bot.sandbox.limits import Tier
from bot.sandbox.records import Conversation, Message
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import messages
from bot.sandbox.web_api import content, places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]
# chat.update refuses longer texts with msg_too_long (docs.slack.dev/reference/methods/chat.update).
UPDATE_TEXT_LIMIT = 4_000


def post_message(call: Call) -> Json:
    """Post a message to a channel, a thread or a person."""
    channel = places.writable(call)
    if any(call.text(name) for name in ("username", "icon_emoji", "icon_url")):
        places.need_scope(call.world, "chat:write.customize")
    said = content.read(call)
    if content.is_empty(said):
        raise Refused("no_text")
    body = messages.from_app(call.world, "") | said
    put_into_thread(call, channel, body)
    metadata = content.metadata(call)
    if metadata is not None:
        body["metadata"] = metadata
    posted = messages.post(call.world, channel, body)
    return {"channel": channel.id, "ts": posted.ts, "message": posted.body}


def post_ephemeral(call: Call) -> Json:
    """Show a message to one member of a channel only."""
    channel = places.writable(call)
    person = call.need("user", "user_not_found")
    if person not in call.world.members:
        raise Refused("user_not_found")
    if person not in channel.members:
        raise Refused("user_not_in_channel")
    said = content.read(call)
    if content.is_empty(said):
        raise Refused("no_text")
    body = messages.from_app(call.world, "") | said
    put_into_thread(call, channel, body)
    shown = messages.post_ephemeral(call.world, channel, person, body)
    return {"message_ts": shown.ts}


def update(call: Call) -> Json:
    """Change a message of the app. Text without blocks removes the blocks; nobody is notified."""
    channel, message = _own(call, "cant_update_message")
    said = content.read(call)
    if not said and call.args.get("metadata") is None:
        raise Refused("no_text")
    if len(said.get("text", "")) > UPDATE_TEXT_LIMIT:
        raise Refused("msg_too_long")
    body = dict(message.body)
    if "text" in said and "blocks" not in said:
        body.pop("blocks", None)
        body["edited"] = {"user": call.world.bot, "ts": call.world.next_ts()}
    metadata = content.metadata(call)
    body |= said | ({"metadata": metadata} if metadata is not None else {})
    if content.is_empty(body):
        raise Refused("no_text")
    messages.change(call.world, message, body)
    return {"channel": channel.id, "ts": message.ts, "text": body["text"], "message": body}


def delete(call: Call) -> Json:
    """Delete a message of the app."""
    channel, message = _own(call, "cant_delete_message")
    messages.remove(call.world, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """Answer the address of a message."""
    channel = places.conversation(call)
    message = places.message(channel, call.need("message_ts", "message_not_found"))
    link = f"{call.world.origin}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def put_into_thread(call: Call, channel: Conversation, body: Json) -> None:
    """Make a message a reply, if the call says so. Refuses a thread that is not there."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return
    parent = channel.messages.get(thread_ts)
    if parent is None or parent.is_reply:
        raise Refused("thread_not_found")
    messages.put_into_thread(channel, body, thread_ts)
    if call.flag("reply_broadcast"):
        body["subtype"] = "thread_broadcast"
        body["root"] = parent.body


def _own(call: Call, code: str) -> tuple[Conversation, Message]:
    channel = places.conversation(call)
    if channel.is_archived:
        raise Refused("is_archived")
    message = places.message(channel, call.need("ts", "message_not_found"))
    if message.author != call.world.bot:
        raise Refused(code)
    return channel, message


_CONTENT = "channel text blocks attachments markdown_text parse link_names as_user mrkdwn username icon_emoji icon_url"
METHODS = {
    "chat.postMessage": method(
        post_message,
        f"{_CONTENT} thread_ts reply_broadcast metadata unfurl_links unfurl_media container_id file_annotation",
        "chat:write",
        Tier.POSTING,
    ),
    "chat.postEphemeral": method(post_ephemeral, f"{_CONTENT} user thread_ts", "chat:write", Tier.TIER_4),
    "chat.update": method(update, f"{_CONTENT} ts metadata reply_broadcast file_ids", "chat:write", Tier.TIER_3),
    "chat.delete": method(delete, "channel ts as_user", "chat:write", Tier.TIER_3),
    "chat.getPermalink": method(permalink, "channel message_ts", "", Tier.SPECIAL),
}
