"""One case a method: how it is called rightly, what its answer holds, and which wrong calls are refused with what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.sandbox.contract.ground import MISSING, Ground

Json = dict[str, Any]
Args = Callable[[Ground], Json]
TEXT = {"type": "plain_text", "text": "Hello"}
FORM = {"type": "modal", "title": TEXT, "blocks": [{"type": "section", "text": TEXT}]}
HOME = {"type": "home", "blocks": [{"type": "section", "text": TEXT}]}
BAD_BLOCKS = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]


@dataclass(frozen=True)
class Case:
    """`holds` are fields of the answer, a dot for each step inside; `wrong` are calls with the error they must get."""

    right: Args
    holds: Sequence[str]
    wrong: Sequence[tuple[str, Args]] = field(default=())


def args(**given: Any) -> Args:
    """A text that begins with $ stands for what the ground has under that name."""
    return lambda ground: {name: _found(value, ground) for name, value in given.items()}


def _found(value: Any, ground: Ground) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        return getattr(ground, value[1:])
    if isinstance(value, list):
        return [_found(one, ground) for one in value]
    if isinstance(value, dict):
        return {name: _found(one, ground) for name, one in value.items()}
    return value


CHANNEL = ("channel_not_found", args(channel=MISSING))
NOBODY = ("user_not_found", args(user="U9"))

CASES: dict[str, Case] = {
    "apps.connections.open": Case(args(), ["url"]),
    "auth.test": Case(args(), ["url", "team", "user", "team_id", "user_id", "bot_id"]),
    "blocks.validate": Case(
        args(blocks=FORM["blocks"]), [], [("invalid_blocks", args(blocks=BAD_BLOCKS)), ("invalid_arguments", args())]
    ),
    "bots.info": Case(
        args(bot="B0BOT"), ["bot.id", "bot.app_id", "bot.user_id", "bot.name"], [("bot_not_found", args(bot="B9"))]
    ),
    "chat.postMessage": Case(
        args(channel="C0REVIEW", text="Hello"),
        ["channel", "ts", "message.text", "message.bot_id", "message.user"],
        [
            CHANNEL,
            ("no_text", args(channel="C0REVIEW")),
            ("invalid_blocks", args(channel="C0REVIEW", text="x", blocks=BAD_BLOCKS)),
            ("markdown_text_conflict", args(channel="C0REVIEW", text="x", markdown_text="x")),
            ("thread_not_found", args(channel="C0REVIEW", text="x", thread_ts="1.0")),
            ("too_many_attachments", args(channel="C0REVIEW", text="x", attachments=[{"text": "x"}] * 101)),
        ],
    ),
    "chat.postEphemeral": Case(
        args(channel="C0REVIEW", user="U0MINA", text="Hello"),
        ["message_ts"],
        [
            CHANNEL,
            ("user_not_found", args(channel="C0REVIEW", user="U9", text="x")),
            ("user_not_in_channel", args(channel="C0REVIEW", user="U0OLLIE", text="x")),
            ("no_text", args(channel="C0REVIEW", user="U0MINA")),
        ],
    ),
    "chat.update": Case(
        args(channel="C0REVIEW", ts="$ts", text="Changed"),
        ["channel", "ts", "text", "message.text"],
        [
            ("message_not_found", args(channel="C0REVIEW", ts="1.0", text="x")),
            ("cant_update_message", args(channel="C0REVIEW", ts="$theirs", text="x")),
            ("msg_too_long", args(channel="C0REVIEW", ts="$ts", text="x" * 4001)),
            ("no_text", args(channel="C0REVIEW", ts="$ts")),
        ],
    ),
    "chat.delete": Case(
        args(channel="C0REVIEW", ts="$ts"),
        ["channel", "ts"],
        [
            ("message_not_found", args(channel="C0REVIEW", ts="1.0")),
            ("cant_delete_message", args(channel="C0REVIEW", ts="$theirs")),
        ],
    ),
    "chat.scheduleMessage": Case(
        args(channel="C0REVIEW", text="Hello", post_at="$tomorrow"),
        ["channel", "scheduled_message_id", "post_at", "message.text"],
        [
            CHANNEL,
            ("time_in_past", args(channel="C0REVIEW", text="x", post_at="1")),
            ("no_text", args(channel="C0REVIEW", post_at="$tomorrow")),
            ("invalid_time", args(channel="C0REVIEW", text="x")),
        ],
    ),
    "chat.deleteScheduledMessage": Case(
        args(channel="C0REVIEW", scheduled_message_id="$scheduled"),
        [],
        [("invalid_scheduled_message_id", args(channel="C0REVIEW", scheduled_message_id="Q9"))],
    ),
    "chat.scheduledMessages.list": Case(
        args(channel="C0REVIEW"),
        ["scheduled_messages", "response_metadata.next_cursor"],
        [CHANNEL, ("invalid_cursor", args(cursor="x"))],
    ),
    "chat.getPermalink": Case(
        args(channel="C0REVIEW", message_ts="$ts"),
        ["channel", "permalink"],
        [CHANNEL, ("message_not_found", args(channel="C0REVIEW", message_ts="1.0"))],
    ),
    "conversations.history": Case(
        args(channel="C0REVIEW"),
        ["messages", "has_more"],
        [
            CHANNEL,
            ("not_in_channel", args(channel="C0GENERAL")),
            ("invalid_cursor", args(channel="C0REVIEW", cursor="x")),
            ("invalid_ts_oldest", args(channel="C0REVIEW", oldest="yesterday")),
        ],
    ),
    "conversations.info": Case(
        args(channel="C0REVIEW"), ["channel.id", "channel.name", "channel.is_member", "channel.is_archived"], [CHANNEL]
    ),
    "conversations.join": Case(
        args(channel="C0GENERAL"),
        ["channel.id"],
        [CHANNEL, ("method_not_supported_for_channel_type", args(channel="$private"))],
    ),
    "conversations.list": Case(
        args(types="public_channel,private_channel"),
        ["channels", "response_metadata.next_cursor"],
        [("invalid_types", args(types="rooms")), ("invalid_limit", args(limit=1001))],
    ),
    "conversations.members": Case(args(channel="C0REVIEW"), ["members", "response_metadata.next_cursor"], [CHANNEL]),
    "conversations.open": Case(
        args(users="U0MINA", return_im=True),
        ["channel.id", "channel.user"],
        [
            ("user_not_found", args(users="U9")),
            ("cannot_dm_bot", args(users="U0BOT")),
            ("users_list_not_supplied", args()),
        ],
    ),
    "conversations.replies": Case(
        args(channel="C0REVIEW", ts="$ts"),
        ["messages", "has_more"],
        [("thread_not_found", args(channel="C0REVIEW", ts="1.0"))],
    ),
    "dnd.info": Case(args(user="U0MINA"), ["dnd_enabled", "next_dnd_start_ts", "next_dnd_end_ts"], [NOBODY]),
    "dnd.teamInfo": Case(args(users="U0MINA,U0JONAS"), ["users.U0MINA.dnd_enabled", "users.U0JONAS.next_dnd_end_ts"]),
    "files.getUploadURLExternal": Case(
        args(filename="a.png", length=3),
        ["upload_url", "file_id"],
        [("invalid_arguments", args(filename="a.png")), ("invalid_arguments", args(filename="a.png", length=0))],
    ),
    "files.completeUploadExternal": Case(
        args(files=[{"id": "$uploaded", "title": "A"}], channel_id="C0REVIEW"),
        ["files"],
        [("file_not_found", args(files=[{"id": "F9"}])), ("invalid_arguments", args())],
    ),
    "files.info": Case(args(file="$uploaded"), ["file.id", "file.name"], [("file_not_found", args(file="F9"))]),
    "files.delete": Case(args(file="$uploaded"), [], [("file_not_found", args(file="F9"))]),
    "reactions.add": Case(
        args(channel="C0REVIEW", timestamp="$theirs", name="tada"),
        [],
        [
            ("already_reacted", args(channel="C0REVIEW", timestamp="$ts", name="eyes")),
            ("invalid_name", args(channel="C0REVIEW", timestamp="$ts", name="no such emoji")),
            ("message_not_found", args(channel="C0REVIEW", timestamp="1.0", name="eyes")),
        ],
    ),
    "reactions.get": Case(
        args(channel="C0REVIEW", timestamp="$ts"),
        ["type", "message.reactions"],
        [
            CHANNEL,
            ("not_in_channel", args(channel="C0GENERAL", timestamp="1.0")),
            ("no_item_specified", args(channel="C0REVIEW")),
            ("message_not_found", args(channel="C0REVIEW", timestamp="1.0")),
        ],
    ),
    "reactions.remove": Case(
        args(channel="C0REVIEW", timestamp="$ts", name="eyes"),
        [],
        [
            ("no_reaction", args(channel="C0REVIEW", timestamp="$ts", name="tada")),
            ("invalid_name", args(channel="C0REVIEW", timestamp="$ts")),
        ],
    ),
    "team.info": Case(args(), ["team.id", "team.name", "team.domain"]),
    "usergroups.list": Case(args(include_users=True), ["usergroups"]),
    "usergroups.users.list": Case(args(usergroup="S0DESK"), ["users"], [("no_such_subteam", args(usergroup="S9"))]),
    "users.conversations": Case(
        args(user="U0MINA"), ["channels", "response_metadata.next_cursor"], [("user_not_found", args(user="U9"))]
    ),
    "users.info": Case(
        args(user="U0MINA"),
        ["user.id", "user.name", "user.tz", "user.profile.real_name"],
        [("user_not_found", args(user="U9"))],
    ),
    "users.list": Case(
        args(limit=2), ["members", "response_metadata.next_cursor"], [("invalid_cursor", args(cursor="nonsense"))]
    ),
    "users.lookupByEmail": Case(
        args(email="mina@acorn.example"), ["user.id"], [("users_not_found", args(email="nobody@acorn.example"))]
    ),
    "users.profile.get": Case(
        args(user="U0MINA"), ["profile.real_name", "profile.status_text"], [("user_not_found", args(user="U9"))]
    ),
    "views.open": Case(
        args(trigger_id="$trigger", view=FORM),
        ["view.id", "view.hash", "view.state.values", "view.root_view_id"],
        [
            ("invalid_trigger_id", args(trigger_id="1.2.3", view=FORM)),
            ("exchanged_trigger_id", args(trigger_id="$used_trigger", view=FORM)),
            ("invalid_arguments", args(trigger_id="$trigger", view={"type": "modal", "blocks": []})),
        ],
    ),
    "views.push": Case(
        args(trigger_id="$trigger", view=FORM),
        ["view.id", "view.previous_view_id", "view.root_view_id"],
        [
            ("invalid_trigger_id", args(trigger_id="1.2.3", view=FORM)),
            ("exchanged_trigger_id", args(trigger_id="$used_trigger", view=FORM)),
            ("invalid_arguments", args(trigger_id="$trigger", view=HOME)),
        ],
    ),
    "views.update": Case(
        args(view_id="$view_id", view=FORM),
        ["view.id", "view.hash"],
        [
            ("not_found", args(view_id="V9", view=FORM)),
            ("hash_conflict", args(view_id="$view_id", hash="1.stale", view=FORM)),
            ("invalid_arguments", args(view_id="$view_id")),
            ("invalid_arguments", args(view_id="$view_id", view=HOME)),
        ],
    ),
    "views.publish": Case(
        args(user_id="U0MINA", view=HOME),
        ["view.id", "view.type"],
        [("invalid_arguments", args(user_id="U0MINA", view=FORM)), ("user_not_found", args(user_id="U9", view=HOME))],
    ),
}
