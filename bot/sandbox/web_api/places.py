"""Finding the channel, person or message that a call is about, as far as the app may see it."""

from bot.sandbox.records import PLURAL, Conversation, Kind, Message
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api.call import Call
from bot.sandbox.workspace import Member
from bot.sandbox.world import World


def conversation(call: Call, name: str = "channel", right: str | None = None) -> Conversation:
    """Answer the conversation an argument names by id. Refuses what the app cannot see or lacks the scope for."""
    found = call.world.conversations.get(call.need(name, "channel_not_found"))
    if found is None or not _may_see(call.world, found):
        raise Refused("channel_not_found")
    if right is not None:
        need_scope(call.world, f"{PLURAL[found.kind]}:{right}")
    return found


def joined(call: Call, name: str = "channel", right: str | None = None) -> Conversation:
    """Like `conversation`; refuses one that the app's bot is not in."""
    found = conversation(call, name, right)
    if call.world.bot not in found.members:
        raise Refused("not_in_channel")
    return found


def writable(call: Call, name: str = "channel") -> Conversation:
    """Answer the conversation to post to: by id, #name, or a person's id, which opens their direct message."""
    world = call.world
    found = _named(world, call.need(name, "channel_not_found"))
    if found is None or not _may_see(world, found):
        raise Refused("channel_not_found")
    if found.is_archived:
        raise Refused("is_archived")
    if world.bot not in found.members and not world.manifest.has_scope("chat:write.public"):
        raise Refused("not_in_channel")
    if found.is_direct and not world.manifest.has_messages_tab:
        raise Refused("messages_tab_disabled")
    return found


def message(found: Conversation, ts: str, code: str = "message_not_found") -> Message:
    """Answer a message by its ts. Ephemerals are never found."""
    if ts not in found.messages:
        raise Refused(code)
    return found.messages[ts]


def person(call: Call, name: str = "user") -> Member:
    """Answer the member that an argument names by id."""
    found = call.world.members.get(call.need(name, "user_not_found"))
    if found is None:
        raise Refused("user_not_found")
    return found


def the_same(world: World, name: str) -> str:
    """Answer the id of a channel that may be named by #name or by a person, so that its limit is one and the same."""
    try:
        found = _named(world, name) if name else None
    except Refused:
        return name
    return found.id if found is not None else name


def _named(world: World, name: str) -> Conversation | None:
    if name in world.members and name != world.bot:
        if world.members[name].deleted:
            raise Refused("user_disabled")
        return world.direct_message(name)
    if name in world.conversations:
        return world.conversations[name]
    bare = name.removeprefix("#")
    return next((c for c in world.conversations.values() if c.name == bare and bare), None)


def _may_see(world: World, found: Conversation) -> bool:
    return found.kind is Kind.CHANNEL or world.bot in found.members


def need_scope(world: World, scope: str) -> None:
    """Refuse with missing_scope unless the app was granted `scope`."""
    if not world.manifest.has_scope(scope):
        raise Refused("missing_scope", needed=scope, provided=",".join(world.manifest.scopes))
