"""What an app's manifest allows it: scopes, events, commands, shortcuts and surfaces.

The keys are those of docs.slack.dev/reference/app-manifest.
"""

from typing import Any

Json = dict[str, Any]

# What an app without a manifest is given: everything that the sandbox knows a use for.
EVERY_SCOPE = [
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users.profile:read",
    "users:read",
    "users:read.email",
    "app_mentions:read",
    "metadata.message:read",
]


class Manifest:
    """Questions to a parsed manifest. Without one (None), the app may do everything."""

    def __init__(self, source: Json | None) -> None:
        """Read `source`, the parsed YAML or JSON of a manifest."""
        self.is_open = source is None
        source = source or {}
        self._features: Json = source.get("features") or {}
        self._settings: Json = source.get("settings") or {}
        oauth: Json = source.get("oauth_config") or {}
        declared = (oauth.get("scopes") or {}).get("bot") or []
        self.scopes: list[str] = list(EVERY_SCOPE if self.is_open else declared)
        subscriptions: Json = self._settings.get("event_subscriptions") or {}
        self._events = frozenset(subscriptions.get("bot_events") or ())
        self.commands: dict[str, Json] = {c["command"]: c for c in self._features.get("slash_commands") or ()}
        self.shortcuts: dict[str, Json] = {s["callback_id"]: s for s in self._features.get("shortcuts") or ()}

    def has_scope(self, *any_of: str) -> bool:
        """Tell whether one of these scopes was granted."""
        return any(scope in self.scopes for scope in any_of)

    def hears(self, event: str) -> bool:
        """Tell whether the app is subscribed to `event`, such as `message.im`."""
        return self.is_open or event in self._events

    def should_escape(self, command: str) -> bool:
        """Tell whether `@name` in this command's text becomes `<@U…>`."""
        return bool(self.commands.get(command, {}).get("should_escape"))

    @property
    def is_interactive(self) -> bool:
        """Tell whether buttons, shortcuts and forms reach the app."""
        return self.is_open or bool((self._settings.get("interactivity") or {}).get("is_enabled"))

    @property
    def uses_socket_mode(self) -> bool:
        """Tell whether the app may open a socket."""
        return self.is_open or bool(self._settings.get("socket_mode_enabled"))

    @property
    def has_home_tab(self) -> bool:
        """Tell whether views.publish has a place to go."""
        return self.is_open or bool(self._home.get("home_tab_enabled"))

    @property
    def has_messages_tab(self) -> bool:
        """Tell whether the app and a person may write to each other directly."""
        return self.is_open or bool(self._home.get("messages_tab_enabled"))

    @property
    def may_be_written_to(self) -> bool:
        """Tell whether a person may type into the direct messages with the app."""
        return self.has_messages_tab and not self._home.get("messages_tab_read_only_enabled")

    @property
    def _home(self) -> Json:
        home: Json = self._features.get("app_home") or {}
        return home
