"""Where somebody was when they did something: the record keeps it with what they did."""

from enum import StrEnum

from handlers.request import Request


class Origin(StrEnum):
    """A place from which things are done; each has its words under `history.place_`."""

    CARD = "card"
    """A message in a channel, as the card is."""
    THREAD = "thread"
    """Below the card."""
    MESSAGE = "message"
    """A direct message of the bot's, or to it."""
    HOME = "home"
    FORM = "form"
    """A modal."""
    COMMAND = "command"
    SHORTCUT = "shortcut"
    TERMINAL = "terminal"
    """The command line of the machine that the bot runs on."""


def origin_of(request: Request) -> str:
    """As far as the payload tells; empty for what is no place, such as a change of somebody's profile."""
    if request.view:
        return Origin.HOME if request.view.get("type") == "home" else Origin.FORM
    if "command" in request.body:
        return Origin.COMMAND
    if request.body.get("type") in ("shortcut", "message_action"):
        return Origin.SHORTCUT
    return _in_a_channel(request)


def _in_a_channel(request: Request) -> str:
    """A button's message, or a message that somebody wrote."""
    channel = request.channel_id or str(request.event.get("channel") or "")
    if not channel or not (request.message or request.event.get("type") == "message"):
        return ""
    if channel.startswith("D"):
        return Origin.MESSAGE
    is_reply = bool(request.thread_ts or request.event.get("thread_ts"))
    return Origin.THREAD if is_reply else Origin.CARD
