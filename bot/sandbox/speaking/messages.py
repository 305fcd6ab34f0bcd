"""Messages come to be, change and go; everybody concerned is told."""

import uuid
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.records import Conversation, Message
from bot.sandbox.speaking import attention, events
from bot.sandbox.world import World

Json = dict[str, Any]


def post(world: World, conversation: Conversation, body: Json) -> Message:
    """Put a new message into a conversation: unread, notifications, thread counts and events follow."""
    message = Message(conversation.id, body["ts"], body)
    conversation.messages[message.ts] = message
    if message.is_reply:
        _count_reply(conversation, message)
    if message.author is not None:
        conversation.last_read[message.author] = message.ts
    attention.raise_for(world, conversation, message)
    world.changes.tell(conversation.members, "messages", conversation.id)
    events.message(world, conversation, body)
    events.app_mention(world, conversation, message)
    return message


def post_ephemeral(world: World, conversation: Conversation, person: str, body: Json) -> Message:
    """Show a message to one person only: it is no part of the history and rings nobody."""
    message = Message(conversation.id, body["ts"], body, for_person=person)
    conversation.ephemerals[message.ts] = message
    world.changes.tell((person,), "messages", conversation.id)
    return message


def change(world: World, message: Message, body: Json) -> None:
    """Put another body in the place of a message's: silent, whatever it mentions."""
    conversation = world.conversations[message.channel]
    before, message.body = message.body, body
    world.changes.tell(seen_by(world, message), "messages", conversation.id)
    if message.for_person is None:
        events.changed(world, conversation, message, before)


def remove(world: World, message: Message) -> None:
    """Delete a message. A parent with replies stays as a tombstone, as in Slack."""
    conversation = world.conversations[message.channel]
    world.changes.tell(seen_by(world, message), "messages", conversation.id)
    if message.for_person is not None:
        conversation.ephemerals.pop(message.ts, None)
        return
    if message.replies:
        _bury(message)
    else:
        del conversation.messages[message.ts]
        _uncount_reply(conversation, message)
    events.deleted(world, conversation, message)


def seen_by(world: World, message: Message) -> list[str]:
    """Answer who sees this message."""
    if message.for_person is not None:
        return [message.for_person]
    return list(world.conversations[message.channel].members)


def from_app(world: World, text: str) -> Json:
    """Answer the beginnings of a message by the app's bot."""
    workspace = world.workspace
    return {
        "type": "message",
        "user": workspace.bot_user_id,
        "text": text,
        "ts": world.next_ts(),
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "team": workspace.team_id,
        "bot_profile": shapes.bot_profile(world),
    }


def from_person(world: World, user: str, text: str) -> Json:
    """Answer the beginnings of a message by a person."""
    return {
        "type": "message",
        "user": user,
        "text": text,
        "ts": world.next_ts(),
        "client_msg_id": str(uuid.uuid4()),
        "team": world.workspace.team_id,
    }


def put_into_thread(conversation: Conversation, body: Json, thread_ts: str) -> None:
    """Make `body` a reply in the thread of the message at `thread_ts`, be that its parent or a reply itself."""
    parent = conversation.messages[thread_ts]
    if parent.is_reply and parent.thread_ts in conversation.messages:
        parent = conversation.messages[parent.thread_ts or ""]
    body["thread_ts"] = parent.ts
    if parent.author is not None:
        body["parent_user_id"] = parent.author


def _count_reply(conversation: Conversation, message: Message) -> None:
    parent = conversation.messages[message.body["thread_ts"]]
    parent.replies.append(message.ts)
    _recount(conversation, parent)


def _uncount_reply(conversation: Conversation, message: Message) -> None:
    parent = conversation.messages.get(message.thread_ts or "") if message.is_reply else None
    if parent is not None:
        parent.replies.remove(message.ts)
        _recount(conversation, parent)


def _recount(conversation: Conversation, parent: Message) -> None:
    users = dict.fromkeys(conversation.messages[ts].author for ts in parent.replies)
    counted = {
        "thread_ts": parent.ts,
        "reply_count": len(parent.replies),
        "reply_users": [user for user in users if user],
        "reply_users_count": len(users),
        "latest_reply": parent.replies[-1] if parent.replies else "0000000000.000000",
        "is_locked": False,
        "subscribed": False,
    }
    rest = {key: value for key, value in parent.body.items() if key not in counted}
    parent.body = rest | counted if parent.replies else rest


def _bury(message: Message) -> None:
    kept = ("type", "ts", "thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply")
    body = {key: message.body[key] for key in kept if key in message.body}
    text = "This message was deleted."
    message.body = body | {"subtype": "tombstone", "user": "USLACKBOT", "text": text, "hidden": True}


def react(world: World, message: Message, user: str, name: str) -> bool:
    """Put somebody's emoji under a message; False if it is there already."""
    reactions = [dict(r) for r in message.body.get("reactions", ())]
    row = next((r for r in reactions if r["name"] == name), None)
    if row is None:
        reactions.append({"name": name, "users": [user], "count": 1})
    elif user in row["users"]:
        return False
    else:
        row |= {"users": [*row["users"], user], "count": row["count"] + 1}
    _put_reactions(world, message, reactions)
    events.reaction(world, True, user, name, message)
    return True


def unreact(world: World, message: Message, user: str, name: str) -> bool:
    """Take somebody's emoji away; False if it is not there."""
    reactions = [dict(r) for r in message.body.get("reactions", ())]
    row = next((r for r in reactions if r["name"] == name and user in r["users"]), None)
    if row is None:
        return False
    row |= {"users": [u for u in row["users"] if u != user], "count": row["count"] - 1}
    _put_reactions(world, message, [r for r in reactions if r["count"]])
    events.reaction(world, False, user, name, message)
    return True


def _put_reactions(world: World, message: Message, reactions: list[Json]) -> None:
    rest = {key: value for key, value in message.body.items() if key != "reactions"}
    message.body = rest | ({"reactions": reactions} if reactions else {})
    world.changes.tell(seen_by(world, message), "messages", message.channel)
