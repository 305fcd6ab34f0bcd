"""Who and what is in the workspace when the sandbox starts: plain data. workspace_file.py reads it from a file."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Member:
    """A person. `name` is the handle, `real_name` what others read; `tz` is an IANA zone."""

    id: str
    name: str
    real_name: str
    locale: str = "en-US"
    tz: str = "UTC"
    email: str = ""
    title: str = ""
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    status_text: str = ""
    status_emoji: str = ""
    # Unix seconds; 0 is none.
    status_expiration: int = 0
    dnd_enabled: bool = False
    # Unix seconds between which notifications are held back; 0 is round about now.
    dnd_from: int = 0
    dnd_until: int = 0


@dataclass
class Channel:
    """A public or private channel and the user ids in it, the app's bot user among them or not."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    is_archived: bool = False
    topic: str = ""
    purpose: str = ""


@dataclass
class Usergroup:
    """A group of people that can be mentioned as one."""

    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)
    updated: int = 0
    """Unix seconds of the last change."""


@dataclass
class Switches:
    """Where Slack's behaviour is not documented, the sandbox can do either; an app must pass with both."""

    # Whether view_closed carries what was typed.
    closed_view_keeps_state: bool = False
    # Whether typed modal values arrive with & < > as entities.
    modal_values_escaped: bool = False
    # Whether & < > in a slash command arrive as entities even without should_escape.
    command_text_escaped: bool = True
    # Whether emoji in a slash command arrive as :names:.
    command_emoji_names: bool = False
    # Whether emoji in modal values arrive as :names: instead of characters.
    modal_emoji_names: bool = False


@dataclass
class Workspace:
    """One team, one app and the cast. `request_url` set means HTTP mode instead of Socket Mode."""

    team_id: str = "T0GREEN"
    team_name: str = "Acorn Foods"
    team_domain: str = "acorn-foods"
    app_id: str = "A0GREEN"
    bot_id: str = "B0BOT"
    bot_user_id: str = "U0BOT"
    bot_name: str = "greenlight"
    bot_real_name: str = "Greenlight"
    bot_token: str = "xoxb-sandbox"
    app_token: str = "xapp-sandbox"
    signing_secret: str = "sandbox-secret"
    verification_token: str = "sandbox-verification"
    members: list[Member] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    usergroups: list[Usergroup] = field(default_factory=list)
    manifest: Json | None = None
    request_url: str | None = None
    switches: Switches = field(default_factory=Switches)
    guide: list[str] = field(default_factory=list)
    """Lines that the page shows on top: what a newcomer may do here."""


def default_workspace(manifest: Json | None = None) -> Workspace:
    """Answer Acorn Foods: author, two approvers, admin, outsider, three channels, and the app of `manifest`."""
    team = ["U0MINA", "U0JONAS", "U0PRIYA", "U0ADA"]
    everybody = [*team, "U0OLLIE"]
    return Workspace(
        members=_cast(),
        channels=[
            Channel("C0REVIEW", "social-approvals", [*team, "U0BOT"], purpose="Where posts are approved"),
            Channel("C0PUB", "published", [*everybody, "U0BOT"], purpose="What went out"),
            Channel("C0GENERAL", "general", everybody, purpose="Everything else"),
        ],
        manifest=manifest,
    )


def _cast() -> list[Member]:
    return [
        Member("U0MINA", "mina", "Mina Seo", "ko-KR", "Asia/Seoul", "mina@acorn.example", "Author"),
        Member("U0JONAS", "jonas", "Jonas Weber", "en-US", "Europe/Berlin", "jonas@acorn.example", "Approver"),
        Member("U0PRIYA", "priya", "Priya Nair", "en-GB", "Asia/Kolkata", "priya@acorn.example", "Approver"),
        Member("U0ADA", "ada", "Ada Brooks", "en-US", "America/New_York", "ada@acorn.example", "Admin", True),
        Member("U0OLLIE", "ollie", "Ollie Park", "en-US", "America/New_York", "ollie@acorn.example", "Guest"),
    ]
