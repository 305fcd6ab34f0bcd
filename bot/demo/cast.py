"""Who plays in the demo, where, and when it begins."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot import manifest, settings
from bot.sandbox.workspace import Workspace, default_workspace
from bot.settings import Settings

AUTHOR, APPROVER, SECOND, ADMIN, OUTSIDER = "U0MINA", "U0JONAS", "U0PRIYA", "U0ADA", "U0OLLIE"
REVIEW, PUBLISHED, GENERAL = "C0REVIEW", "C0PUB", "C0GENERAL"

ZONES = {"en": "Europe/Berlin", "ko": "Asia/Seoul"}
LOCALES = {"en": "en-US", "ko": "ko-KR"}
BEGINS = time(10, 0)
"""Mid-morning, in the brand's zone."""


def workspace() -> Workspace:
    """Acorn Foods, with our app installed from its own manifest."""
    return default_workspace(deepcopy(_manifest()))


@cache
def _manifest() -> dict[str, Any]:
    """Read once, however many scenes are set."""
    return manifest.load()


def for_readers_of(language: str, guide: Sequence[str] = ()) -> Workspace:
    """The same people, reading one language in one city: whoever plays them in the demo reads it too."""
    found = workspace()
    for member in found.members:
        member.locale, member.tz = LOCALES[language], ZONES[language]
    found.guide = list(guide)
    return found


def environment(workspace: Workspace, api_url: str, database: str, language: str) -> dict[str, str]:
    """What a person would write into .env, for this workspace. A child process takes it as it is."""
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database,
        "REVIEW_CHANNEL": "#social-approvals",
        "ADMINS": ADMIN,
        "APPROVERS": f"{APPROVER},{SECOND}",
        "TIMEZONE": ZONES[language],
        "LANGUAGE": language,
        # The cast's links lead nowhere, and a demo asks nobody out there.
        "LINK_CHECKS": "off",
        "ACCOUNTS": f"news=slack:{PUBLISHED}, linkedin=manual:{AUTHOR}",
    }


def told(environ: dict[str, str]) -> Settings:
    """The same as settings, by the way that real ones take."""
    return settings.load(environ)


def opening(today: date, language: str) -> datetime:
    """Ten o'clock on this day, or on the next working day."""
    day = today
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, BEGINS, ZoneInfo(ZONES[language])).astimezone(UTC)
