"""conversations.* and users.conversations: channels, their members and what was said in them."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.limits import Tier
from bot.sandbox.records import PLURAL, Conversation, Kind, Message
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import channels
from bot.sandbox.web_api import paging, places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]
TYPES = {
    "public_channel": Kind.CHANNEL,
    "private_channel": Kind.GROUP,
    "im": Kind.IM,
    "mpim": Kind.MPIM,
}


def info(call: Call) -> Json:
    """Answer one conversation."""
    found = places.conversation(call, right="read")
    shown = shapes.channel(call.world, found)
    if call.flag("include_num_members"):
        shown["num_members"] = len(call.world.people_in(found))
    if call.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def list_all(call: Call) -> Json:
    """Answer the conversations that the app can see."""
    found = [c for c in _of_types(call) if c.kind is Kind.CHANNEL or call.world.bot in c.members]
    return _page_of(call, found, with_count=True)


def of_user(call: Call) -> Json:
    """Answer the conversations that a person (by default the bot) is in, as far as the app can see them."""
    user = call.text("user") or call.world.bot
    if user not in call.world.members:
        raise Refused("user_not_found")
    visible = (c for c in _of_types(call) if c.kind is Kind.CHANNEL or call.world.bot in c.members)
    return _page_of(call, [c for c in visible if user in c.members], with_count=False)


def members(call: Call) -> Json:
    """Answer the user ids in a conversation."""
    found = places.conversation(call, right="read")
    page, metadata = paging.page(call, call.world.people_in(found))
    return {"members": page, "response_metadata": metadata}


def open_direct(call: Call) -> Json:
    """Open the direct message with a person."""
    world = call.world
    given = [user for user in call.text("users").split(",") if user]
    found = places.conversation(call) if not given and call.text("channel") else _opened(call, given)
    shown = shapes.channel(world, found) if call.flag("return_im") else {"id": found.id}
    return {"channel": shown, "no_op": bool(found.messages), "already_open": bool(found.messages)}


def join(call: Call) -> Json:
    """Let the app's bot join a public channel."""
    found = places.conversation(call)
    if found.kind is not Kind.CHANNEL:
        raise Refused("method_not_supported_for_channel_type")
    if found.is_archived:
        raise Refused("is_archived")
    if call.world.bot in found.members:
        answer = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
        return {"channel": shapes.channel(call.world, found), **answer}
    channels.join(call.world, found, call.world.bot, None)
    return {"channel": shapes.channel(call.world, found)}


def history(call: Call) -> Json:
    """Answer the messages of a channel, newest first, without replies."""
    found = places.joined(call, right="history")
    newest_first = [m for m in reversed(found.messages.values()) if m.is_in_channel and _in_range(call, m)]
    page, metadata = paging.page(call, newest_first, most=999)
    answer: Json = {"messages": [_shown(call, m) for m in page], "has_more": bool(metadata["next_cursor"])}
    answer |= {"pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}
    return answer | ({"response_metadata": metadata} if metadata["next_cursor"] else {})


def replies(call: Call) -> Json:
    """Answer a thread: its parent first, then the replies, oldest first."""
    found = places.joined(call, right="history")
    parent = places.message(found, call.need("ts", "thread_not_found"), "thread_not_found")
    if parent.is_reply and parent.thread_ts in found.messages:
        parent = found.messages[parent.thread_ts or ""]
    below = [found.messages[ts] for ts in parent.replies]
    thread = [parent, *(m for m in below if _in_range(call, m))]
    page, metadata = paging.page(call, thread, usual=1000, most=1000)
    answer: Json = {"messages": [_shown(call, m) for m in page], "has_more": bool(metadata["next_cursor"])}
    return answer | ({"response_metadata": metadata} if metadata["next_cursor"] else {})


def _opened(call: Call, given: list[str]) -> Conversation:
    world = call.world
    if not given:
        raise Refused("users_list_not_supplied")
    if len(given) > 1:
        raise Refused("not_enabled")  # Group direct messages are not imitated.
    member = world.members.get(given[0])
    if member is None or member.is_bot:
        raise Refused("user_not_found" if member is None else "cannot_dm_bot")
    if member.deleted:
        raise Refused("user_disabled")
    return world.direct_message(member.id)


def _of_types(call: Call) -> list[Conversation]:
    wanted = (call.text("types") or "public_channel").split(",")
    try:
        kinds = {TYPES[name.strip()] for name in wanted}
    except KeyError:
        raise Refused("invalid_types") from None
    for kind in kinds:
        places.need_scope(call.world, f"{PLURAL[kind]}:read")
    without_archived = call.flag("exclude_archived")
    everything = call.world.conversations.values()
    return [c for c in everything if c.kind in kinds and not (without_archived and c.is_archived)]


def _page_of(call: Call, found: list[Conversation], with_count: bool) -> Json:
    page, metadata = paging.page(call, found, most=999)
    shown = [shapes.channel(call.world, c) for c in page]
    for row, conversation in zip(shown, page, strict=True):
        if with_count and conversation.kind is not Kind.IM:
            row["num_members"] = len(call.world.people_in(conversation))
    return {"channels": shown, "response_metadata": metadata}


def _in_range(call: Call, message: Message) -> bool:
    oldest, latest = call.text("oldest"), call.text("latest")
    ts, closed = _parts(message.ts), call.flag("inclusive")
    if oldest and not (ts > _parts(oldest) or (closed and ts == _parts(oldest))):
        return False
    return not latest or ts < _parts(latest) or (closed and ts == _parts(latest))


def _parts(ts: str) -> tuple[int, int]:
    seconds, _, rest = ts.partition(".")
    try:
        return int(seconds), int((rest + "000000")[:6])
    except ValueError:
        raise Refused("invalid_ts_oldest") from None


def _shown(call: Call, message: Message) -> Json:
    if "metadata" not in message.body or call.flag("include_all_metadata"):
        return message.body
    return {key: value for key, value in message.body.items() if key != "metadata"}


_ANY_READ = "channels:read groups:read im:read mpim:read"
_ANY_HISTORY = "channels:history groups:history im:history mpim:history"
_RANGE = "channel oldest latest inclusive limit cursor include_all_metadata"
METHODS = {
    "conversations.info": method(info, "channel include_locale include_num_members", _ANY_READ, Tier.TIER_3),
    "conversations.list": method(list_all, "cursor exclude_archived limit team_id types", _ANY_READ, Tier.TIER_2),
    "users.conversations": method(of_user, "cursor exclude_archived limit team_id types user", _ANY_READ, Tier.TIER_3),
    "conversations.members": method(members, "channel cursor limit", _ANY_READ, Tier.TIER_4),
    "conversations.open": method(
        open_direct, "channel users return_im prevent_creation", "im:write mpim:write", Tier.TIER_3
    ),
    "conversations.join": method(join, "channel", "channels:join", Tier.TIER_3),
    "conversations.history": method(history, _RANGE, _ANY_HISTORY, Tier.TIER_3),
    "conversations.replies": method(replies, f"{_RANGE} ts", _ANY_HISTORY, Tier.TIER_3),
}
