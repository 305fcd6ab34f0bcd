"""Modals: submitted and closed."""

from typing import Any

from bot.sandbox import accepting, emoji, escaping
from bot.sandbox.modals import stack, typed
from bot.sandbox.people import choosing, completing, finding, payloads
from bot.sandbox.records import View
from bot.sandbox.refusals import NotPossible, Refused
from bot.sandbox.world import World

Json = dict[str, Any]
TROUBLE = "We had some trouble connecting. Try again?"


async def submit(world: World, user: str, view_id: str, values: Json | None = None) -> Json:
    """Submit a modal: `values` are put over what was typed before; the app's answer is carried out.

    Required and over-long inputs are refused before anything is sent, as Slack's own client does.
    """
    finding.acting(world, user)
    view = finding.view(world, user, view_id)
    if not view.body.get("submit"):
        raise NotPossible("no_submit", "This view has no submit button.")
    _fill(world, view, values or {})
    problems = completing.problems(view)
    if problems:
        view.errors = problems
        world.changes.tell((user,), "modals")
        reason = "; ".join(problems.values())
        return {"ok": False, "error": "input_required", "reason": reason, "errors": problems}
    payload = payloads.submission(world, view)
    _write_as_switched(world, payload["view"]["state"]["values"])
    ack = await world.link.send("interactive", f"view_submission {view.body['callback_id']}", payload)
    if not ack.in_time:
        return _trouble(world, view, False, ack.error or "timeout")
    return _carry_out(world, view, ack.payload or {})


async def close(world: World, user: str, view_id: str, whole_stack: bool = False) -> Json:
    """Close a view, or the whole stack; the app hears of those that asked for it."""
    view = finding.view(world, user, view_id)
    if view_id not in world.stacks.get(user, []):
        raise NotPossible("not_a_modal", "A Home tab cannot be closed.")
    whole_stack = whole_stack or bool(view.body.get("clear_on_close"))
    closed = [world.views[v] for v in reversed(world.stacks[user])] if whole_stack else [view]
    told = [payloads.closing(world, v, whole_stack) for v in closed if v.body["notify_on_close"]]
    if whole_stack:
        stack.clear(world, user)
    else:
        stack.pop(world, view)
    for payload in told:
        world.link.send("interactive", f"view_closed {payload['view']['callback_id']}", payload)
    return {"ok": True, "told": len(told)}


def _fill(world: World, view: View, values: Json) -> None:
    for block_id, by_action in values.items():
        for action_id, given in by_action.items():
            found = typed.find(view.body["blocks"], block_id, action_id)
            if found is None:
                raise NotPossible("element_not_found", f"There is no {action_id} in a block {block_id}.")
            reported = choosing.reported(world, view.user, found[1], given)
            typed.put(view.typed, block_id, action_id, reported)


def _write_as_switched(world: World, values: Json) -> None:
    """Put texts into the form that the workspace's switches ask for; what was typed stays as it is."""
    switches = world.workspace.switches
    for block_id, by_action in values.items():
        for action_id, reported in by_action.items():
            text = reported.get("value")
            if isinstance(text, str):
                text = emoji.named(text) if switches.modal_emoji_names else text
                text = escaping.entities(text) if switches.modal_values_escaped else text
                values[block_id][action_id] = {**reported, "value": text}


def _carry_out(world: World, view: View, answer: Json) -> Json:
    done: Json = {"ok": True, "acked": True}
    action = answer.get("response_action")
    try:
        if action is None:
            stack.pop(world, view)
            return done
        _respond(world, view, action, answer)
    except (Refused, KeyError) as problem:
        told = problem.as_answer() if isinstance(problem, Refused) else None
        world.traffic.shout("ack", "view_submission", answer, f"{problem}", told)
        return _trouble(world, view, True, f"{problem}") | {"response_action": action}
    return done | {"response_action": action} | ({"errors": view.errors} if action == "errors" else {})


def _respond(world: World, view: View, action: str, answer: Json) -> None:
    if action == "errors":
        _show_errors(world, view, answer["errors"])
    elif action == "clear":
        stack.clear(world, view.user)
    elif action == "update":
        view.errors = {}
        stack.update(world, view, accepting.view(world, answer["view"], "modal"))
    elif action == "push":
        stack.push(world, view.user, accepting.view(world, answer["view"], "modal"))
    else:
        raise Refused("unknown_response_action")


def _show_errors(world: World, view: View, errors: Json) -> None:
    """Slack takes errors only for input blocks; an answer with any other is as good as none."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not errors or not errors.keys() <= inputs:
        raise Refused("errors_for_unknown_blocks")
    view.errors = dict(errors)
    world.changes.tell((view.user,), "modals")


def _trouble(world: World, view: View, acked: bool, code: str) -> Json:
    view.errors = {"": TROUBLE}
    world.changes.tell((view.user,), "modals")
    return {"ok": True, "acked": acked, "error": code, "trouble": TROUBLE}
