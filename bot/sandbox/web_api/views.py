"""views.*: modals and Home tabs."""

from typing import Any

from bot.sandbox import accepting
from bot.sandbox.limits import Tier
from bot.sandbox.modals import stack, triggers
from bot.sandbox.records import View
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api import places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]


def open_view(call: Call) -> Json:
    """Open a modal for whoever caused the trigger."""
    source = _source(call, "modal")
    trigger = triggers.use(call.world, call.need("trigger_id"))
    return _answer(call, stack.open_view(call.world, trigger.user, source, trigger.channel))


def push_view(call: Call) -> Json:
    """Put a modal on top of the one that caused the trigger."""
    source = _source(call, "modal")
    trigger = triggers.use(call.world, call.need("trigger_id"))
    return _answer(call, stack.push(call.world, trigger.user, source))


def update_view(call: Call) -> Json:
    """Change an open view."""
    view = stack.find(call.world, call.text("view_id"), call.text("external_id"))
    source = _source(call, view.body["type"])
    return _answer(call, stack.update(call.world, view, source, call.text("hash")))


def publish(call: Call) -> Json:
    """Put a view onto a person's Home tab."""
    person = places.person(call, "user_id")
    if not call.world.manifest.has_home_tab:
        raise Refused("not_enabled")
    source = _source(call, "home")
    return _answer(call, stack.publish(call.world, person.id, source, call.text("hash")))


def _source(call: Call, kind: str) -> Json:
    source = call.parsed("view")
    if source is None:
        call.need("view")
    return accepting.view(call.world, source, kind)


def _answer(call: Call, view: View) -> Json:
    return {"view": stack.shown(call.world, view)}


METHODS = {
    "views.open": method(open_view, "view trigger_id interactivity_pointer", "", Tier.TIER_4),
    "views.push": method(push_view, "view trigger_id interactivity_pointer", "", Tier.TIER_4),
    "views.update": method(update_view, "view view_id external_id hash", "", Tier.TIER_4),
    "views.publish": method(publish, "view user_id hash", "", Tier.TIER_4),
}
