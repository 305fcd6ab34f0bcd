"""Leave to open a view: three seconds, once. docs.slack.dev/surfaces/modals"""

from bot.sandbox.records import Trigger
from bot.sandbox.refusals import Refused
from bot.sandbox.world import World

LIVES_FOR = 3.0


def use(world: World, trigger_id: str) -> Trigger:
    """Use a trigger up. Refuses one that is unknown, was used before, or is older than three seconds."""
    trigger = world.triggers.get(trigger_id)
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.is_used:
        raise Refused("exchanged_trigger_id")
    if world.machine.now() - trigger.issued_at > LIVES_FOR:
        raise Refused("expired_trigger_id")
    trigger.is_used = True
    return trigger
