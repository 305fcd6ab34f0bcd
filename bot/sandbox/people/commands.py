"""Slash commands and shortcuts."""

from typing import Any

from bot.sandbox import emoji, escaping
from bot.sandbox.delivery.envelopes import Ack
from bot.sandbox.people import finding, names, payloads
from bot.sandbox.records import Conversation, ReplyAddress
from bot.sandbox.refusals import NotPossible, Refused
from bot.sandbox.speaking import messages, response_urls
from bot.sandbox.world import World

Json = dict[str, Any]


async def command(world: World, user: str, channel: str, command: str, text: str = "") -> Json:
    """Type a slash command. Answers when the app has acked it, or three seconds later."""
    finding.acting(world, user)
    place = finding.conversation(world, user, channel)
    known = world.manifest.commands
    if command not in known and not world.manifest.is_open:
        raise NotPossible("unknown_command", f"{command} is not a valid command; there are {', '.join(known)}.")
    sent = _as_sent(world, command, text.strip())
    payload = payloads.command(world, user, place, command, sent)
    ack = await world.link.send("slash_commands", command, payload)
    if not ack.in_time:
        _say_that_it_failed(world, user, place, command, ack)
        return {"ok": True, "acked": False, "error": ack.error}
    if ack.payload is None:
        return {"ok": True, "acked": True}
    return _show_answer(world, user, place, ack.payload)


async def shortcut(
    world: World, user: str, callback_id: str, channel: str | None = None, ts: str | None = None
) -> Json:
    """Choose a shortcut: on a message when `ts` is given, else a global one."""
    finding.acting(world, user)
    _need_shortcut(world, callback_id, "message" if ts else "global")
    if ts is None:
        payload = payloads.shortcut(world, user, callback_id)
    else:
        message = finding.message(world, user, channel or "", ts)
        if message.for_person is not None:
            raise NotPossible("no_shortcuts_here", "A message that only you see has no shortcuts.")
        payload = payloads.message_shortcut(world, user, callback_id, message)
    ack = await world.link.send("interactive", f"{payload['type']} {callback_id}", payload)
    return {"ok": True, "acked": ack.in_time} | ({"error": ack.error} if ack.error else {})


def _as_sent(world: World, command: str, text: str) -> str:
    if world.workspace.switches.command_emoji_names:
        text = emoji.named(text)
    if world.manifest.should_escape(command):
        return escaping.typed(text, lambda sign, name: names.token(world, sign, name))
    return escaping.entities(text) if world.workspace.switches.command_text_escaped else text


def _say_that_it_failed(world: World, user: str, place: Conversation, command: str, ack: Ack) -> None:
    code = "operation_timeout" if ack.error == "timeout" else "dispatch_failed"
    body = messages.from_app(world, f'{command} failed with the error "{code}"')
    body |= {"user": "USLACKBOT", "subtype": "bot_message"}
    messages.post_ephemeral(world, place, user, body)


def _show_answer(world: World, user: str, place: Conversation, payload: Json) -> Json:
    address = ReplyAddress("", user, place.id, world.machine.now())
    try:
        response_urls.answer(world, address, payload)
    except Refused as refused:
        world.traffic.shout("ack", "command", payload, refused.code, refused.as_answer())
        return {"ok": True, "acked": True, "error": refused.code}
    return {"ok": True, "acked": True, "response": payload}


def _need_shortcut(world: World, callback_id: str, kind: str) -> None:
    if world.manifest.is_open:
        return
    found = world.manifest.shortcuts.get(callback_id)
    if found is None or found["type"] != kind:
        raise NotPossible("unknown_shortcut", f"The app has no {kind} shortcut {callback_id}.")
