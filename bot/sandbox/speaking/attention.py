"""Whose Slack rings for a new message: mentions, direct messages, replies for those who follow the thread.

An edit never does. slack.com/help: notifications follow mentions, direct messages and followed threads.
"""

from collections.abc import Iterator
from typing import Any

from bot.sandbox import escaping
from bot.sandbox.records import Conversation, Message, Notification
from bot.sandbox.world import World

Json = dict[str, Any]


def raise_for(world: World, conversation: Conversation, message: Message) -> None:
    """Notify everyone whom this new message concerns, and let those mentioned in a thread follow it."""
    texts = list(_texts_that_mention(message.body))
    named = _named(world, texts)
    everybody = any(escaping.calls_everybody(text) for text in texts)
    followers = _followers(conversation, message)
    for person in conversation.members:
        if person in (message.author, world.bot) or world.members[person].deleted:
            continue
        if why := _why(conversation, person, named, everybody, followers):
            _notify(world, person, message, why)
    _follow(conversation, message, named)


def _why(
    conversation: Conversation, person: str, named: set[str], everybody: bool, followers: dict[str, None]
) -> str | None:
    if conversation.is_direct:
        return "dm"
    if person in named:
        return "mention"
    if everybody:
        return "channel"
    return "thread" if person in followers else None


def _notify(world: World, person: str, message: Message, why: str) -> None:
    text = message.body.get("text", "")
    thread = message.thread_ts if message.is_reply else None
    notification = Notification(message.channel, message.ts, why, text, thread, message.body.get("user", ""))
    world.notifications.setdefault(person, []).append(notification)
    world.changes.tell((person,), "notifications", message.channel)


def _followers(conversation: Conversation, message: Message) -> dict[str, None]:
    parent = conversation.messages.get(message.thread_ts or "")
    return parent.followers if parent is not None and message.is_reply else {}


def _follow(conversation: Conversation, message: Message, named: set[str]) -> None:
    thread = conversation.messages.get(message.thread_ts or "", message) if message.is_reply else message
    for person in ([message.author] if message.author else []) + sorted(named):
        thread.followers[person] = None


def _named(world: World, texts: list[str]) -> set[str]:
    named = {user for text in texts for user in escaping.named_users(text)}
    groups = {group for text in texts for group in escaping.named_groups(text)}
    for group in world.workspace.usergroups:
        if group.id in groups:
            named.update(group.users)
    return named


def _texts_that_mention(body: Json) -> Iterator[str]:
    """Yield every text in which a mention counts: the text itself, mrkdwn and rich text, never plain text."""
    yield body.get("text") or ""
    for block in body.get("blocks") or ():
        yield from _within(block)
    for attachment in body.get("attachments") or ():
        yield attachment.get("text") or ""
        for block in attachment.get("blocks") or ():
            yield from _within(block)


def _within(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _within(item)
    elif isinstance(part, dict):
        kind = part.get("type")
        if kind == "mrkdwn":
            yield part.get("text") or ""
        elif kind == "user":
            yield f"<@{part.get('user_id')}>"
        elif kind == "usergroup":
            yield f"<!subteam^{part.get('usergroup_id')}>"
        elif kind == "broadcast":
            yield f"<!{part.get('range')}>"
        else:
            for value in part.values():
                if isinstance(value, dict | list):
                    yield from _within(value)


def unread(conversation: Conversation, person: str) -> int:
    """Count the messages in the channel itself that came after the last one read, by others."""
    last = conversation.last_read.get(person, "0")
    count = 0
    for ts in reversed(conversation.messages):
        if ts <= last:
            break
        message = conversation.messages[ts]
        count += message.is_in_channel and message.author != person
    return count


def mentions(world: World, conversation: Conversation, person: str) -> int:
    """Count what the red badge shows: notifications not yet read, about messages that still exist."""
    return sum(
        1
        for n in world.notifications.get(person, ())
        if n.channel == conversation.id and not n.is_read and n.ts in conversation.messages
    )


def read(world: World, conversation: Conversation, person: str) -> None:
    """Mark everything in the conversation as read by this person."""
    if conversation.messages:
        conversation.last_read[person] = next(reversed(conversation.messages))
    for notification in world.notifications.get(person, ()):
        if notification.channel == conversation.id:
            notification.is_read = True
    world.changes.tell((person,), "notifications", conversation.id)
