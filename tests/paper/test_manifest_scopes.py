"""The scopes in manifest.yml are what the code needs: none is missing, and none is asked for in vain."""

import ast
import re
from pathlib import Path

from bot.manifest import bot_scopes, load
from handlers.knowing.scopes import Asleep

FAMILIES = "apps|auth|bots|chat|conversations|files|reactions|team|usergroups|users|views"
BY_NAME = re.compile(rf"({FAMILIES})(\.(?!slack)[a-z]\w+)+")
BY_ATTRIBUTE = re.compile(rf"({FAMILIES})_[a-z]\w+")
# Where a method works on channels of several kinds, all that the bot is in: public, private, direct messages.
KINDS_READ = {"channels:read", "groups:read"}
KINDS_HISTORY = {"channels:history", "groups:history", "im:history"}
# docs.slack.dev/reference/methods: what each method of the Web API needs.
NEEDED_BY_METHOD: dict[str, set[str]] = {
    "apps.connections.open": set(),  # It takes the app-level token.
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": KINDS_HISTORY,
    "conversations.info": KINDS_READ,
    "conversations.list": KINDS_READ,
    "conversations.members": KINDS_READ,
    "conversations.open": {"im:write"},
    "conversations.replies": KINDS_HISTORY,
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "files.upload_v2": {"files:write"},
    "usergroups.list": {"usergroups:read"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
# The SDK's function for each of them.
BY_FUNCTION = {method.replace(".", "_"): method for method in NEEDED_BY_METHOD}
# docs.slack.dev/reference/events: what each event needs.
NEEDED_BY_EVENT: dict[str, set[str]] = {
    "app_home_opened": set(),
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "dnd_updated_user": {"dnd:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": KINDS_READ,
    "member_left_channel": KINDS_READ,
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "subteam_created": {"usergroups:read"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "user_change": {"users:read"},
}
# Slash commands and shortcuts; the files that a file_input or a message brings along.
NEEDED_BY_FEATURES = {"commands", "files:read"}


def methods_used() -> set[str]:
    """Names of Web API methods in the code, as a text ("chat.update") or as the SDK's function (chat_update)."""
    used: set[str] = set()
    for folder in ("bot", "handlers"):
        for path in Path(folder).rglob("*.py"):
            if "sandbox" not in path.parts and path != Path("bot/pace.py"):
                used |= methods_in(ast.parse(path.read_text(encoding="utf-8")))
    return used


def methods_in(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and BY_NAME.fullmatch(node.value):
            found.add(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            found |= {BY_FUNCTION.get(name, name)} if is_call_to_slack(node.func) else set()
    return found


def is_call_to_slack(function: ast.Attribute) -> bool:
    """The SDK's client goes by these names everywhere."""
    owner = function.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in {"client", "slack", "web"} and bool(BY_ATTRIBUTE.fullmatch(function.attr))


def needed(methods: set[str], events: set[str]) -> set[str]:
    scopes = set(NEEDED_BY_FEATURES)
    for method in methods:
        scopes |= NEEDED_BY_METHOD[method]
    for event in events:
        scopes |= NEEDED_BY_EVENT[event]
    return scopes


def events_subscribed() -> set[str]:
    return set(load()["settings"]["event_subscriptions"]["bot_events"])


def test_every_method_that_is_used_is_in_the_table() -> None:
    assert methods_used() - set(NEEDED_BY_METHOD) == set()


def test_every_event_is_in_the_table() -> None:
    assert events_subscribed() - set(NEEDED_BY_EVENT) == set()


def test_the_scopes_are_exactly_what_methods_and_events_need() -> None:
    assert bot_scopes(load()) == needed(methods_used(), events_subscribed())


def test_what_sleeps_without_a_scope_is_asked_for() -> None:
    assert {one.value for one in Asleep} <= bot_scopes(load())


def test_every_scope_has_its_reason_in_front_of_it() -> None:
    lines = Path("manifest.yml").read_text(encoding="utf-8").splitlines()
    for scope in bot_scopes(load()):
        place = next(index for index, line in enumerate(lines) if line.strip() == f"- {scope}")
        assert lines[place - 1].strip().startswith("# "), f"{scope} stands there without a reason"


def test_methods_are_found_in_both_spellings() -> None:
    source = """
await client.views_open(view=v)
await slack.call("chat.update", channel=c)
print("users. and more", "files.slack.com", draft.files_in(view))
"""
    assert methods_in(ast.parse(source)) == {"views.open", "chat.update"}
