"""What a person sees."""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.modals import stack
from bot.sandbox.people import finding
from bot.sandbox.records import Conversation, Message, View
from bot.sandbox.speaking import attention
from bot.sandbox.world import World

Json = dict[str, Any]


def screen(world: World, user: str) -> Json:
    """Answer everything in front of a person but the messages themselves."""
    member = finding.person(world, user)
    mine = [c for c in world.conversations.values() if user in c.members]
    home = world.homes.get(user)
    return {
        "ok": True,
        "person": {"id": member.id, "name": member.name, "real_name": member.real_name}
        | {"locale": member.locale, "tz": member.tz, "deleted": member.deleted, "is_admin": member.is_admin},
        "channels": [_channel(world, c, user) for c in mine],
        "modals": [_view(world, world.views[v]) for v in world.stacks.get(user, ())],
        "home": None if home is None else _view(world, home),
        "notifications": notifications(world, user),
        "now": world.calendar.now().isoformat(),
    }


def messages(world: World, user: str, channel: str, thread_ts: str | None = None) -> list[Json]:
    """Answer the messages of a channel, or of one thread (parent first), as this person sees them."""
    place = finding.conversation(world, user, channel)
    wanted: Iterable[Message] = place.messages.values()
    if thread_ts is None:
        wanted = [m for m in wanted if m.is_in_channel]
    else:
        parent = place.messages.get(thread_ts)
        wanted = [parent, *(place.messages[ts] for ts in parent.replies)] if parent else []
    mine = [m for m in place.ephemerals.values() if m.for_person == user and _belongs(m, thread_ts)]
    return [_message(m) for m in sorted([*wanted, *mine], key=lambda m: m.ts)]


def notifications(world: World, user: str) -> list[Json]:
    """Answer what has rung for this person, in order."""
    finding.person(world, user)
    return [n.as_json() for n in world.notifications.get(user, ())]


def _channel(world: World, place: Conversation, user: str) -> Json:
    name = world.members[place.other(user)].real_name if place.is_direct else place.name
    return {
        "id": place.id,
        "name": name,
        "kind": "im" if place.is_direct else "channel",
        "unread": attention.unread(place, user),
        "mentions": attention.mentions(world, place, user),
        "is_archived": place.is_archived,
        "is_private": place.id != "" and place.kind.value == "group",
        "topic": place.topic,
    } | ({"user": place.other(user)} if place.is_direct else {})


def _view(world: World, view: View) -> Json:
    return stack.shown(world, view) | {"errors": view.errors}


def _belongs(message: Message, thread_ts: str | None) -> bool:
    return message.body.get("thread_ts") == thread_ts


def _message(message: Message) -> Json:
    shown = {**message.body, "channel": message.channel}
    return shown | {"ephemeral": True} if message.for_person is not None else shown
