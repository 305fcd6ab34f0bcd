"""What people write, change, react to, read and upload."""

import mimetypes
from typing import Any

from bot.sandbox import emoji, escaping, file_shapes
from bot.sandbox.block_kit import filling
from bot.sandbox.people import finding, names
from bot.sandbox.records import Conversation, Message
from bot.sandbox.refusals import NotPossible
from bot.sandbox.speaking import attention, events, files, messages
from bot.sandbox.world import World

Json = dict[str, Any]


def say(
    world: World, user: str, channel: str, text: str, thread_ts: str | None = None, shared: list[str] | None = None
) -> Json:
    """Write a message, as text, with files or in a thread."""
    finding.acting(world, user)
    place = finding.joined(world, user, channel)
    _need_open(world, place)
    if not text.strip() and not shared:
        raise NotPossible("no_text", "There is nothing to send.")
    body = messages.from_person(world, user, _stored(world, text))
    if text:
        body["blocks"] = filling.fill([escaping.as_rich_text(body["text"])])
    if thread_ts is not None:
        if thread_ts not in place.messages:
            raise NotPossible("thread_not_found", f"There is no message {thread_ts} in {channel}.")
        messages.put_into_thread(place, body, thread_ts)
    return files.share(world, place, body, _own_files(world, user, shared)).body


def edit(world: World, user: str, channel: str, ts: str, text: str) -> Json:
    """Change a message of one's own."""
    message = _own(world, user, channel, ts)
    stored = _stored(world, text)
    edited = {"user": user, "ts": world.next_ts()}
    blocks = filling.fill([escaping.as_rich_text(stored)])
    messages.change(world, message, {**message.body, "text": stored, "blocks": blocks, "edited": edited})
    return message.body


def delete(world: World, user: str, channel: str, ts: str) -> Json:
    """Delete a message of one's own; an ephemeral is dismissed; an admin may delete any message."""
    message = finding.message(world, user, channel, ts)
    if message.for_person is None and message.author != user and not world.members[user].is_admin:
        raise NotPossible("cant_delete_message", "Only whoever wrote it, or an admin, may delete a message.")
    messages.remove(world, message)
    return {"ok": True}


def react(world: World, user: str, channel: str, ts: str, name: str, remove: bool = False) -> Json:
    """Put an emoji under a message, or take it away."""
    finding.acting(world, user)
    message = finding.message(world, user, channel, ts)
    change = messages.unreact if remove else messages.react
    if message.for_person is not None or not change(world, message, user, name.strip(":")):
        raise NotPossible("no_reaction" if remove else "already_reacted", f"{name} cannot be changed there.")
    return {"ok": True}


def read(world: World, user: str, channel: str) -> Json:
    """Read everything in a channel."""
    attention.read(world, finding.conversation(world, user, channel), user)
    return {"ok": True}


def upload(world: World, user: str, name: str, data: bytes) -> Json:
    """Upload a file; it is private until it goes out with a message or a form."""
    finding.acting(world, user)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = files.announce(world, user, name, len(data), kind)
    files.receive(stored, data)
    stored.is_complete = True
    return {"ok": True, "file_id": stored.id, "file": file_shapes.shown(world, stored)}


def open_dm(world: World, user: str) -> Json:
    """Open the direct message with the app."""
    finding.acting(world, user)
    return {"ok": True, "channel": world.direct_message(user).id}


def open_home(world: World, user: str, tab: str = "home") -> Json:
    """Open App Home; the app is told every time."""
    finding.acting(world, user)
    if tab == "home" and not world.manifest.has_home_tab:
        raise NotPossible("not_enabled", "The app has no Home tab.")
    view = world.homes.get(user)
    events.home_opened(world, user, tab, None if view is None else {**view.body, "state": {"values": {}}})
    return {"ok": True}


def _need_open(world: World, place: Conversation) -> None:
    if place.is_archived:
        raise NotPossible("is_archived", f"#{place.name} is archived.")
    if place.is_direct and world.bot in place.members and not world.manifest.may_be_written_to:
        raise NotPossible("messages_tab_disabled", "Sending messages to this app has been turned off.")


def _stored(world: World, text: str) -> str:
    return escaping.typed(emoji.named(text), lambda sign, name: names.token(world, sign, name))


def _own_files(world: World, user: str, ids: list[str] | None) -> list[str]:
    for file_id in ids or ():
        if file_id not in world.files or world.files[file_id].user != user:
            raise NotPossible("file_not_found", f"{user} has uploaded no file {file_id}.")
    return ids or []


def _own(world: World, user: str, channel: str, ts: str) -> Message:
    finding.acting(world, user)
    message = finding.message(world, user, channel, ts)
    if message.author != user or message.for_person is not None:
        raise NotPossible("cant_update_message", "Only whoever wrote a message may change it.")
    return message
