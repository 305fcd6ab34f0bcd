"""Messages that an app has scheduled: they go out when the calendar reaches their time, be it turned or not.

docs.slack.dev/reference/methods/chat.scheduleMessage
"""

from typing import Any

from bot.sandbox.records import Scheduled
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import messages
from bot.sandbox.world import World

Json = dict[str, Any]
FARTHEST = 120 * 24 * 3600
"""Seconds ahead that a message can be scheduled."""
WINDOW, MOST_IN_WINDOW = 300, 30
"""Seconds, and how many messages of one channel may fall into each such window."""
TOO_LATE = 60
"""Seconds before its time in which a message can no longer be deleted."""


def add(world: World, channel: str, post_at: int, body: Json) -> Scheduled:
    """Keep a message until its time. Refuses a time that is past, too far, or crowded."""
    now = world.unix_now()
    if post_at <= now:
        raise Refused("time_in_past")
    if post_at > now + FARTHEST:
        raise Refused("time_too_far")
    window = post_at // WINDOW
    others = [one for one in world.scheduled.values() if one.channel == channel and one.post_at // WINDOW == window]
    if len(others) >= MOST_IN_WINDOW:
        raise Refused("restricted_too_many")
    one = Scheduled(world.new_id("Q"), channel, post_at, body, now)
    world.scheduled[one.id] = one
    _ring_for_the_next(world)
    return one


def remove(world: World, channel: str, number: str) -> None:
    """Forget a message, unless it is as good as posted."""
    one = world.scheduled.get(number)
    if one is None or one.channel != channel or one.post_at - world.unix_now() < TOO_LATE:
        raise Refused("invalid_scheduled_message_id")
    del world.scheduled[number]


def post_due(world: World) -> None:
    """Post what is due by now, oldest first, and look again when the next one is."""
    due = sorted((one for one in world.scheduled.values() if one.post_at <= world.unix_now()), key=lambda o: o.post_at)
    for one in due:
        del world.scheduled[one.id]
        _post(world, one)
    _ring_for_the_next(world)


def _post(world: World, one: Scheduled) -> None:
    place = world.conversations[one.channel]
    if "metadata" in one.body:
        # Slack's documentation of the method says so: a scheduled message with metadata is never posted.
        _shout(world, one, "metadata_never_posts")
    elif place.is_archived:
        _shout(world, one, "is_archived")
    elif world.bot not in place.members and not world.manifest.has_scope("chat:write.public"):
        _shout(world, one, "not_in_channel")
    elif one.body.get("thread_ts") and one.body["thread_ts"] not in place.messages:
        _shout(world, one, "thread_not_found")
    else:
        messages.post(world, place, one.body | {"ts": world.next_ts()})


def _shout(world: World, one: Scheduled, why: str) -> None:
    world.traffic.shout("scheduled", "chat.scheduleMessage", {"scheduled_message_id": one.id} | one.body, why)


def _ring_for_the_next(world: World) -> None:
    """One timer at a time, for the earliest; the calendar runs as fast as the machine until it is turned."""
    if world.next_ring is not None:
        world.next_ring.cancel()
        world.next_ring = None
    if world.scheduled:
        wait = min(one.post_at for one in world.scheduled.values()) - world.calendar.now().timestamp()
        world.next_ring = world.machine.later(max(wait, 0.0), lambda: post_due(world))
