"""What manifest.yml announces is answered, and what is answered is announced."""

from typing import Any

from bot.manifest import load
from handlers import routes

FEATURES: dict[str, Any] = load()["features"]


def test_commands() -> None:
    assert {command["command"] for command in FEATURES["slash_commands"]} == set(routes.COMMANDS)


def test_shortcuts() -> None:
    assert {shortcut["callback_id"] for shortcut in FEATURES["shortcuts"]} == set(routes.SHORTCUTS)


def test_events() -> None:
    """Slack calls all messages `message`, whatever kind of channel one subscribes to."""
    subscribed = load()["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in subscribed} == set(routes.EVENTS)


def test_what_people_type_arrives_as_they_typed_it() -> None:
    assert all(command["should_escape"] is False for command in FEATURES["slash_commands"])


def test_socket_mode_needs_no_address() -> None:
    assert load()["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(load())
