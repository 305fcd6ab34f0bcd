"""The payloads of what people do, with the fields that Slack sends.

docs.slack.dev/reference/interaction-payloads and docs.slack.dev/interactivity/implementing-slash-commands
"""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.modals import stack, typed
from bot.sandbox.records import Conversation, Message, View
from bot.sandbox.speaking import response_urls
from bot.sandbox.world import World

Json = dict[str, Any]


def command(world: World, user: str, conversation: Conversation, name: str, text: str) -> Json:
    """Answer a slash command's payload."""
    workspace = world.workspace
    return {
        "token": workspace.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.team_domain,
        "channel_id": conversation.id,
        "channel_name": shapes.shown_name(conversation),
        "user_id": user,
        "user_name": world.members[user].name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_urls.issue(world, user, conversation.id),
        "trigger_id": world.issue_trigger(user, conversation.id),
    }


def message_action(world: World, user: str, message: Message, actions: list[Json]) -> Json:
    """Answer block_actions for something pressed in a message."""
    conversation = world.conversations[message.channel]
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
    container["is_ephemeral"] = message.for_person is not None
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    values = typed.complete(typed.blocks_of(message.body), message.typed.get(user, {}))
    payload = _interaction(world, "block_actions", user) | {
        "container": container,
        "trigger_id": world.issue_trigger(user, message.channel),
        "channel": shapes.short_channel(conversation),
        "state": {"values": values},
        "response_url": response_urls.issue(world, user, message.channel, message.ts, container.get("thread_ts")),
        "actions": actions,
    }
    return payload if message.for_person is not None else payload | {"message": message.body}


def suggestion(world: World, user: str, place: Message | View, element: Json, block_id: str, text: str) -> Json:
    """Answer block_suggestion: what an external select asks the app while a person types."""
    asked = {"action_id": element["action_id"], "block_id": block_id, "value": text}
    payload = _interaction(world, "block_suggestion", user) | asked
    if isinstance(place, View):
        return payload | {"container": {"type": "view", "view_id": place.id}, "view": stack.shown(world, place)}
    where = {"type": "message", "message_ts": place.ts, "channel_id": place.channel, "is_ephemeral": False}
    channel = shapes.short_channel(world.conversations[place.channel])
    return payload | {"container": where, "channel": channel, "message": place.body}


def view_action(world: World, view: View, actions: list[Json]) -> Json:
    """Answer block_actions for something pressed in a modal or Home tab."""
    return _interaction(world, "block_actions", view.user) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": world.issue_trigger(view.user, view.channel, view.id),
        "view": stack.shown(world, view),
        "actions": actions,
    }


def submission(world: World, view: View) -> Json:
    """Answer view_submission."""
    return _interaction(world, "view_submission", view.user) | {
        "trigger_id": world.issue_trigger(view.user, view.channel, view.id),
        "view": stack.shown(world, view),
        "response_urls": _chosen_places(world, view),
    }


def closing(world: World, view: View, is_cleared: bool) -> Json:
    """Answer view_closed; what was typed is in it only when the workspace's switch says so."""
    shown = stack.shown(world, view)
    if not world.workspace.switches.closed_view_keeps_state:
        shown["state"] = {"values": {}}
    return _interaction(world, "view_closed", view.user) | {"view": shown, "is_cleared": is_cleared}


def shortcut(world: World, user: str, callback_id: str) -> Json:
    """Answer a global shortcut's payload: no channel, no response_url."""
    payload = _interaction(world, "shortcut", user)
    issued = {"callback_id": callback_id, "trigger_id": world.issue_trigger(user)}
    return payload | issued | {"action_ts": world.next_ts()}


def message_shortcut(world: World, user: str, callback_id: str, message: Message) -> Json:
    """Answer a message shortcut's payload."""
    conversation = world.conversations[message.channel]
    return _interaction(world, "message_action", user) | {
        "callback_id": callback_id,
        "trigger_id": world.issue_trigger(user, message.channel),
        "response_url": response_urls.issue(world, user, message.channel, message.ts),
        "message_ts": message.ts,
        "channel": shapes.short_channel(conversation),
        "message": message.body,
        "action_ts": world.next_ts(),
    }


def _interaction(world: World, kind: str, user: str) -> Json:
    return {
        "type": kind,
        "user": shapes.short_user(world, user),
        "api_app_id": world.workspace.app_id,
        "token": world.workspace.verification_token,
        "team": shapes.short_team(world.workspace),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _chosen_places(world: World, view: View) -> list[Json]:
    """A select with response_url_enabled yields a response_url for the chosen conversation."""
    places: list[Json] = []
    values = typed.complete(view.body["blocks"], view.typed)
    for block in view.body["blocks"]:
        element = block.get("element") or {}
        if block["type"] != "input" or not element.get("response_url_enabled"):
            continue
        reported = values[block["block_id"]][element["action_id"]]
        channel = reported.get("selected_conversation") or reported.get("selected_channel")
        if channel in world.conversations:
            where = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
            places.append({**where, "response_url": response_urls.issue(world, view.user, channel)})
    return places
