"""What goes wrong on demand, wherever it is asked for: faults, the socket, and calling all of it off."""

from typing import Any

from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.refusals import NotPossible
from bot.sandbox.speaking import events
from bot.sandbox.world import World

Json = dict[str, Any]


def disturb(world: World, fault: Fault) -> None:
    """Let a fault happen. Raises ValueError for one that cannot.

    An app whose token is revoked hears `tokens_revoked`, one that is uninstalled `app_uninstalled` before it
    (docs.slack.dev/reference/events/app_uninstalled).
    """
    if fault.kind == FaultKind.CLOCK_SKEW and world.workspace.request_url is None:
        raise ValueError("clock_skew is about signatures, which only HTTP mode has: set a request_url.")
    world.faults.add(fault)
    if fault.kind == FaultKind.ACCOUNT_INACTIVE:
        events.tell(world, {"type": "app_uninstalled", "event_ts": world.next_ts()})
    if world.faults.token_refusal() == fault.kind:
        tokens = {"oauth": [], "bot": [world.bot]}
        events.tell(world, {"type": "tokens_revoked", "tokens": tokens, "event_ts": world.next_ts()})


def socket(world: World, kind: str) -> None:
    """Let the socket behave badly: see the kinds below."""
    link, sockets = world.link, world.sockets
    if kind in ("warning", "refresh_requested", "link_disabled"):
        sockets.disconnect(kind)
    elif kind == "drop":
        sockets.drop()
    elif kind == "duplicate_next":
        world.faults.add(Fault(FaultKind.DUPLICATE))
    elif kind == "hold":
        link.hold()
    elif kind == "release":
        link.release()
    else:
        raise NotPossible("unknown_kind", f"A socket cannot {kind}.")


def still_set(world: World) -> Json:
    """Answer the faults that are still to happen, and how the socket is disturbed."""
    line = {"connections": world.sockets.count, "is_held": world.link.is_held}
    line["duplicates"] = world.faults.count(FaultKind.DUPLICATE)
    return {"faults": world.faults.still_set(), "socket": line}


def calm(world: World, kind: str | None = None) -> None:
    """Call everything off: faults, a revoked token, held envelopes (they go); or only the faults of one kind."""
    world.faults.clear(kind)
    if kind is None:
        world.link.release()
