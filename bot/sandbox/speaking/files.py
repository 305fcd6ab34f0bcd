"""Files: announced, received, shared with a message, fetched.

docs.slack.dev/messaging/working-with-files
"""

from typing import Any

from bot.sandbox import file_shapes, pictures
from bot.sandbox.records import Conversation, Message, StoredFile
from bot.sandbox.speaking import events, messages
from bot.sandbox.world import World

Json = dict[str, Any]


def announce(world: World, user: str, name: str, size: int, mimetype: str, alt_txt: str | None = None) -> StoredFile:
    """Make room for a file whose bytes are still to come."""
    id_, safe = world.new_id("F"), name.replace("/", "_")
    stored = StoredFile(id_, safe, user, world.unix_now(), safe, mimetype, size, alt_txt=alt_txt)
    world.files[stored.id] = stored
    return stored


def receive(stored: StoredFile, data: bytes) -> None:
    """Take the bytes, and measure the picture if they are one."""
    stored.data = data
    size = pictures.size(data)
    if size is not None:
        stored.width, stored.height = size


def share(world: World, place: Conversation, body: Json, file_ids: list[str]) -> Message:
    """Post a message together with files (none is fine)."""
    for file_id in file_ids:
        world.files[file_id].shares.setdefault(place.id, []).append(body["ts"])
    if file_ids:
        shown = [file_shapes.shown(world, world.files[file_id]) for file_id in file_ids]
        body |= {"subtype": "file_share", "files": shown, "upload": False, "display_as_bot": False}
    message = messages.post(world, place, body)
    for file_id in file_ids:
        events.file_shared(world, file_id, body["user"], place.id)
    return message


def may_app_see(world: World, stored: StoredFile) -> bool:
    """Tell whether the app may fetch a file: its own, one from a form, or one in a channel that it is in."""
    if stored.user == world.bot or stored.given_to_app:
        return True
    return any(world.bot in world.conversations[channel].members for channel in stored.shares)


def may_person_see(world: World, stored: StoredFile, user: str) -> bool:
    """Tell whether a person may open a file: their own, or one in a channel that they are in."""
    return stored.user == user or any(user in world.conversations[c].members for c in stored.shares)
