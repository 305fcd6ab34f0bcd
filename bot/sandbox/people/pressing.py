"""Buttons, menus and pickers: pressed in messages, modals and on the Home tab."""

from typing import Any

from bot.sandbox.block_kit import payload as payload_rules
from bot.sandbox.modals import elements, typed
from bot.sandbox.people import choosing, finding, payloads
from bot.sandbox.records import Message, Values, View
from bot.sandbox.refusals import NotPossible, Refused
from bot.sandbox.world import World

Json = dict[str, Any]


async def press(
    world: World,
    user: str,
    block_id: str,
    action_id: str,
    channel: str | None = None,
    ts: str | None = None,
    view_id: str | None = None,
    value: Any = None,
) -> Json:
    """Use an element. `value` says what was chosen, or overrides fields of the action of a button."""
    finding.acting(world, user)
    place = _place(world, user, channel, ts, view_id)
    block, element = _element(place, block_id, action_id)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise NotPossible("not_dispatched", f"{action_id} tells the app nothing before the form is submitted.")
    action = _action(world, user, place, element, block_id, value)
    if isinstance(place, View):
        payload = payloads.view_action(world, place, [action])
    else:
        payload = payloads.message_action(world, user, place, [action])
    ack = await world.link.send("interactive", f"block_actions {action_id}", payload)
    return {"ok": True, "acked": ack.in_time} | ({"error": ack.error} if ack.error else {})


async def options(
    world: World,
    user: str,
    block_id: str,
    action_id: str,
    text: str = "",
    channel: str | None = None,
    ts: str | None = None,
    view_id: str | None = None,
) -> Json:
    """Type into an external select: answers the options that the app offers."""
    finding.acting(world, user)
    place = _place(world, user, channel, ts, view_id)
    _, element = _element(place, block_id, action_id)
    if not element["type"].endswith("external_select"):
        raise NotPossible("no_external_select", f"{action_id} does not ask the app for its options.")
    payload = payloads.suggestion(world, user, place, element, block_id, text)
    ack = await world.link.send("interactive", f"block_suggestion {action_id}", payload)
    offered = ack.payload or {}
    try:
        payload_rules.check_offer(offered or {"options": []})
    except Refused as refused:
        world.traffic.shout("ack", "block_suggestion", offered, refused.code, refused.as_answer())
        return {"ok": True, "acked": ack.in_time, "options": [], "error": refused.code}
    found = offered.get("options") or [o for g in offered.get("option_groups") or () for o in g["options"]]
    return {"ok": True, "acked": ack.in_time, "options": found}


async def type_into(
    world: World,
    user: str,
    block_id: str,
    action_id: str,
    given: Any,
    channel: str | None = None,
    ts: str | None = None,
    view_id: str | None = None,
) -> Json:
    """Fill an element without submitting or pressing; the app hears of it only with dispatch_action."""
    finding.acting(world, user)
    place = _place(world, user, channel, ts, view_id)
    block, element = _element(place, block_id, action_id)
    typed.put(_kept(place, user), block_id, action_id, choosing.reported(world, user, element, given))
    if isinstance(place, View):
        world.changes.tell((user,), "home" if place.body["type"] == "home" else "modals")
    if block["type"] == "input" and not block.get("dispatch_action"):
        return {"ok": True, "acked": None}
    return await press(world, user, block_id, action_id, channel, ts, view_id)


def _kept(place: Message | View, user: str) -> Values:
    """A view is one person's; in a message each fills in their own."""
    return place.typed if isinstance(place, View) else place.typed.setdefault(user, {})


def _place(world: World, user: str, channel: str | None, ts: str | None, view_id: str | None) -> Message | View:
    if view_id is not None:
        return finding.view(world, user, view_id)
    if channel is None or ts is None:
        raise NotPossible("invalid_arguments", "Say where: channel and ts, or view_id.")
    return finding.message(world, user, channel, ts)


def _element(place: Message | View, block_id: str, action_id: str) -> tuple[Json, Json]:
    found = typed.find(typed.blocks_of(place.body), block_id, action_id)
    if found is None:
        raise NotPossible("element_not_found", f"There is no {action_id} in a block {block_id}.")
    return found


def _action(world: World, user: str, place: Message | View, element: Json, block_id: str, value: Any) -> Json:
    kind, action_id = element["type"], element["action_id"]
    action: Json = {"type": kind, "action_id": action_id, "block_id": block_id, "action_ts": world.next_ts()}
    if kind in elements.VALUE_FIELD:
        return action | _chosen(world, user, _kept(place, user), element, block_id, value)
    if kind == "overflow":
        chosen = value.get("selected_option", value) if isinstance(value, dict) else value
        return action | {"selected_option": choosing.option(element, chosen)}
    if kind == "feedback_buttons":
        return action | choosing.feedback(element, value)
    if kind in ("button", "icon_button"):
        action |= {key: element[key] for key in ("text", "value", "style") if key in element}
    return action | (value if isinstance(value, dict) else {} if value is None else {"value": value})


def _chosen(world: World, user: str, kept: Values, element: Json, block_id: str, value: Any) -> Json:
    action_id = element["action_id"]
    if value is not None:
        typed.put(kept, block_id, action_id, choosing.reported(world, user, element, value))
    return kept.get(block_id, {}).get(action_id) or elements.initial(element)
