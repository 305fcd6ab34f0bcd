"""What Slack tells about our tokens, the review channel and the people who are named."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import manifest
from bot.channels import find_channel, members_of
from bot.doctor import findings
from bot.doctor.findings import Finding, red, warning, well
from bot.settings import Settings
from bot.slack import answered, heard, scopes_of
from handlers.slack import SlackError, SlackNotReached, SlackRefused


async def examine(
    web: AsyncWebClient, told: Settings, now: Callable[[], datetime], *, follows_settings: bool = True
) -> list[Finding]:
    """Every line that is about Slack. Never raises for what Slack answers: that is a line too.

    Without a brand that follows the settings, what they say of channel and people concerns nobody.
    """
    try:
        answer = await heard(web.auth_test())
    except SlackError as error:
        return [_no_answer("Bot token", error, "copy SLACK_BOT_TOKEN again from OAuth & Permissions")]
    name, team = answer.get("user"), answer.get("team")
    found = [well("Bot token", f"{name} in {team}"), _scopes(answer.headers), _clock(answer.headers, now())]
    found.append(await _connection(web, told))
    return [*found, *await _brand(web, told)] if follows_settings else found


async def _brand(web: AsyncWebClient, told: Settings) -> list[Finding]:
    """The brand that the settings describe."""
    found = []
    members: frozenset[str] = frozenset()
    try:
        channel = await find_channel(web, told.review_channel)
        found.append(findings.review_channel(told.review_channel, channel))
        if channel and channel.get("is_member"):
            members = await members_of(web, channel["id"])
    except SlackError as error:
        found.append(_no_answer("Review channel", error, "see the lines above"))
    found += [findings.approvers(told.approvers, told.approvals_needed), findings.admins(told.admins)]
    return found + await _people(web, told, members)


def _no_answer(about: str, error: SlackError, advice: str) -> Finding:
    if isinstance(error, SlackRefused):
        return red(about, f"Slack says {error}", advice)
    if isinstance(error, SlackNotReached):
        return red(about, f"Slack is not reached ({error.code})", "see this machine's network, proxy and SLACK_API_URL")
    return red(about, f"Slack does not answer as it should ({error})", "try again, or look at status.slack.com")


def _scopes(headers: Mapping[str, str]) -> Finding:
    granted = scopes_of(headers)
    if not granted:
        return warning("Scopes", "Slack did not name the token's scopes", "compare them with manifest.yml yourself")
    try:
        wanted = manifest.bot_scopes(manifest.load())
    except manifest.ManifestError:
        return warning("Scopes", "there is no manifest.yml to compare them with", "run this in the project's folder")
    return findings.scopes(granted, wanted)


def _clock(headers: Mapping[str, str], here: datetime) -> Finding:
    try:
        return findings.clock(here, parsedate_to_datetime(headers.get("Date", "")))
    except (TypeError, ValueError):
        return findings.clock(here, None)


async def _connection(web: AsyncWebClient, told: Settings) -> Finding:
    if told.is_http_mode:
        return well("HTTP mode", f"Slack's requests are expected on port {told.http_port}, /slack/events")
    token = told.slack_app_token.get_secret_value() if told.slack_app_token else ""
    try:
        await answered(web.apps_connections_open(app_token=token))
    except SlackError as error:
        return _no_answer("App token", error, "create one with connections:write, and switch Socket Mode on")
    return well("App token", "opens a socket")


async def _people(web: AsyncWebClient, told: Settings, members: frozenset[str]) -> list[Finding]:
    """A line for each person who is named and cannot do their part."""
    found = []
    for variable, user_ids in (("APPROVERS", told.approvers), ("ADMINS", told.admins)):
        for user_id in user_ids:
            try:
                finding = findings.person(variable, user_id, await _person(web, user_id), members)
            except SlackError as error:
                finding = _no_answer(variable, error, f"could not look up {user_id}")
            found += [finding] if finding else []
    return found


async def _person(web: AsyncWebClient, user_id: str) -> Mapping[str, Any] | None:
    try:
        return dict((await answered(web.users_info(user=user_id)))["user"])
    except SlackRefused as refused:
        if refused.code in {"user_not_found", "user_not_visible"}:
            return None
        raise
