"""Every setting, typed. A wrong value stops the start with a sentence that names the variable."""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from bot import (
    account_settings,
    connecting_settings,
    history_settings,
    lending_settings,
    link_settings,
    network_facts,
    network_settings,
)
from bot import environment as env
from bot.account_settings import AccountSetting
from bot.connecting_settings import AppSetting
from bot.environment import SettingsError, gather
from bot.lending_settings import BucketSetting
from storage.chain import Keys

__all__ = ["AccountSetting", "Settings", "SettingsError", "database_url", "gather", "load"]

SLACK_API_URL = "https://slack.com/api/"
DATABASE_URL = "sqlite:///greenlight.db"


class Settings(BaseModel):
    """What the bot is told from outside. Secrets print as stars; .env.example explains every variable."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    slack_bot_token: SecretStr
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    http_port: int | None = None
    http_host: str = "127.0.0.1"
    slack_api_url: str = SLACK_API_URL
    # The address of a PostgreSQL holds its password, so it is not printed either.
    database_url: str = Field(default=DATABASE_URL, repr=False)
    history_key: SecretStr | None = None
    history_old_keys: tuple[SecretStr, ...] = ()
    review_channel: str
    admins: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    approvals_needed: int = 1
    timezone: str
    language: Literal["en", "ko"] = "en"
    digest_at: time = time(9, 0)
    nudge_after: timedelta = timedelta(hours=24)
    escalate_after: timedelta = timedelta(hours=48)
    late_grace: timedelta = timedelta(minutes=30)
    calendar_url: str | None = None
    accounts: tuple[AccountSetting, ...] = (account_settings.PRACTICE_ACCOUNT,)
    network_urls: Mapping[str, str] = Field(default_factory=dict)
    """Where a network's API is, where that is not its usual place."""
    network_facts: Mapping[str, Mapping[str, Any]] = Field(default_factory=network_facts.ours, repr=False)
    """Limits and manners, by network."""
    secret_keys: tuple[SecretStr, ...] = ()
    """Seal the secrets of connected accounts: the first one seals, all of them open."""
    apps: Mapping[str, AppSetting] = Field(default_factory=dict)
    """Ours at the networks, by network."""
    public_url: str = ""
    link_checks: bool = True
    """Links in texts are looked at before they are put up, and again before they go out."""
    link_checks_inside: frozenset[str] = frozenset()
    """Hosts that are looked at although they are in a network of our own."""
    bucket: BucketSetting | None = None
    """A store from which networks fetch media, instead of our own door."""
    """Where HTTP mode is reached from outside."""

    @property
    def is_http_mode(self) -> bool:
        """Slack calls us over HTTP; otherwise we hold a socket open to Slack."""
        return self.http_port is not None and self.slack_signing_secret is not None

    @property
    def has_door(self) -> bool:
        """Networks can fetch media from us."""
        return bool(self.public_url) and self.http_port is not None

    @property
    def history_keys(self) -> Keys:
        """What the record is signed with."""
        return history_settings.together(self.history_key, self.history_old_keys)


def load(environ: Mapping[str, str]) -> Settings:
    """The settings in this mapping.

    Raises SettingsError for the first variable that is missing or wrong.
    """
    settings = Settings(
        slack_bot_token=_bot_token(environ),
        slack_app_token=env.secret(environ, "SLACK_APP_TOKEN", begins="xapp-"),
        slack_signing_secret=env.secret(environ, "SLACK_SIGNING_SECRET"),
        http_port=_http_port(environ),
        http_host=env.text(environ, "HTTP_HOST", "127.0.0.1"),
        slack_api_url=_slack_api_url(environ),
        database_url=database_url(environ),
        history_key=history_settings.key(environ),
        history_old_keys=history_settings.old_keys(environ),
        review_channel=env.channel(environ, "REVIEW_CHANNEL"),
        admins=env.user_ids(environ, "ADMINS"),
        approvers=env.user_ids(environ, "APPROVERS"),
        approvals_needed=env.number(environ, "APPROVALS_NEEDED", default="1", smallest=1, largest=50),
        timezone=env.zone(environ, "TIMEZONE"),
        language=cast(Literal["en", "ko"], env.choice(environ, "LANGUAGE", ("en", "ko"), default="en")),
        digest_at=env.wall_time(environ, "DIGEST_AT", default="09:00"),
        nudge_after=env.duration(environ, "NUDGE_AFTER", default="24h", shortest=timedelta(seconds=1)),
        escalate_after=env.duration(environ, "ESCALATE_AFTER", default="48h", shortest=timedelta(seconds=1)),
        late_grace=env.duration(environ, "LATE_GRACE", default="30m"),
        calendar_url=_calendar_url(environ),
        accounts=account_settings.read(environ),
        network_urls=network_settings.urls(environ),
        network_facts=network_settings.known_facts(environ),
        secret_keys=connecting_settings.keys(environ),
        apps=connecting_settings.apps(environ),
        public_url=connecting_settings.public_url(environ),
        bucket=lending_settings.bucket(environ),
        link_checks=link_settings.are_checked(environ),
        link_checks_inside=link_settings.inside(environ),
    )
    _check_together(settings)
    return settings


def _bot_token(environ: Mapping[str, str]) -> SecretStr:
    token = env.secret(environ, "SLACK_BOT_TOKEN", begins="xoxb-")
    if token is None:
        raise SettingsError(
            "SLACK_BOT_TOKEN",
            "is missing",
            "copy the Bot User OAuth Token from your app's page, OAuth & Permissions",
        )
    return token


def _http_port(environ: Mapping[str, str]) -> int | None:
    if not env.text(environ, "HTTP_PORT"):
        return None
    return env.number(environ, "HTTP_PORT", default="", smallest=1, largest=65535)


def _slack_api_url(environ: Mapping[str, str]) -> str:
    url = env.text(environ, "SLACK_API_URL", SLACK_API_URL)
    return env.web_address("SLACK_API_URL", url, SLACK_API_URL).rstrip("/") + "/"


def _calendar_url(environ: Mapping[str, str]) -> str | None:
    example = "http://127.0.0.1:8420/control/clock"
    url = env.text(environ, "CALENDAR_URL")
    if not url:
        return None
    if not url.startswith("http://"):
        raise SettingsError("CALENDAR_URL", f'is "{url}"', f"name a sandbox on this machine, such as {example}")
    return env.web_address("CALENDAR_URL", url, example)


def database_url(environ: Mapping[str, str]) -> str:
    """Where the records are. Alone it is all that a migration needs."""
    url = env.text(environ, "DATABASE_URL", DATABASE_URL)
    if re.fullmatch(r"postgres(ql)?(\+psycopg)?://.+", url):
        return re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", url)
    if re.fullmatch(r"sqlite:///.+", url) and ":memory:" not in url:
        return url
    # The value is not repeated: it may hold a password.
    raise SettingsError(
        "DATABASE_URL",
        "is no address of a database that Greenlight knows",
        "write sqlite:///FILE.db or postgresql://USER:PASSWORD@HOST/NAME",
    )


def _check_together(settings: Settings) -> None:
    if settings.slack_app_token is None and not settings.is_http_mode:
        raise SettingsError(
            "SLACK_APP_TOKEN",
            "is missing",
            "copy an app-level token with connections:write from your app's page, Basic Information,"
            " or set both SLACK_SIGNING_SECRET and HTTP_PORT",
        )
    if settings.approvers and settings.approvals_needed > len(settings.approvers):
        raise SettingsError(
            "APPROVALS_NEEDED",
            f"is {settings.approvals_needed}, but APPROVERS names {len(settings.approvers)}",
            "ask for fewer approvals or name more approvers",
        )
    if settings.escalate_after < settings.nudge_after:
        raise SettingsError(
            "ESCALATE_AFTER",
            "is shorter than NUDGE_AFTER",
            "people are reminded first, so write a longer duration",
        )
