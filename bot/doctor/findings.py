"""What the doctor concludes from what it saw: pure, one function per line that it prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from handlers.knowing.scopes import Asleep
from handlers.publisher import Health

MANY_APPROVERS = 5
CLOCK_MAY_BE_OFF = 5.0
CLOCK_IS_WRONG = 60.0


SLEEPS: dict[str, str] = {
    Asleep.USER_GROUPS: "nobody can be named by a user group",
    Asleep.NOTIFICATIONS: "an approver whose notifications are held back is not noticed to be away",
}
"""What sleeps without a scope that a newer version asks for; everything else works."""


class Mark(StrEnum):
    """How a finding is meant."""

    WELL = "well"
    """Nothing to do."""
    WARNING = "warning"
    """It works, but somebody will wish that it were different."""
    RED = "red"
    """It does not work until somebody does something."""


@dataclass(frozen=True)
class Finding:
    """One line: what it is about, what was seen, and what to do unless it is well."""

    mark: Mark
    about: str
    seen: str
    advice: str = ""


def well(about: str, seen: str) -> Finding:
    return Finding(Mark.WELL, about, seen)


def warning(about: str, seen: str, advice: str) -> Finding:
    return Finding(Mark.WARNING, about, seen, advice)


def red(about: str, seen: str, advice: str) -> Finding:
    return Finding(Mark.RED, about, seen, advice)


def scopes(granted: frozenset[str], wanted: frozenset[str]) -> Finding:
    """The token's scopes against manifest.yml: too few break something, too many are a needless risk."""
    missing, spare = sorted(wanted - granted), sorted(granted - wanted)
    if missing and set(missing) <= set(SLEEPS):
        return warning(
            "Scopes",
            f"the token lacks {', '.join(missing)}: until then {' and '.join(SLEEPS[one] for one in missing)}",
            "paste manifest.yml into your app's page, App Manifest, reinstall the app, and start the bot again",
        )
    if missing:
        return red(
            "Scopes",
            f"the token lacks {', '.join(missing)}",
            "paste manifest.yml into your app's page, App Manifest, and reinstall the app",
        )
    if spare:
        return warning("Scopes", f"the token may also {', '.join(spare)}", "remove what manifest.yml does not ask for")
    return well("Scopes", f"all {len(wanted)} of the manifest, and no other")


def review_channel(name: str, found: Mapping[str, Any] | None) -> Finding:
    """The channel where posts are reviewed, as conversations.info or conversations.list describes it."""
    about = "Review channel"
    if found is None:
        return red(about, f"{name} is not to be seen", "write its id into REVIEW_CHANNEL and invite the bot there")
    shown = f"#{found.get('name', name)}"
    if found.get("is_archived"):
        return red(about, f"{shown} is archived", "unarchive it, or name another one in REVIEW_CHANNEL")
    if not found.get("is_member"):
        return red(about, f"the bot is not a member of {shown}", f"write /invite @greenlight in {shown}")
    if found.get("is_ext_shared"):
        return warning(about, f"{shown} is shared with another company", "they can read every post under review")
    return well(about, f"{shown}, and the bot is a member")


def approvers(named: Sequence[str], needed: int) -> Finding:
    """Whether the list of approvers makes anybody feel asked."""
    about = "Approvers"
    if not named:
        return warning(
            about,
            "nobody is named, so every member of the review channel may approve",
            "name two to five people in APPROVERS: what is asked of everybody is done by nobody",
        )
    if len(named) > MANY_APPROVERS:
        return warning(
            about,
            f"{len(named)} people are named",
            "name at most five: among many, each waits for another, and all are reminded",
        )
    if needed >= len(named):
        return warning(
            about,
            f"all {len(named)} named must approve",
            "name one more than APPROVALS_NEEDED: nobody approves their own post, and people go on holiday",
        )
    return well(about, f"{needed} of {len(named)} named")


def admins(named: Sequence[str]) -> Finding:
    """Somebody must be there to be asked when approvers do not answer."""
    if not named:
        return red("Admins", "nobody is named", "write at least one user id into ADMINS")
    return well("Admins", f"{len(named)} named")


def person(variable: str, user_id: str, found: Mapping[str, Any] | None, members: frozenset[str]) -> Finding | None:
    """What keeps one named person from their part; nothing when nothing does."""
    if found is None:
        return red(variable, f"{user_id} is nobody in this workspace", f"correct {variable}")
    name = found.get("real_name") or found.get("name") or user_id
    if found.get("deleted"):
        return red(variable, f"{name} ({user_id}) is deactivated", f"name somebody else in {variable}")
    if found.get("is_bot") or found.get("is_restricted") or found.get("is_ultra_restricted"):
        return red(variable, f"{name} ({user_id}) is a bot or a guest", f"name a full member in {variable}")
    if members and user_id not in members:
        return warning(variable, f"{name} is not in the review channel", "invite them: they cannot see the cards")
    return None


def migrations(current: str | None, head: str | None) -> Finding:
    """The database's form against the one that this version needs."""
    about = "Database"
    if current == head:
        return well(about, f"reached, at the newest revision ({head})")
    seen = f"at revision {current}, needs {head}" if current else "empty"
    return red(about, seen, "run python -m bot migrate")


def journal(version: str, mode: str, is_wal_safe: bool) -> Finding:
    """SQLite's write-ahead log loses data in versions with the WAL-reset bug (sqlite.org/wal.html)."""
    about = "SQLite"
    seen = f"version {version}, journal mode {mode}"
    if mode == "wal" and not is_wal_safe:
        return red(about, seen, "start the bot once: it switches to the safe journal; close other programs first")
    if not is_wal_safe:
        return well(about, f"{seen}: this version's WAL may lose data, so the slower, safe journal is used")
    return well(about, seen)


def clock(here: datetime, at_slack: datetime | None) -> Finding:
    """This machine's clock against the Date header of Slack's answer, which counts whole seconds."""
    about = "Clock"
    if at_slack is None:
        return warning(about, "Slack did not tell its time", "see that this machine keeps time by NTP")
    off = (here - at_slack).total_seconds()
    seen = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} Slack's"
    if abs(off) > CLOCK_IS_WRONG:
        return red(about, seen, "set this machine's clock, and let it keep time by NTP")
    if abs(off) > CLOCK_MAY_BE_OFF:
        return warning(about, seen, "let this machine keep time by NTP: posts go out by its clock")
    return well(about, "agrees with Slack's")


ENDS_SOON = timedelta(days=14)
"""Before that, nobody need think of it."""


def account(name: str, network: str, health: Health, *, is_connected: bool = False) -> Finding:
    """One account, as its publisher found it."""
    about = f"Account {name}"
    if health.is_well:
        return well(about, f"{network}: {health.detail}" if health.detail else network)
    advice = health.advice or "look at ACCOUNTS"
    if is_connected:
        advice = f"{advice.rstrip('.')}; or connect it again: {_connect(name, network)}"
    return red(about, f"{network}: {health.detail or 'does not answer'}", advice)


def not_connected(name: str, network: str) -> Finding:
    """The settings name it, without a token."""
    return red(f"Account {name}", f"{network}: nobody has connected it yet", _connect(name, network))


def held_back(name: str, network: str) -> Finding:
    """The records say that it is broken, and the network that it is not."""
    seen = f"{network}: it lets us in again, but what would go out on it is still held back"
    return red(f"Account {name}", seen, "an admin presses Accounts on their Home, and Check again")


def ends(name: str, network: str, health: Health, ends_at: datetime, now: datetime) -> Finding:
    """It is well, and must be connected again by a day."""
    found = account(name, network, health)
    if ends_at > now + ENDS_SOON:
        return found
    return warning(found.about, f"{found.seen}; it ends on {ends_at.date().isoformat()}", _connect(name, network))


def _connect(name: str, network: str) -> str:
    return f"run python -m bot connect {network} --name {name}"
