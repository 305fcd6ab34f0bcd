"""reactions.*: emoji under messages."""

import re
from typing import Any

from bot.sandbox.limits import Tier
from bot.sandbox.records import Message
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import messages
from bot.sandbox.web_api import places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]
NAME = re.compile(r"[a-z0-9_+'\-]+(::skin-tone-[2-6])?")


def add(call: Call) -> Json:
    """Put the app's emoji under a message."""
    message, name = _message(call), _name(call)
    if not messages.react(call.world, message, call.world.bot, name):
        raise Refused("already_reacted")
    return {}


def remove(call: Call) -> Json:
    """Take the app's emoji away."""
    message, name = _message(call), _name(call)
    if not messages.unreact(call.world, message, call.world.bot, name):
        raise Refused("no_reaction")
    return {}


def get(call: Call) -> Json:
    """Answer a message with its reactions."""
    message = _message(call)
    return {"type": "message", "channel": message.channel, "message": message.body}


def _message(call: Call) -> Message:
    place = places.joined(call)
    if place.is_archived:
        raise Refused("is_archived")
    return places.message(place, call.need("timestamp", "no_item_specified"))


def _name(call: Call) -> str:
    name = call.need("name", "invalid_name")
    if not NAME.fullmatch(name):
        raise Refused("invalid_name")
    return name


METHODS = {
    "reactions.add": method(add, "channel name timestamp", "reactions:write", Tier.TIER_3),
    "reactions.remove": method(remove, "channel name timestamp file file_comment", "reactions:write", Tier.TIER_2),
    "reactions.get": method(get, "channel timestamp full file file_comment", "reactions:read", Tier.TIER_3),
}
