"""response_url: five answers within thirty minutes, to where something was pressed or typed.

docs.slack.dev/interactivity/handling-user-interaction
"""

import secrets
from typing import Any

from bot.sandbox import accepting, escaping
from bot.sandbox.records import Message, ReplyAddress
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import messages
from bot.sandbox.world import World

Json = dict[str, Any]
MOST_USES = 5
LIVES_FOR = 30 * 60.0
KNOWN = frozenset(
    [
        "text",
        "blocks",
        "attachments",
        "response_type",
        "replace_original",
        "delete_original",
        "unfurl_links",
        "unfurl_media",
        "metadata",
        "thread_ts",
        "mrkdwn",
    ]
)


def issue(world: World, user: str, channel: str, original_ts: str | None = None, thread_ts: str | None = None) -> str:
    """Answer a fresh response_url. Addresses past their time are forgotten on the way."""
    now, known = world.machine.now(), world.reply_addresses
    while known and now - next(iter(known.values())).issued_at > 2 * LIVES_FOR:
        del known[next(iter(known))]
    token = secrets.token_urlsafe(18)
    known[token] = ReplyAddress(token, user, channel, now, original_ts, thread_ts)
    return f"{world.origin}/respond/{token}"


def use(world: World, token: str, given: Json) -> None:
    """Carry out one answer to a response_url. Refuses with Slack's codes."""
    address = world.reply_addresses.get(token)
    if address is None:
        raise Refused("invalid_url")
    if world.machine.now() - address.issued_at > LIVES_FOR:
        raise Refused("expired_url")
    if address.uses >= MOST_USES:
        raise Refused("used_url")
    unknown = sorted(given.keys() - KNOWN)
    if unknown and world.strict:
        raise Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] unknown: {unknown}"]})
    answer(world, address, given)
    address.uses += 1


def answer(world: World, address: ReplyAddress, given: Json) -> None:
    """Show an answer: in the place of the original, in the channel, or to the one person."""
    original = _original(world, address)
    if given.get("delete_original"):
        if original is not None:
            messages.remove(world, original)
        return
    said = _said(world, given)
    if given.get("replace_original") and original is not None:
        kept = {k: v for k, v in original.body.items() if k not in ("text", "blocks", "attachments")}
        messages.change(world, original, {**kept, "text": "", **said})
        return
    _show(world, address, said, given)


def _show(world: World, address: ReplyAddress, said: Json, given: Json) -> None:
    conversation = world.conversations[address.channel]
    body = messages.from_app(world, "") | said
    thread_ts = given.get("thread_ts") or address.thread_ts
    if thread_ts in conversation.messages:
        messages.put_into_thread(conversation, body, thread_ts)
    if given.get("response_type") == "in_channel":
        messages.post(world, conversation, body)
    else:
        messages.post_ephemeral(world, conversation, address.user, body)


def _said(world: World, given: Json) -> Json:
    said: Json = {}
    if given.get("text"):
        said["text"] = escaping.sent_by_app(str(given["text"]))
    if given.get("blocks"):
        said["blocks"] = accepting.blocks(world, given["blocks"])
    if given.get("attachments"):
        said["attachments"] = accepting.attachments(world, given["attachments"])
        accepting.together(said)
    if not said:
        raise Refused("no_text")
    return said


def _original(world: World, address: ReplyAddress) -> Message | None:
    conversation, ts = world.conversations[address.channel], address.original_ts or ""
    return conversation.ephemerals.get(ts) or conversation.messages.get(ts)
