"""manifest.yml keeps Slack's rules for manifests (slackapi/manifest-schema, version 1), so that pasting it works."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.manifest import load

Rule = Callable[[Any], bool]


def text(least: int, most: int, pattern: str = r"(?s).*") -> Rule:
    return lambda value: isinstance(value, str) and least <= len(value) <= most and bool(re.fullmatch(pattern, value))


def one_of(*options: object) -> Rule:
    return lambda value: value in options


def is_flag(value: Any) -> bool:
    return isinstance(value, bool)


SCOPE = r"[a-z]+(\.[a-z]+)*(:[a-z]+(\.[a-z]+)*)?"
# Path to rule. `*` goes through every item of a list, which has between so many items.
RULES: dict[str, Rule] = {
    "display_information.name": text(1, 35),
    "display_information.description": text(1, 140),
    "display_information.long_description": text(175, 4000),
    "display_information.background_color": text(4, 7, r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})"),
    "features.app_home.home_tab_enabled": is_flag,
    "features.app_home.messages_tab_enabled": is_flag,
    "features.app_home.messages_tab_read_only_enabled": is_flag,
    "features.bot_user.display_name": text(1, 80, r"[a-z0-9._-]+"),
    "features.bot_user.always_online": is_flag,
    "features.shortcuts.*.name": text(1, 24),
    "features.shortcuts.*.type": one_of("message", "global"),
    "features.shortcuts.*.callback_id": text(1, 255),
    "features.shortcuts.*.description": text(1, 150),
    "features.slash_commands.*.command": text(2, 32, r"/\S+"),
    "features.slash_commands.*.description": text(1, 2000),
    "features.slash_commands.*.usage_hint": text(1, 1000),
    "features.slash_commands.*.should_escape": is_flag,
    "oauth_config.scopes.bot.*": text(1, 100, SCOPE),
    "settings.event_subscriptions.bot_events.*": text(1, 100, r"[a-z_]+(\.[a-z_]+)?"),
    "settings.interactivity.is_enabled": is_flag,
    "settings.org_deploy_enabled": is_flag,
    "settings.socket_mode_enabled": is_flag,
    "settings.token_rotation_enabled": is_flag,
}
LENGTHS = {
    "features.shortcuts": (1, 10),
    "features.slash_commands": (1, 50),
    "oauth_config.scopes.bot": (1, 255),
    "settings.event_subscriptions.bot_events": (1, 100),
}
REQUIRED = {"display_information.name", "settings.interactivity.is_enabled"}


def problems(manifest: dict[str, Any]) -> list[str]:
    """Every leaf without a rule or against its rule, every list too short, too long or with something twice."""
    found = [f"{path} is missing" for path in REQUIRED - set(leaves(manifest))]
    for path, values in leaves(manifest).items():
        rule = RULES.get(path)
        found += [f"{path}: {value!r}" for value in values if rule is None or not rule(value)]
    for path, (least, most) in LENGTHS.items():
        items = at(manifest, path)
        if not isinstance(items, list) or not least <= len(items) <= most:
            found.append(f"{path} does not have {least} to {most} items")
        elif any(items.count(item) > 1 for item in items):
            found.append(f"{path} has something twice")
    return found


def leaves(value: Any, path: str = "") -> dict[str, list[Any]]:
    if not isinstance(value, dict | list) or not value:
        return {path: [value]}
    found: dict[str, list[Any]] = {}
    for name, child in value.items() if isinstance(value, dict) else (("*", item) for item in value):
        for below, values in leaves(child, f"{path}.{name}".lstrip(".")).items():
            found.setdefault(below, []).extend(values)
    return found


def at(manifest: Any, path: str) -> Any:
    for name in path.split("."):
        manifest = manifest.get(name) if isinstance(manifest, dict) else None
    return manifest


def test_the_manifest_keeps_every_rule() -> None:
    assert problems(load()) == []


def test_what_the_rules_expect_is_there() -> None:
    """A rule for something that the manifest does not have would hold for ever."""
    assert set(leaves(load())) == set(RULES)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("display_information.name", "x" * 36),
        ("display_information.long_description", "x" * 174),
        ("display_information.background_color", "green"),
        ("features.shortcuts", []),
        ("features.shortcuts", [{"name": "x" * 25, "type": "global", "callback_id": "a", "description": "b"}]),
        ("features.slash_commands", [{"command": "submit", "description": "b"}]),
        ("features.slash_commands", [{"command": "/a", "description": "b", "should_escape": "no"}]),
        ("features.bot_user.display_name", "Green Light"),
        ("oauth_config.scopes.bot", ["chat:write", "chat:write"]),
        ("oauth_config.scopes.bot", ["Chat Write"]),
        ("oauth_config.scopes.user", ["chat:write"]),
        ("settings.socket_mode_enabled", "true"),
        ("settings.event_subscriptions.request_url", ""),
        ("unheard_of", True),
    ],
)
def test_the_rules_notice(path: str, value: Any) -> None:
    manifest = copy.deepcopy(load())
    *above, last = path.split(".")
    inside = manifest
    for name in above:
        inside = inside[name]
    inside[last] = value
    assert problems(manifest)
