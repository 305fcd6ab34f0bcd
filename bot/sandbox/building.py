"""A world comes into being: its parts put together, the cast and their channels in it."""

from bot.sandbox.changes import INSPECTORS, Changes
from bot.sandbox.clocks import Calendar, Machine
from bot.sandbox.delivery.link import Link
from bot.sandbox.delivery.socket_mode import Sockets
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.manifest import Manifest
from bot.sandbox.records import Conversation, Kind
from bot.sandbox.traffic import Traffic
from bot.sandbox.workspace import Member, Workspace
from bot.sandbox.world import World


def build(workspace: Workspace, calendar: Calendar, machine: Machine, strict: bool) -> World:
    """Answer the world that `workspace` describes."""
    changes = Changes()
    traffic = Traffic(calendar.now, lambda: changes.tell((INSPECTORS,), "traffic"))
    faults = Faults()
    link = Link(machine, traffic, faults, changes.wake)
    world = World(
        workspace,
        Manifest(workspace.manifest),
        calendar,
        machine,
        traffic,
        changes,
        faults,
        Limits(machine.now),
        link,
        Sockets(link, traffic, workspace.app_id, changes.wake),
        strict,
    )
    _settle(world)
    return world


def _settle(world: World) -> None:
    """Let the cast and their channels come into being."""
    workspace, now = world.workspace, world.unix_now()
    world.members = {member.id: member for member in workspace.members}
    bot = Member(workspace.bot_user_id, workspace.bot_name, workspace.bot_real_name, is_bot=True)
    world.members[bot.id] = bot
    for channel in workspace.channels:
        kind = Kind.GROUP if channel.is_private else Kind.CHANNEL
        members = dict.fromkeys(channel.members)
        if strangers := members.keys() - world.members.keys():
            raise ValueError(f"#{channel.name} has members that the workspace does not know: {sorted(strangers)}.")
        creator = next(iter(members), bot.id)
        conversation = Conversation(channel.id, channel.name, kind, members, now, creator, channel.is_archived)
        conversation.topic, conversation.purpose = channel.topic, channel.purpose
        world.conversations[channel.id] = conversation
