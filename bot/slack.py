"""The Slack client's manners: nothing is repeated by itself, every failure says what is known afterwards."""

import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.pace import Pace
from bot.settings import Settings, SettingsError
from handlers.slack import RateLimited, SlackError, SlackNotReached, SlackRefused, SlackUncertain

log = logging.getLogger(__name__)

# Longer than Slack ever takes to answer, and long enough to upload a picture.
TIMEOUT = aiohttp.ClientTimeout(total=30, sock_connect=5)
DEFAULT_RETRY_AFTER = 30.0
LONGEST_RETRY_AFTER = 3600.0
# Slack says of these that some of the work may have been done (docs.slack.dev/reference/methods/chat.postMessage).
MAYBE_DONE = {"fatal_error", "internal_error", "service_unavailable"}


def open_session() -> aiohttp.ClientSession:
    """Connections that are kept and used again: without it, every call would shake hands anew.

    Must be called in the running loop, and closed by the caller.
    """
    return aiohttp.ClientSession(timeout=TIMEOUT)


class Unanswered(SlackClientError):
    """No answer came, or none that can be read. The SDK lets what its HTTP library raises through as it is, so that
    whoever waits for its own errors misses a lost connection; here every failure is one of its own.
    """

    def __init__(self, trouble: Exception) -> None:
        super().__init__(f"{type(trouble).__name__}: {trouble}")
        self.trouble = trouble


class Client(AsyncWebClient):
    """The SDK's client, whose failures are all SlackClientErrors."""

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        try:
            return await super().api_call(api_method, **arguments)
        except (aiohttp.ClientError, OSError, TimeoutError, AttributeError, UnicodeDecodeError) as trouble:
            raise Unanswered(trouble) from trouble


def client(settings: Settings, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """A client without retry handlers.

    The default ones repeat a call after a lost connection, and a repeated chat.postMessage says it twice.
    """
    return Client(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=30,
        session=session,
        retry_handlers=[],
        logger=_quiet("slack_sdk.web"),
    )


def _quiet(name: str) -> logging.Logger:
    # The SDK compares the logger's own level, not the inherited one, before it writes out whole bodies for debugging.
    logger = logging.getLogger(name)
    logger.setLevel(logging.WARNING)
    return logger


@dataclass(frozen=True)
class Identity:
    """Who the token is."""

    team_id: str
    user_id: str
    bot_id: str
    name: str
    scopes: frozenset[str] = frozenset()
    """What the token may do; empty where Slack did not say."""


async def introduce(web: AsyncWebClient, app_token: str | None) -> Identity:
    """Tries both tokens once, so that a wrong one stops the start instead of being retried for ever.

    Raises SettingsError when Slack refuses a token, and SlackError when it cannot be asked.
    """
    try:
        answer = await heard(web.auth_test())
    except SlackRefused as refused:
        raise SettingsError(
            "SLACK_BOT_TOKEN", f"is refused by Slack ({refused.code})", "copy it again from OAuth & Permissions"
        ) from None
    if app_token is not None:
        try:
            await _ask(web, "apps.connections.open", {"app_token": app_token})
        except SlackRefused as refused:
            raise SettingsError(
                "SLACK_APP_TOKEN",
                f"is refused by Slack ({refused.code})",
                "create an app-level token with connections:write under Basic Information, and switch Socket Mode on",
            ) from None
    name, bot_id = answer.get("user") or "", answer.get("bot_id") or ""
    return Identity(answer["team_id"], answer["user_id"], bot_id, name, scopes_of(answer.headers))


def scopes_of(headers: Mapping[str, str]) -> frozenset[str]:
    """Slack names a token's scopes in a header of every answer (docs.slack.dev/authentication)."""
    named = {name.lower(): value for name, value in headers.items()}.get("x-oauth-scopes", "")
    return frozenset(scope.strip() for scope in named.split(",") if scope.strip())


@dataclass
class PacedSlack:
    """The port in handlers/slack.py, kept with the real client. Without a pace it never waits."""

    web: AsyncWebClient
    pace: Pace | None = field(default_factory=Pace)

    async def call(self, method: str, *, channel: str | None = None, **arguments: Any) -> Mapping[str, Any]:
        """One call of a Web API method, once it is its turn. Raises a SlackError.

        `channel` paces and is sent along. With `_urgent=True` it does not wait for the pace (answers to presses).
        """
        urgent = arguments.pop("_urgent", False)
        if self.pace is not None:
            later = await self.pace.turn(method, channel, urgent=urgent)
            if later:
                raise RateLimited(later)
        if channel is not None:
            arguments["channel"] = channel
        try:
            return await _ask(self.web, method, arguments)
        except RateLimited as limited:
            if self.pace is not None:
                self.pace.be_silent(method, limited.retry_after)
            raise


async def _ask(web: AsyncWebClient, method: str, arguments: dict[str, Any]) -> Mapping[str, Any]:
    # The SDK's own functions know which methods want JSON, a form or a query; a misspelt method has none.
    return await answered(getattr(web, method.replace(".", "_"))(**arguments))


async def answered(call: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
    """What Slack says to one call of the SDK's. Raises the SlackError that tells what is known after a failure."""
    return cast(Mapping[str, Any], (await heard(call)).data)


async def heard(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The same with its headers."""
    try:
        return await call
    except SlackApiError as error:
        raise verdict(error.response) from error
    except Unanswered as error:
        raise _unheard(error.trouble) from error
    except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as error:
        raise _unheard(error) from error


def _unheard(trouble: Exception) -> SlackError:
    if isinstance(trouble, aiohttp.ClientConnectorError):
        return SlackNotReached(type(trouble).__name__, str(trouble))
    if isinstance(trouble, aiohttp.ConnectionTimeoutError):
        return SlackNotReached("connect_timeout", str(trouble))
    if isinstance(trouble, AttributeError | UnicodeDecodeError):
        # The SDK trips like this over a 200 whose body is no JSON object, such as a proxy's page.
        return SlackUncertain("no_json", str(trouble))
    return SlackUncertain(type(trouble).__name__, str(trouble))


def verdict(response: Any) -> SlackError:
    """What a failed answer means for whoever asked.

    The SDK hands over its own response, or aiohttp's where the body was no JSON.
    """
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    answer = data if isinstance(data, dict) else {}
    code = str(answer.get("error") or "")
    if status == 429 or code in {"ratelimited", "rate_limited"}:
        return RateLimited(_seconds(response.headers.get("Retry-After", "")))
    if status >= 500 or code in MAYBE_DONE or (status == 200 and not code):
        return SlackUncertain(code or f"http_{status}")
    return SlackRefused(code or f"http_{status}", _detail(answer))


def _seconds(retry_after: str) -> float:
    """Retry-After in seconds; half a minute where Slack said nothing that is a number, an hour at most."""
    if not (retry_after.isascii() and retry_after.isdigit()):
        return DEFAULT_RETRY_AFTER
    return min(float(retry_after[:9]), LONGEST_RETRY_AFTER) or 1.0


def _detail(answer: dict[str, Any]) -> str:
    metadata = answer.get("response_metadata")
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    needed = [f"needed: {answer['needed']}"] if answer.get("needed") else []
    return "; ".join([*needed, *(str(message) for message in messages or [])])[:1000]
