"""Coming into channels, leaving them, archiving them; everybody concerned is told."""

from typing import Any

from bot.sandbox.records import Conversation
from bot.sandbox.speaking import events, messages
from bot.sandbox.world import World

Json = dict[str, Any]


def join(world: World, conversation: Conversation, user: str, inviter: str | None) -> None:
    """Let somebody join, invited or not."""
    if user in conversation.members:
        return
    conversation.members[user] = None
    body = _said(world, user, "channel_join", f"<@{user}> has joined the channel")
    messages.post(world, conversation, body | ({"inviter": inviter} if inviter else {}))
    events.member_joined(world, conversation, user, inviter)
    world.changes.tell_everybody("channels")


def leave(world: World, conversation: Conversation, user: str, actor: str) -> None:
    """Let somebody leave, or be removed by `actor`."""
    if user not in conversation.members:
        return
    del conversation.members[user]
    messages.post(world, conversation, _said(world, user, "channel_leave", f"<@{user}> has left the channel"))
    events.member_left(world, conversation, user, actor)
    world.changes.tell_everybody("channels")


def set_archived(world: World, conversation: Conversation, archived: bool, actor: str) -> None:
    """Archive a channel, or open it again."""
    if conversation.is_archived == archived:
        return
    conversation.is_archived = archived
    verb = "archive" if archived else "unarchive"
    text = f"<@{actor}> {'archived' if archived else 'un-archived'} the channel"
    messages.post(world, conversation, _said(world, actor, f"channel_{verb}", text))
    events.archived(world, conversation, actor)
    world.changes.tell_everybody("channels")


def rename(world: World, conversation: Conversation, name: str, actor: str) -> None:
    """Give a channel another name."""
    before, conversation.name = conversation.name, name
    text = f'<@{actor}> has renamed the channel from "{before}" to "{name}"'
    messages.post(world, conversation, _said(world, actor, "channel_name", text) | {"old_name": before, "name": name})
    events.renamed(world, conversation)
    world.changes.tell_everybody("channels")


def _said(world: World, user: str, subtype: str, text: str) -> Json:
    team = world.workspace.team_id
    return {"type": "message", "subtype": subtype, "user": user, "text": text, "ts": world.next_ts(), "team": team}
