"""A person's views: a stack of up to three modals, and one Home tab.

docs.slack.dev/surfaces/modals and docs.slack.dev/reference/methods/views.open
"""

import secrets
from typing import Any

from bot.sandbox.modals import typed
from bot.sandbox.records import View
from bot.sandbox.refusals import Refused
from bot.sandbox.world import World

Json = dict[str, Any]
MOST_VIEWS = 3


def open_view(world: World, user: str, source: Json, channel: str | None = None) -> View:
    """Open a modal for `user`, in the place of whatever was open."""
    clear(world, user)
    return _put_on_top(world, user, source, channel)


def push(world: World, user: str, source: Json) -> View:
    """Put a modal on top of those that are open; the stack holds three."""
    stack = world.stacks.get(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= MOST_VIEWS:
        raise Refused("push_limit_reached")
    return _put_on_top(world, user, source, world.views[stack[-1]].channel)


def update(world: World, view: View, source: Json, expected_hash: str | None = None) -> View:
    """Put another content into an open view; what was typed into the same elements stays."""
    if expected_hash and expected_hash != view.body["hash"]:
        raise Refused("hash_conflict")
    _refuse_taken_name(world, source, view)
    kept = ("id", "root_view_id", "previous_view_id", "type")
    body = _body(world, source) | {key: view.body[key] for key in kept}
    view.body = body
    view.typed = typed.carried_over(body["blocks"], view.typed)
    view.errors = {}
    _tell(world, view)
    return view


def publish(world: World, user: str, source: Json, expected_hash: str | None = None) -> View:
    """Show `source` as the Home tab of `user`."""
    home = world.homes.get(user)
    if home is not None:
        return update(world, home, source, expected_hash)
    body = _body(world, source)
    body |= {"id": world.new_id("V"), "root_view_id": None, "previous_view_id": None}
    body["root_view_id"] = body["id"]
    home = View(body["id"], user, body)
    world.homes[user] = world.views[home.id] = home
    _tell(world, home)
    return home


def find(world: World, view_id: str | None, external_id: str | None) -> View:
    """Answer the open view with this id or external id. Refuses with not_found."""
    view = world.views.get(view_id or "")
    if view is None and external_id:
        view = next((v for v in world.views.values() if v.body["external_id"] == external_id), None)
    if view is None:
        raise Refused("not_found")
    return view


def top(world: World, user: str) -> View | None:
    """Answer the modal that `user` has in front of them."""
    stack = world.stacks.get(user)
    return world.views[stack[-1]] if stack else None


def pop(world: World, view: View) -> None:
    """Close a view and whatever is on top of it; the one below shows again."""
    stack = world.stacks.get(view.user, [])
    while view.id in stack:
        world.views.pop(stack.pop(), None)
    _tell(world, view)


def clear(world: World, user: str) -> None:
    """Close the whole stack."""
    for view_id in world.stacks.pop(user, []):
        world.views.pop(view_id, None)
    world.changes.tell((user,), "modals")


def shown(world: World, view: View) -> Json:
    """Answer the view object with its complete state."""
    return {**view.body, "state": {"values": typed.complete(view.body["blocks"], view.typed)}}


def _put_on_top(world: World, user: str, source: Json, channel: str | None) -> View:
    _refuse_taken_name(world, source, None)
    stack = world.stacks.setdefault(user, [])
    body = _body(world, source)
    body["id"] = world.new_id("V")
    body["previous_view_id"] = stack[-1] if stack else None
    body["root_view_id"] = stack[0] if stack else body["id"]
    view = View(body["id"], user, body, channel=channel)
    view.typed = typed.at_first(body["blocks"], channel)
    world.views[view.id] = view
    stack.append(view.id)
    _tell(world, view)
    return view


def _refuse_taken_name(world: World, source: Json, besides: View | None) -> None:
    name = source.get("external_id")
    if name and any(v.body["external_id"] == name and v is not besides for v in world.views.values()):
        raise Refused("duplicate_external_id")


def _body(world: World, source: Json) -> Json:
    workspace = world.workspace
    return {
        "team_id": workspace.team_id,
        "type": source["type"],
        "blocks": source["blocks"],
        "private_metadata": source.get("private_metadata") or "",
        "callback_id": source.get("callback_id") or "",
        "hash": f"{world.unix_now()}.{secrets.token_hex(4)}",
        "title": source.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(source.get("clear_on_close")),
        "notify_on_close": bool(source.get("notify_on_close")),
        "submit_disabled": bool(source.get("submit_disabled")),
        "close": source.get("close"),
        "submit": source.get("submit"),
        "app_id": workspace.app_id,
        "external_id": source.get("external_id") or "",
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.bot_id,
    }


def _tell(world: World, view: View) -> None:
    world.changes.tell((view.user,), "home" if view.body["type"] == "home" else "modals")
