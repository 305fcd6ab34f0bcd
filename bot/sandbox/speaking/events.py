"""What the app is told about: Events API payloads, sent only for events that its manifest subscribes to.

docs.slack.dev/reference/events
"""

from typing import Any

from bot.sandbox.records import PLURAL, Conversation, Kind, Message
from bot.sandbox.workspace import Usergroup
from bot.sandbox.world import World

Json = dict[str, Any]
# The letter with which a conversation's id is announced in `channel_type` of joins and leaves.
LETTER = {Kind.CHANNEL: "C", Kind.GROUP: "G", Kind.IM: "D", Kind.MPIM: "G"}


def tell(world: World, event: Json, *, subscription: str | None = None) -> None:
    """Send one event to the app, when it is subscribed to it (by default to the event's own type)."""
    if not world.manifest.hears(subscription or event["type"]):
        return
    world.link.send("events_api", _name(event), _callback(world, event), accepts_response=False)


def _name(event: Json) -> str:
    subtype = event.get("subtype")
    return f"{event['type']}.{subtype}" if subtype else event["type"]


def _callback(world: World, event: Json) -> Json:
    workspace = world.workspace
    authorization = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": world.unix_now(),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{world.new_id('EC')}",
    }


def message(world: World, conversation: Conversation, body: Json) -> None:
    """Tell of a message (or of one of its changes) in a conversation that the app is in."""
    if world.bot not in conversation.members:
        return
    plural = PLURAL[conversation.kind]
    if not world.manifest.has_scope(f"{plural}:history"):
        return
    event = {
        **_without_metadata(body),
        "channel": conversation.id,
        "event_ts": body["ts"],
        "channel_type": conversation.kind.value,
    }
    tell(world, event, subscription=f"message.{plural}")


def app_mention(world: World, conversation: Conversation, said: Message) -> None:
    """Tell of a message that mentions the app itself, when it comes from a person in a channel."""
    names_app = f"<@{world.bot}>" in said.body.get("text", "")
    if names_app and not conversation.is_direct and said.author != world.bot:
        tell(world, {**said.body, "type": "app_mention", "channel": said.channel, "event_ts": said.ts})


def changed(world: World, conversation: Conversation, now: Message, before: Json) -> None:
    """Tell that a message was edited: hidden, so that nobody is notified."""
    ts = world.next_ts()
    body = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": ts}
    both = {"message": _without_metadata(now.body), "previous_message": _without_metadata(before)}
    message(world, conversation, body | both)


def deleted(world: World, conversation: Conversation, gone: Message) -> None:
    """Tell that a message was deleted."""
    ts = world.next_ts()
    body = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": ts, "deleted_ts": gone.ts}
    message(world, conversation, {**body, "previous_message": _without_metadata(gone.body)})


def _without_metadata(body: Json) -> Json:
    """An event carries no metadata unless the app has subscribed to it, which the sandbox does not offer."""
    if "metadata" not in body:
        return body
    return {key: value for key, value in body.items() if key != "metadata"}


def member_joined(world: World, conversation: Conversation, user: str, inviter: str | None) -> None:
    """Tell that somebody, the app's bot included, has joined a channel that the app is in."""
    _member(world, "member_joined_channel", conversation, user, {"inviter": inviter} if inviter else {})


def member_left(world: World, conversation: Conversation, user: str, actor: str) -> None:
    """Tell that somebody has left. The bot is never told so of itself: it gets channel_left or group_left."""
    if user != world.bot:
        _member(world, "member_left_channel", conversation, user, {})
        return
    kind = "group_left" if conversation.kind is Kind.GROUP else "channel_left"
    tell(world, {"type": kind, "channel": conversation.id, "actor_id": actor, "event_ts": world.next_ts()})


def _member(world: World, kind: str, conversation: Conversation, user: str, more: Json) -> None:
    if world.bot not in conversation.members:
        return
    place = {"channel": conversation.id, "channel_type": LETTER[conversation.kind]}
    team = {"team": world.workspace.team_id, "event_ts": world.next_ts()}
    tell(world, {"type": kind, "user": user, **place, **team, **more})


def archived(world: World, conversation: Conversation, actor: str) -> None:
    """Tell that a channel was archived, or is open again."""
    verb = "archive" if conversation.is_archived else "unarchive"
    kind = "group" if conversation.kind is Kind.GROUP else "channel"
    event = {"type": f"{kind}_{verb}", "channel": conversation.id, "user": actor}
    tell(world, {**event, "is_moved": 0, "event_ts": world.next_ts()})


def renamed(world: World, conversation: Conversation) -> None:
    """Tell that a channel has another name."""
    kind = "group" if conversation.kind is Kind.GROUP else "channel"
    shown = {"id": conversation.id, "is_channel": kind == "channel", "is_mpim": False}
    names = {"name": conversation.name, "name_normalized": conversation.name}
    event = {"type": f"{kind}_rename", "channel": shown | names | {"created": conversation.created}}
    tell(world, {**event, "event_ts": world.next_ts()})


def dnd_changed(world: World, user: str, shown: Json) -> None:
    """Tell that a person wants no notifications, or wants them again; `shown` is the status."""
    tell(world, {"type": "dnd_updated_user", "user": user, "dnd_status": shown, "event_ts": world.next_ts()})


def group_changed(world: World, shown: Json) -> None:
    """Tell that a user group is different now; `shown` is the group with its people."""
    tell(world, {"type": "subteam_updated", "subteam": shown, "event_ts": world.next_ts()})


def group_members_changed(world: World, group: Usergroup, before: Usergroup) -> None:
    """Tell who came into a user group, and who left it."""
    added = [user for user in group.users if user not in before.users]
    removed = [user for user in before.users if user not in group.users]
    event: Json = {"type": "subteam_members_changed", "subteam_id": group.id, "team_id": world.workspace.team_id}
    event |= {"date_previous_update": before.updated, "date_update": group.updated}
    event |= {"added_users": added, "added_users_count": len(added)}
    event |= {"removed_users": removed, "removed_users_count": len(removed)}
    tell(world, {**event, "event_ts": world.next_ts()})


def user_changed(world: World, shown: Json, before: Json) -> None:
    """Tell that a person's record is different now, and what of it; both are user objects."""
    for kind in ("user_change", *_kinds_of_change(before["profile"], shown["profile"])):
        tell(world, {"type": kind, "user": shown, "cache_ts": world.unix_now(), "event_ts": world.next_ts()})


def _kinds_of_change(before: Json, after: Json) -> list[str]:
    changed = {name for name in after if after[name] != before.get(name)}
    of_status = {name for name in changed if name.startswith("status_")}
    kinds = ["user_profile_changed"] if changed else []
    return [*kinds, "user_status_changed"] if of_status else kinds


def reaction(world: World, added: bool, user: str, name: str, on: Message) -> None:
    """Tell that somebody reacted to a message, or took the reaction back."""
    item = {"type": "message", "channel": on.channel, "ts": on.ts}
    event: Json = {"type": "reaction_added" if added else "reaction_removed", "user": user, "reaction": name}
    if on.author is not None:
        event["item_user"] = on.author
    tell(world, {**event, "item": item, "event_ts": world.next_ts()})


def home_opened(world: World, user: str, tab: str, view: Json | None) -> None:
    """Tell that a person has opened App Home; `view` is what was last published for them."""
    channel = world.direct_message(user).id
    event: Json = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
    if view is not None:
        event["view"] = view
    tell(world, {**event, "event_ts": world.next_ts()})


def file_shared(world: World, file_id: str, user: str, channel: str) -> None:
    """Tell that a file was shared in a channel."""
    event = {"type": "file_shared", "file_id": file_id, "user_id": user, "file": {"id": file_id}}
    tell(world, {**event, "channel_id": channel, "event_ts": world.next_ts()})
