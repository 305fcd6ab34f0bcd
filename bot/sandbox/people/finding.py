"""What a person can get hold of: their channels, messages and views. Anything else is not possible."""

from bot.sandbox.records import Conversation, Kind, Message, View
from bot.sandbox.refusals import NotPossible
from bot.sandbox.workspace import Member
from bot.sandbox.world import World


def person(world: World, user: str) -> Member:
    """Answer a person who may act."""
    member = world.members.get(user)
    if member is None:
        raise NotPossible("user_not_found", f"There is nobody with the id {user}.")
    return member


def acting(world: World, user: str) -> Member:
    """Answer a person who has not been deactivated."""
    member = person(world, user)
    if member.deleted:
        raise NotPossible("account_inactive", f"{member.real_name}'s account is deactivated.")
    return member


def conversation(world: World, user: str, channel: str) -> Conversation:
    """Answer a conversation that the person sees: their own, or any public channel."""
    found = world.conversations.get(channel)
    if found is None:
        found = next((c for c in world.conversations.values() if c.name and f"#{c.name}" == channel), None)
    if found is None or (found.kind is not Kind.CHANNEL and user not in found.members):
        raise NotPossible("channel_not_found", f"{user} sees no channel {channel}.")
    return found


def joined(world: World, user: str, channel: str) -> Conversation:
    """Answer a conversation that the person is in."""
    found = conversation(world, user, channel)
    if user not in found.members:
        raise NotPossible("not_in_channel", f"{user} is not in {channel}.")
    return found


def message(world: World, user: str, channel: str, ts: str) -> Message:
    """Answer a message that the person sees; their own ephemerals are found by their ts too."""
    found = conversation(world, user, channel)
    ephemeral = found.ephemerals.get(ts)
    if ephemeral is not None and ephemeral.for_person == user:
        return ephemeral
    if ts not in found.messages:
        raise NotPossible("message_not_found", f"{user} sees no message {ts} in {channel}.")
    return found.messages[ts]


def view(world: World, user: str, view_id: str) -> View:
    """Answer a modal or Home tab that the person has open."""
    found = world.views.get(view_id)
    if found is None or found.user != user:
        raise NotPossible("view_not_found", f"{user} has no view {view_id} open.")
    return found
